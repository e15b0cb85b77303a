package org.elbow.workflows;

import static org.elbow.workflows.Nodes.APPLY;
import static org.elbow.workflows.Nodes.GENERATOR;
import static org.elbow.workflows.Nodes.LEARNER;
import static org.elbow.workflows.Nodes.METRIC;
import static org.elbow.workflows.Nodes.ORDERS;
import static org.elbow.workflows.Nodes.RANKER;
import static org.elbow.workflows.Nodes.READER;
import static org.elbow.workflows.Nodes.SAMPLER;
import static org.elbow.workflows.Nodes.SCORER;
import static org.elbow.workflows.Nodes.VAE_SAMPLER;
import static org.elbow.workflows.TestFlows.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.elbow.offline.headless.WorkflowWriter;

/**
 * The workflows that tell a story, as programs: what differs from the nodes' defaults stands here, and the folders under
 * {@code workflows} are written from it.
 */
public final class StoryWorkflows {

    private StoryWorkflows() {
    }

    /** @return the workflows by the name of their folder */
    public static Map<String, WorkflowWriter> all() {
        return Map.of("novelty-detection", noveltyDetection(), "hvae-tighter-bound", tighterBound(),
            "clean-the-data", cleanTheData(), "why-this-row", whyThisRow(),
            "disentangle-three-dots", disentangleThreeDots(), "audit-a-table", auditATable());
    }

    /** @return all workflows, those that tell a story and the test flows, by their folder */
    static Map<String, WorkflowWriter> withTestFlows() {
        final Map<String, WorkflowWriter> workflows = new TreeMap<>(all());
        TestFlows.all().forEach((name, flow) -> workflows.put("test-flows/" + name, flow));
        return workflows;
    }

    /**
     * A model of one kind of images, and rows of another kind found by likelihood regret and all other scores. Runs on
     * generated images until the variables {@code train} and {@code novel} name files: the readers pass generated rows on while
     * no file is named.
     */
    private static WorkflowWriter noveltyDetection() {
        final Map<String, Object> sprites = Map.of("size", 28, "factorColumns", false);
        final String origin = "origin";
        return new WorkflowWriter() //
            .variable("train", "") //
            .variable("novel", "") //
            .variable("train-rows", 10_000) //
            .variable("test-rows", 1_000) //
            .variable("reference-first-row", 11_000) //
            .node(1, GENERATOR, "Sprites to learn", 0, 0, with(sprites, Map.of("rows", 3_000, "seed", 1)), Map.of()) //
            .node(2, READER, "Or the file $train", 1, 0, Map.of("incoming", "REPLACE"),
                Map.of("file", "train", "maxRows", "train-rows")) //
            .node(3, LEARNER, "Learn what is ordinary", 2, 0, Map.of("latent", 32), Map.of()) //
            .node(4, GENERATOR, "Ordinary rows", 0, 1,
                with(sprites, Map.of("rows", 500, "seed", 2, "constantColumn", origin, "constantValue", "ordinary")), Map.of()) //
            .node(5, GENERATOR, "Below them, three dots", 1, 1,
                with(sprites, Map.of("rows", 500, "seed", 3, "kind", "THREE_DOTS", "lightOnDark", true, "constantColumn", origin,
                    "constantValue", "novel")),
                Map.of()) //
            .node(6, READER, "Or rows of $train not learned", 2, 1,
                Map.of("incoming", "REPLACE", "constantColumn", origin, "constantValue", "ordinary"),
                Map.of("file", "train", "firstRow", "train-rows", "maxRows", "test-rows")) //
            .node(7, READER, "Below them, the file $novel", 3, 1,
                Map.of("incoming", "APPEND_BELOW", "constantColumn", origin, "constantValue", "novel"),
                Map.of("file", "novel", "maxRows", "test-rows")) //
            .node(8, GENERATOR, "More ordinary rows", 0, 2, with(sprites, Map.of("rows", 500, "seed", 4)), Map.of()) //
            .node(9, READER, "Or more rows of $train", 1, 2, Map.of("incoming", "REPLACE"),
                Map.of("file", "train", "firstRow", "reference-first-row", "maxRows", "test-rows")) //
            .node(10, SCORER, "Score and flag", 4, 0,
                Map.of("evaluate", true, "labelColumn", origin, "novelLabels", "novel", "encoderRegret", true,
                    "encoderIterations", 20, "encoderLearningRate", 1e-3, "likelihoodRatio", true, "inputComplexity", true,
                    "pValues", true),
                Map.of()) //
            .node(11, APPLY, "Codes and reconstructions", 5, 0, Map.of(), Map.of()) //
            .node(12, LEARNER, "Learn the background", 3, 2, Map.of("latent", 32, "perturbationRate", 0.2), Map.of()) //
            .connect(1, 1, 2, 1) //
            .connect(2, 1, 3, 1) //
            .connect(4, 1, 5, 1) //
            .connect(5, 1, 6, 1) //
            .connect(6, 1, 7, 1) //
            .connect(8, 1, 9, 1) //
            .connect(3, 1, 10, 1) //
            .connect(7, 1, 10, 2) //
            .connect(9, 1, 10, 3) //
            .connect(2, 1, 12, 1) //
            .connect(12, 1, 10, 4) //
            .connect(3, 1, 11, 1) //
            .connect(10, 1, 11, 2);
    }

