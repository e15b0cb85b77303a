package org.elbow.workflows;

import static org.elbow.workflows.Nodes.APPLY;
import static org.elbow.workflows.Nodes.FILE_APPLY;
import static org.elbow.workflows.Nodes.GENERATOR;
import static org.elbow.workflows.Nodes.LEARNER;
import static org.elbow.workflows.Nodes.MODEL_READER;
import static org.elbow.workflows.Nodes.MODEL_WRITER;
import static org.elbow.workflows.Nodes.RANKER;
import static org.elbow.workflows.Nodes.READER;
import static org.elbow.workflows.Nodes.SAMPLER;
import static org.elbow.workflows.TestFlows.SMALL_MODEL;
import static org.elbow.workflows.TestFlows.SMALL_SPRITES;
import static org.elbow.workflows.TestFlows.with;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.elbow.offline.headless.WorkflowWriter;
import org.elbow.workflows.FlowBuilder.Output;

/** Test flows of the nodes that read or write model files. */
final class FileFlows {

    private FileFlows() {
    }

    static WorkflowWriter vaeApplyFromFile() {
        final FlowBuilder flow = new FlowBuilder();
        final double[] numbers = IntStream.range(0, 15).mapToDouble(i -> i / 8.0 - 1).toArray();
        final Output rows = flow.node(READER, "Vectors",
            Map.of("file", flow.file("numbers.npy", SmallArrays.npy(numbers, 5, 3)), "representation", "VECTOR"));
        final Map<String, byte[]> parts = SmallModels.parts();
        final String model = flow.file("model.zip", SmallModels.zip("", parts));
        final String inFolder = flow.file("folder.zip", SmallModels.zip("small/", new TreeMap<>(parts)));
        final Map<String, Object> everything = Map.of("logVariances", true, "likelihoodRegret", true, "iterations", 20,
            "negativeLogLikelihood", true, "importanceSamples", 200, "seed", 9);
        final Output whole = flow.node(FILE_APPLY, "All columns", with(everything, Map.of("file", model)), rows);
        flow.same("The same model", flow.node(FILE_APPLY, "From another file", with(everything, Map.of("file", inFolder)), rows),
            whole);
        final Map<String, Object> nothingElse = Map.of("codes", false, "reconstructions", false, "measures", false);
        final Output others = flow.node(FILE_APPLY, "All but scores",
            Map.of("file", model, "logVariances", true, "seed", 9), rows);
        flow.same("One after the other", flow.node(FILE_APPLY, "Then scores",
            with(everything, with(nothingElse, Map.of("file", model, "logVariances", false))), others), whole);
        parts.remove("weights.safetensors");
        final Output partly = flow.node(FILE_APPLY, "Without weights",
            Map.of("file", flow.file("partly.elbow", SmallModels.zip("", parts))), rows);
        return flow.fails(partly, "The model in \"partly.elbow\" lacks the part \"weights.safetensors\".").finish();
    }

    static WorkflowWriter vaeWriter() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Output model = flow.node(LEARNER, "Keep checkpoints",
            with(SMALL_MODEL, Map.of("checkpoints", 2, "hamiltonian/enabled", true)), images);
        final Map<String, Object> file = Map.of("file", "knime://knime.workflow/target/model.elbow");
        final Output written = flow.node(MODEL_WRITER, "Into a new folder",
            with(file, Map.of("createFolders", true, "ifExists", "OVERWRITE")), model);
        final Output read = flow.node(MODEL_READER, "Wait for it", file);
        flow.after(written, read);
        flow.same("The same model", flow.node(APPLY, "Apply what was read", Map.of(), read, images),
            flow.node(APPLY, "Apply what was learned", Map.of(), model, images));
        final Output streamed = flow.node(FILE_APPLY, "Wait for it, too", with(file, Map.of("reconstructions", false)), images);
        flow.after(written, streamed);
        flow.same("The same dynamics", flow.node(SAMPLER, "Sample what was read", Map.of("samples", 10), read, images),
            flow.node(SAMPLER, "Sample what was learned", Map.of("samples", 10), model, images));
        flow.same("The same checkpoints and training rows", flow.node(RANKER, "Trace what was read", Map.of(), read, images).port(2),
            flow.node(RANKER, "Trace what was learned", Map.of(), model, images).port(2));
        return flow.finish();
    }

    static WorkflowWriter vaeReader() {
        final FlowBuilder flow = new FlowBuilder();
        final double[] numbers = IntStream.range(0, 15).mapToDouble(i -> i / 8.0 - 1).toArray();
        final Output rows = flow.node(READER, "Vectors",
            Map.of("file", flow.file("numbers.npy", SmallArrays.npy(numbers, 5, 3)), "representation", "VECTOR"));
        final Map<String, byte[]> parts = SmallModels.parts();
        final Output model =
            flow.node(MODEL_READER, "From elsewhere", Map.of("file", flow.file("model.zip", SmallModels.zip("", parts))));
        final Output inFolder = flow.node(MODEL_READER, "In a folder of the zip",
            Map.of("file", flow.file("folder.zip", SmallModels.zip("small/", new TreeMap<>(parts)))));
        flow.same("The same model", flow.node(APPLY, "Apply", Map.of(), model, rows),
            flow.node(APPLY, "Apply that", Map.of(), inFolder, rows));
        parts.remove("weights.safetensors");
        final Output partly = flow.node(MODEL_READER, "Without weights",
            Map.of("file", flow.file("partly.elbow", SmallModels.zip("", parts))));
        return flow.fails(partly, "The model in \"partly.elbow\" lacks the part \"weights.safetensors\".").finish();
    }
}