    /**
     * A VAE and a Hamiltonian VAE of the same size, trained on the same images for as many epochs, and what either says of images
     * that it has not seen: the bound that each was trained on, and estimates of the likelihood. Runs on generated images until
     * the variable {@code train} names a file.
     */
    private static WorkflowWriter tighterBound() {
        final Map<String, Object> sprites = Map.of("size", 28, "factorColumns", false);
        final Map<String, Object> networks =
            Map.of("latent", 8, "hiddenLayers", "128", "epochs", 30, "learningRate", 0.002);
        return new WorkflowWriter() //
            .variable("train", "") //
            .variable("train-rows", 5_000) //
            .variable("test-rows", 300) //
            .node(1, GENERATOR, "Sprites to learn", 0, 0, with(sprites, Map.of("rows", 2_000, "seed", 1)), Map.of()) //
            .node(2, READER, "Or the file $train", 1, 0, Map.of("incoming", "REPLACE"),
                Map.of("file", "train", "maxRows", "train-rows")) //
            .node(3, LEARNER, "Learn a VAE", 2, 0, networks, Map.of()) //
            .node(4, LEARNER, "Learn a Hamiltonian VAE", 2, 1, with(networks, Map.of("hamiltonian/enabled", true)), Map.of()) //
            .node(5, GENERATOR, "Sprites not learned", 0, 2, with(sprites, Map.of("rows", 300, "seed", 2)), Map.of()) //
            .node(6, READER, "Or rows of $train not learned", 1, 2, Map.of("incoming", "REPLACE"),
                Map.of("file", "train", "firstRow", "train-rows", "maxRows", "test-rows")) //
            .node(7, SAMPLER, "Bounds of the VAE", 3, 0, Map.of(), Map.of()) //
            .node(8, SAMPLER, "Bounds of the Hamiltonian VAE", 3, 1, Map.of(), Map.of()) //
            .connect(1, 1, 2, 1) //
            .connect(2, 1, 3, 1) //
            .connect(2, 1, 4, 1) //
            .connect(5, 1, 6, 1) //
            .connect(3, 1, 7, 1) //
            .connect(6, 1, 7, 2) //
            .connect(4, 1, 8, 1) //
            .connect(6, 1, 8, 2);
    }

    /**
     * Foreign images among the training rows, found by their self-influence. Runs on generated images until the variables
     * {@code train} and {@code foreign} name files.
     */
    private static WorkflowWriter cleanTheData() {
        final Map<String, Object> images = Map.of("size", 28, "factorColumns", false, "constantColumn", "origin");
        return new WorkflowWriter() //
            .variable("train", "") //
            .variable("foreign", "") //
            .variable("train-rows", 10_000) //
            .variable("foreign-rows", 200) //
            .node(1, GENERATOR, "Sprites to learn", 0, 0,
                with(images, Map.of("rows", 2_000, "seed", 1, "constantValue", "ordinary")), Map.of()) //
            .node(2, GENERATOR, "Below them, three dots", 1, 0,
                with(images, Map.of("rows", 40, "seed", 2, "kind", "THREE_DOTS", "lightOnDark", true, "constantValue", "foreign")),
                Map.of()) //
            .node(3, READER, "Or the file $train", 2, 0,
                Map.of("incoming", "REPLACE", "constantColumn", "origin", "constantValue", "ordinary"),
                Map.of("file", "train", "maxRows", "train-rows")) //
            .node(4, READER, "Below, the file $foreign", 3, 0,
                Map.of("incoming", "APPEND_BELOW", "constantColumn", "origin", "constantValue", "foreign"),
                Map.of("file", "foreign", "maxRows", "foreign-rows")) //
            .node(5, LEARNER, "Learn, keep checkpoints", 4, 1, Map.of("latent", 32, "epochs", 30, "checkpoints", 5), Map.of()) //
            .node(6, RANKER, "Which rows are suspect?", 5, 0,
                Map.of("evaluate", true, "labelColumn", "origin", "foreignLabels", "foreign"), Map.of()) //
            .connect(1, 1, 2, 1) //
            .connect(2, 1, 3, 1) //
            .connect(3, 1, 4, 1) //
            .connect(4, 1, 5, 1) //
            .connect(5, 1, 6, 1) //
            .connect(4, 1, 6, 2);
    }

    /**
     * Which training rows taught the model what it makes of a few rows. Runs on generated images until the variables
     * {@code train} and {@code explain} name files.
     */
    private static WorkflowWriter whyThisRow() {
        final Map<String, Object> images = Map.of("size", 28, "factorColumns", false);
        return new WorkflowWriter() //
            .variable("train", "") //
            .variable("explain", "") //
            .variable("train-rows", 10_000) //
            .variable("explain-rows", 10) //
            .node(1, GENERATOR, "Sprites to learn", 0, 0, with(images, Map.of("rows", 2_000, "seed", 1)), Map.of()) //
            .node(2, READER, "Or the file $train", 1, 0, Map.of("incoming", "REPLACE"),
                Map.of("file", "train", "maxRows", "train-rows")) //
            .node(3, LEARNER, "Learn, keep checkpoints", 2, 0, Map.of("latent", 32, "checkpoints", 5), Map.of()) //
            .node(4, GENERATOR, "A few rows to explain", 0, 1, with(images, Map.of("rows", 6, "seed", 2)), Map.of()) //
            .node(5, GENERATOR, "Two of them strange", 1, 1,
                with(images, Map.of("rows", 2, "seed", 3, "kind", "THREE_DOTS", "lightOnDark", true)), Map.of()) //
            .node(6, READER, "Or the file $explain", 2, 1, Map.of("incoming", "REPLACE"),
                Map.of("file", "explain", "maxRows", "explain-rows")) //
            .node(7, RANKER, "Which rows taught that?", 3, 1, Map.of("count", 5), Map.of()) //
            .connect(1, 1, 2, 1) //
            .connect(2, 1, 3, 1) //
            .connect(4, 1, 5, 1) //
            .connect(5, 1, 6, 1) //
            .connect(3, 1, 7, 1) //
            .connect(2, 1, 7, 2) //
            .connect(6, 1, 7, 3);
    }

    /**
     * Two models of three dots, one of which is trained with the Jacobian penalty, and the scores of both, global and local: dots
     * cannot be told apart, so that codes can stand for their places only locally (Rhodes and Lee 2021).
     */
    private static WorkflowWriter disentangleThreeDots() {
        final Map<String, Object> dots = Map.of("kind", "THREE_DOTS", "size", 16, "lightOnDark", true);
        final Map<String, Object> networks =
            Map.of("latent", 10, "hiddenLayers", "256, 256", "epochs", 40, "learningRate", 0.001);
        final Map<String, Object> traversals = Map.of("mode", "TRAVERSALS", "centre", "ROWS", "rows", 1, "dimensions",
            "MOST_ACTIVE", "mostActive", 6, "range", 2);
        final Map<String, Object> jacobian =
            Map.of("mode", "JACOBIAN", "centre", "ROWS", "rows", 8, "dimensions", "MOST_ACTIVE", "mostActive", 6);
        return new WorkflowWriter() //
            .variable("seed", 1) //
            .node(1, GENERATOR, "Three dots", 0, 0, with(dots, Map.of("rows", 5_000, "seed", 1)), Map.of()) //
            .node(2, GENERATOR, "Three dots in neighbourhoods", 0, 1,
                with(dots, Map.of("selection", "NEIGHBOURHOODS", "rows", 20_000, "neighbourhoods", 20, "seed", 2)), Map.of()) //
            .node(3, LEARNER, "Without penalty", 1, 0, networks, Map.of("seed", "seed")) //
            .node(4, LEARNER, "With Jacobian penalty", 1, 1, with(networks, Map.of("jacobian/enabled", true, "jacobian/gamma", 0.1)),
                Map.of("seed", "seed")) //
            .node(5, METRIC, "Scores without penalty", 2, 0, Map.of(), Map.of()) //
            .node(6, METRIC, "Scores with penalty", 2, 1, Map.of(), Map.of()) //
            .connect(1, 1, 3, 1) //
            .connect(1, 1, 4, 1) //
            .connect(3, 1, 5, 1) //
            .connect(1, 1, 5, 2) //
            .connect(2, 1, 5, 3) //
            .connect(4, 1, 6, 1) //
            .connect(1, 1, 6, 2) //
            .connect(2, 1, 6, 3) //
            .node(7, VAE_SAMPLER, "Traversals without penalty", 3, 0, traversals, Map.of()) //
            .node(8, VAE_SAMPLER, "Traversals with penalty", 3, 1, traversals, Map.of()) //
            .node(9, VAE_SAMPLER, "What moves, without penalty", 4, 0, jacobian, Map.of()) //
            .node(10, VAE_SAMPLER, "What moves, with penalty", 4, 1, jacobian, Map.of()) //
            .connect(3, 1, 7, 1) //
            .connect(1, 1, 7, 2) //
            .connect(4, 1, 8, 1) //
            .connect(1, 1, 8, 2) //
            .connect(3, 1, 9, 1) //
            .connect(1, 1, 9, 2) //
            .connect(4, 1, 10, 1) //
            .connect(1, 1, 10, 2);
    }

    /**
     * A model of a business table in columns of all types, some values of which are missing, and other rows of such a table, some
     * of which are irregular: which are they, and which of their columns are to blame? Runs on generated orders until the variables
     * {@code train} and {@code audit} name files of numbers, whose irregular rows are told by labels, if at all.
     */
    private static WorkflowWriter auditATable() {
        final Map<String, Object> ordinary = Map.of("irregularShare", 0, "truthColumns", false);
        final Map<String, Object> file = Map.of("incoming", "REPLACE", "member", "X", "representation", "COLUMNS");
        return new WorkflowWriter() //
            .variable("train", "") //
            .variable("audit", "") //
            .variable("labels", "") //
            .variable("label-column", "irregularity") //
            .variable("irregular", "combination, extreme") //
            .node(1, ORDERS, "Orders to learn from", 0, 0, with(ordinary, Map.of("rows", 5_000, "seed", 1)), Map.of()) //
            .node(2, READER, "Or the file $train", 1, 0, file, Map.of("file", "train")) //
            .node(3, LEARNER, "Learn what is regular", 2, 0, Map.of("nominalColumns", true, "missingValues", "IMPUTE_MEAN"),
                Map.of()) //
            .node(4, ORDERS, "Orders to audit", 0, 1, Map.of("rows", 2_000, "seed", 2, "irregularShare", 0.1), Map.of()) //
            .node(5, READER, "Or the file $audit", 1, 1, with(file, Map.of("labelMember", "y")),
                Map.of("file", "audit", "labelFile", "labels")) //
            .node(6, ORDERS, "More regular orders", 0, 2, with(ordinary, Map.of("rows", 1_000, "seed", 3)), Map.of()) //
            .node(7, READER, "Or the file $train", 1, 2, file, Map.of("file", "train")) //
            .node(8, SCORER, "Find and explain irregular rows", 3, 1,
                Map.of("evaluate", true, "explanation/enabled", true, "explanation/rows", 2_000,
                    "explanation/contributions", true),
                Map.of("labelColumn", "label-column", "novelLabels", "irregular")) //
            .connect(1, 1, 2, 1) //
            .connect(2, 1, 3, 1) //
            .connect(4, 1, 5, 1) //
            .connect(6, 1, 7, 1) //
            .connect(3, 1, 8, 1) //
            .connect(5, 1, 8, 2) //
            .connect(7, 1, 8, 3);
    }

    /**
     * Writes the folders, those of the test flows too, anew.
     *
     * @param arguments where: a folder
     * @throws Exception if a workflow cannot be written
     */
    public static void main(final String[] arguments) throws Exception {
        for (final Map.Entry<String, WorkflowWriter> workflow : withTestFlows().entrySet()) {
            final Path folder = Path.of(arguments[0], workflow.getKey());
            if (Files.exists(folder.resolve("workflow.knime"))) {
                delete(folder);
            }
            workflow.getValue().write(folder, StoryWorkflows.class.getClassLoader());
        }
    }

    /** Deletes a workflow that is written anew, which may have nodes no more that it had. */
    private static void delete(final Path folder) throws IOException {
        final List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
