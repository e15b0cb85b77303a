package org.elbow.workflows;

import static org.elbow.workflows.Nodes.APPLY;
import static org.elbow.workflows.Nodes.CONSISTENCY;
import static org.elbow.workflows.Nodes.GENERATOR;
import static org.elbow.workflows.Nodes.LEARNER;
import static org.elbow.workflows.Nodes.METRIC;
import static org.elbow.workflows.Nodes.ORDERS;
import static org.elbow.workflows.Nodes.RANKER;
import static org.elbow.workflows.Nodes.READER;
import static org.elbow.workflows.Nodes.SAMPLER;
import static org.elbow.workflows.Nodes.SCORER;
import static org.elbow.workflows.Nodes.VAE_SAMPLER;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.elbow.offline.headless.WorkflowWriter;
import org.elbow.workflows.FlowBuilder.Output;

/**
 * One test flow for each node, as programs; the folders under {@code workflows/test-flows} are written from them. Each puts its
 * node through its main settings and compares what has to be the same. A new node gets a method here,
 * in {@link DataFlows} or in {@link FileFlows}, and a line in {@link #all()}.
 */
final class TestFlows {

    static final Map<String, Object> SMALL_SPRITES = Map.of("size", 16, "rows", 60, "factorColumns", false);

    static final Map<String, Object> SMALL_MODEL =
        Map.of("latent", 2, "hiddenLayers", "16", "epochs", 3, "batchSize", 16, "workers", 1);

    private static final String SKIPPED =
        "skipped 3 rows with missing values, the first in column \"feature 2\", row \"Row30\"";

    private static final String THREE_SKIPPED = "S" + SKIPPED.substring(1) + ".";

    private TestFlows() {
    }

    /** @return the flows by the name of their folder: that of the node */
    static Map<String, WorkflowWriter> all() {
        final Map<String, WorkflowWriter> all = new TreeMap<>();
        all.put("array-reader", DataFlows.arrayReader());
        all.put("factor-image-generator", DataFlows.factorImageGenerator());
        all.put("order-table-generator", DataFlows.orderTableGenerator());
        all.put("vae-learner", vaeLearner());
        all.put("vae-apply", vaeApply());
        all.put("vae-apply-from-file", FileFlows.vaeApplyFromFile());
        all.put("vae-sampler", vaeSampler());
        all.put("hvae-sampler", hvaeSampler());
        all.put("ood-scorer", oodScorer());
        all.put("consistency-scorer", consistencyScorer());
        all.put("influence-ranker", influenceRanker());
        all.put("disentanglement-metric", disentanglementMetric());
        all.put("vae-writer", FileFlows.vaeWriter());
        all.put("vae-reader", FileFlows.vaeReader());
        return all;
    }

    private static WorkflowWriter vaeLearner() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Map<String, Object> settings = with(SMALL_MODEL, Map.of("workers", 2, "beta", 0.5, "betaWarmUpEpochs", 2, "validationShare",
            0.25, "earlyStoppingPatience", 2, "checkpoints", 2, "seed", 5));
        final Output model = flow.node(LEARNER, "Learn", settings, images);
        final Output again = flow.node(LEARNER, "Learn again", settings, images);
        flow.same("Same seed, same course", again.port(2), model.port(2));
        flow.same("Same seed, same model", flow.node(APPLY, "Apply", Map.of(), again, images),
            flow.node(APPLY, "Apply", Map.of(), model, images));
        final Map<String, Object> hamiltonian = with(SMALL_MODEL, Map.of("hamiltonian/enabled", true, "optimiser/kind", "ADAMAX",
            "optimiser/schedule", "EXPONENTIAL", "optimiser/largestNorm", 5));
        flow.same("Same seed, same dynamics", flow.node(LEARNER, "Hamiltonian", hamiltonian, images).port(2),
            flow.node(LEARNER, "Hamiltonian again", hamiltonian, images).port(2));
        final Map<String, Object> penalised = with(SMALL_MODEL, Map.of("jacobian/enabled", true, "jacobian/warmUpEpochs", 2,
            "consistency/enabled", true, "consistency/rotation", 10, "consistency/flip", true));
        flow.same("Same seed, same penalties", flow.node(LEARNER, "Jacobian, consistency", penalised, images).port(2),
            flow.node(LEARNER, "Jacobian, consistency again", penalised, images).port(2));
        final Map<String, Object> descent = with(SMALL_MODEL, Map.of("optimiser/kind", "MOMENTUM", "optimiser/momentum", 0,
            "validationShare", 0, "checkpoints", 1));
        final Output half = flow.node(LEARNER, "Three epochs", descent, images);
        final Output whole = flow.node(LEARNER, "Six epochs", with(descent, Map.of("epochs", 6)), images);
        final Output further = flow.node(LEARNER, "Three epochs more", descent, images, half);
        flow.same("Three and three are six", flow.node(APPLY, "Apply three and three", Map.of(), further, images),
            flow.node(APPLY, "Apply six", Map.of(), whole, images));
        flow.node(RANKER, "Influence in the last three", Map.of(), further, images);
        final Output larger = flow.node(GENERATOR, "Larger images", with(SMALL_SPRITES, Map.of("size", 28)));
        final Map<String, Object> convolutional =
            Map.of("networks", "CONVOLUTIONAL", "likelihood", "CATEGORICAL", "latent", 2, "epochs", 1);
        flow.node(LEARNER, "Convolutional", convolutional, larger);
        final Output numbers = numbersWithHoles(flow);
        final Output skipping =
            flow.node(LEARNER, "Skip incomplete rows", with(SMALL_MODEL, Map.of("missingValues", "SKIP_ROW")), numbers);
        return flow.warns(skipping, THREE_SKIPPED).finish();
    }

    private static WorkflowWriter vaeApply() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Output model = flow.node(LEARNER, "Learn", SMALL_MODEL, images);
        final Map<String, Object> everything = Map.of("logVariances", true, "samples", 3, "seed", 9, "workers", 1);
        final Output whole = flow.node(APPLY, "All, one worker", everything, model, images);
        flow.same("Any number of workers", flow.node(APPLY, "Two workers", with(everything, Map.of("workers", 2)), model, images),
            whole);
        final Output codes =
            flow.node(APPLY, "Codes only", with(everything, Map.of("reconstructions", false, "measures", false)), model, images);
        final Output others = flow.node(APPLY, "The rest",
            with(everything, Map.of("codes", false, "logVariances", false)), model, codes);
        flow.same("One after the other", others, whole);
        final Output numbers = numbersWithHoles(flow);
        final Output numeric =
            flow.node(LEARNER, "Skip incomplete rows", with(SMALL_MODEL, Map.of("missingValues", "SKIP_ROW")), numbers);
        final Output holes = flow.node(APPLY, "Missing stays missing", Map.of(), numeric, numbers);
        return flow.warns(numeric, THREE_SKIPPED)
            .warns(holes, "In the table: " + SKIPPED + ".").finish();
    }

    private static WorkflowWriter vaeSampler() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Output model = flow.node(LEARNER, "Learn", SMALL_MODEL, images);
        flow.same("Same samples", flow.node(VAE_SAMPLER, "Samples", Map.of("workers", 1), model),
            flow.node(VAE_SAMPLER, "Samples again, two workers", Map.of("workers", 2), model));
        final Map<String, Map<String, Object>> modes = new LinkedHashMap<>();
        modes.put("Reconstructions", Map.of("mode", "RECONSTRUCTIONS", "code", "DRAWS", "draws", 2, "values", "DRAWN"));
        modes.put("Interpolations", Map.of("mode", "INTERPOLATIONS", "path", "SPHERICAL", "pairing", "CHAIN", "rows", 5, "steps", 6));
        modes.put("Traversals", Map.of("mode", "TRAVERSALS", "dimensions", "MOST_ACTIVE", "codes", true));
        modes.put("Jacobian columns", Map.of("mode", "JACOBIAN", "centre", "ROWS", "rows", 3, "dimensions", "LISTED",
            "dimensionList", "2"));
        modes.forEach((name, settings) -> flow.same("Same rows",
            flow.node(VAE_SAMPLER, name, with(settings, Map.of("workers", 1)), model, images),
            flow.node(VAE_SAMPLER, name + " again, two workers", with(settings, Map.of("workers", 2)), model, images)));
        final Output numbers = numbersWithHoles(flow);
        final Output numeric =
            flow.node(LEARNER, "Skip incomplete rows", with(SMALL_MODEL, Map.of("missingValues", "SKIP_ROW")), numbers);
        final Output synthetic = flow.node(VAE_SAMPLER, "Synthetic rows", Map.of("count", 40), numeric);
        flow.node(LEARNER, "Learn from them", SMALL_MODEL, synthetic);
        final Output whole = flow.node(VAE_SAMPLER, "Rows with holes are left out", Map.of("mode", "RECONSTRUCTIONS"), numeric,
            numbers);
        return flow.warns(numeric, THREE_SKIPPED)
            .warns(whole, "In the table: " + SKIPPED + ". Not used: "
                + "\"Row30\", \"Row31\", \"Row32\".").finish();
    }

    private static WorkflowWriter hvaeSampler() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", with(SMALL_SPRITES, Map.of("rows", 30)));
        final Output model = flow.node(LEARNER, "Hamiltonian", with(SMALL_MODEL, Map.of("hamiltonian/enabled", true)), images);
        final Map<String, Object> trajectories =
            Map.of("samples", 8, "posteriorSamples", 3, "reconstructions", true, "seed", 4, "workers", 1);
        final Output estimates = flow.node(SAMPLER, "As the model learned", trajectories, model, images);
        final Output again = flow.node(SAMPLER, "Again, two workers", with(trajectories, Map.of("workers", 2)), model, images);
        flow.same("Same estimates", again, estimates);
        flow.same("Same samples", again.port(2), estimates.port(2));
        flow.same("Same summary", again.port(3), estimates.port(3));
        final Map<String, Object> chains = Map.of("samples", 4, "source", "OWN", "tempering", "NONE", "leapfrogSteps", 2,
            "markovChains", true, "chains", 2, "burnIn", 5, "draws", 5, "workers", 1);
        flow.same("Same chains", flow.node(SAMPLER, "Markov chains", chains, model, images).port(2),
            flow.node(SAMPLER, "Markov chains again", chains, model, images).port(2));
        return flow.finish();
    }

    private static WorkflowWriter oodScorer() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Output model = flow.node(LEARNER, "Learn", SMALL_MODEL, images);
        final Map<String, Object> labelled = Map.of("constantColumn", "origin", "rows", 10);
        final Output ordinary = flow.node(GENERATOR, "Ordinary rows",
            with(with(SMALL_SPRITES, labelled), Map.of("seed", 2, "constantValue", "ordinary")));
        final Output rows = flow.node(GENERATOR, "Below them, three dots", with(with(SMALL_SPRITES, labelled),
            Map.of("seed", 3, "kind", "THREE_DOTS", "constantValue", "novel")), ordinary);
        final Map<String, Object> scoring = Map.of("iterations", 5, "regretSamples", 4, "importanceSamples", 4, "workers", 1);
        final Map<String, Object> evaluated = with(scoring, Map.of("evaluate", true, "labelColumn", "origin", "novelLabels", "novel"));
        final Output scored = flow.node(SCORER, "Score, evaluate", evaluated, model, rows, images);
        final Output again =
            flow.node(SCORER, "Again, two workers", with(evaluated, Map.of("workers", 2)), model, rows, images);
        flow.same("Same scores", again, scored);
        flow.same("Same summary", again.port(2), scored.port(2));
        final Output own =
            flow.node(SCORER, "Own quantile", with(scoring, Map.of("withoutReference", "OWN_QUANTILE")), model, rows);
        final Output itself = flow.node(SCORER, "Itself as reference", scoring, model, rows, rows);
        flow.same("Same thresholds", own, itself);
        final Output background = flow.node(LEARNER, "Background", with(SMALL_MODEL, Map.of("perturbationRate", 0.2)), images);
        final Map<String, Object> all = with(evaluated, Map.of("encoderRegret", true, "encoderIterations", 2,
            "likelihoodRatio", true, "inputComplexity", true, "pValues", true, "regretBound", "IWAE"));
        final Output everyScore = flow.node(SCORER, "All scores", all, model, rows, images, background);
        final Output everyScoreAgain = flow.node(SCORER, "All scores again", all, model, rows, images, background);
        flow.same("Same scores and p-values", everyScoreAgain, everyScore);
        flow.same("Same curves", everyScoreAgain.port(3), everyScore.port(3));
        final Output orders = flow.node(ORDERS, "Orders",
            Map.of("rows", 200, "missingShare", 0, "irregularShare", 0.1, "truthColumns", false));
        final Output ordersModel = flow.node(LEARNER, "Learn orders", with(SMALL_MODEL, Map.of("nominalColumns", true)), orders);
        final Map<String, Object> explained = with(scoring, Map.of("explanation/enabled", true, "explanation/columns", 2,
            "explanation/rows", 50, "explanation/leastContribution", 0.5, "explanation/contributions", true));
        final Output explanation = flow.node(SCORER, "Explain", explained, ordersModel, orders);
        flow.same("Same explanations", flow.node(SCORER, "Explain, two workers", with(explained, Map.of("workers", 2)),
            ordersModel, orders), explanation);
        flow.same("What is usual in itself", flow.node(SCORER, "Explain by itself", with(explained, Map.of("withoutReference",
            "OWN_QUANTILE")), ordersModel, orders),
            flow.node(SCORER, "Itself as reference", explained, ordersModel, orders, orders));
        final Map<String, Object> divided = with(explained, Map.of("explanation/method", "DIVISION"));
        flow.same("Same divisions", flow.node(SCORER, "Divide, two workers", with(divided, Map.of("workers", 2)), ordersModel,
            orders), flow.node(SCORER, "Divide", divided, ordersModel, orders));
        return flow.finish();
    }

    private static WorkflowWriter consistencyScorer() {
        final FlowBuilder flow = new FlowBuilder();
        final Output images = flow.node(GENERATOR, "Images", SMALL_SPRITES);
        final Output model = flow.node(LEARNER, "Learn", SMALL_MODEL, images);
        final Map<String, Object> scoring = Map.of("transformations", 3, "rotation", 30, "flip", true, "importanceSamples", 4,
            "informationRows", 50, "workers", 1);
        final Output scored = flow.node(CONSISTENCY, "Turn, shift, scale, mirror", scoring, model, images);
        final Output again = flow.node(CONSISTENCY, "Again, two workers", with(scoring, Map.of("workers", 2)), model, images);
        flow.same("Same scores", again, scored);
        flow.same("Same summary", again.port(2), scored.port(2));
        final Map<String, Object> still =
            Map.of("rotation", 0, "shift", 0, "smallestScale", 1, "largestScale", 1, "importanceSamples", 4);
        final Output unmoved = flow.node(CONSISTENCY, "Nothing changes", still, model, images);
        final Output otherSeed = flow.node(CONSISTENCY, "Another seed", with(still, Map.of("seed", 2)), model, images);
        flow.same("No code moves", otherSeed, unmoved);
        final Output numbers = numbersWithHoles(flow);
        final Output numeric =
            flow.node(LEARNER, "Skip incomplete rows", with(SMALL_MODEL, Map.of("missingValues", "SKIP_ROW")), numbers);
        final Map<String, Object> values = Map.of("noise", 0.2, "masked", 0.1, "swapped", 0.2, "negativeLogLikelihood", false);
        final Output own = flow.node(CONSISTENCY, "Noise, masks, swaps", values, numeric, numbers);
        final Output referred = flow.node(CONSISTENCY, "Itself as reference", values, numeric, numbers, numbers);
        flow.same("Same spreads", referred, own);
        final String skipped = "In the table: " + SKIPPED + ".";
        final String nothing = "The settings change no column of the model, so no code moves. Allow some rotation, shift or "
            + "scale of images, or some noise, masking or swapping of values.";
        return flow.warns(numeric, THREE_SKIPPED).warns(own, skipped)
            .warns(referred,
                "In the reference table: " + SKIPPED + ". " + skipped)
            .warns(unmoved, nothing).warns(otherSeed, nothing).finish();
    }

    private static WorkflowWriter influenceRanker() {
        final FlowBuilder flow = new FlowBuilder();
        final Map<String, Object> labelled = with(SMALL_SPRITES, Map.of("constantColumn", "origin"));
        final Output ordinary = flow.node(GENERATOR, "Images", with(labelled, Map.of("constantValue", "ordinary")));
        final Output images = flow.node(GENERATOR, "Below them, three dots",
            with(labelled, Map.of("kind", "THREE_DOTS", "rows", 4, "constantValue", "foreign")), ordinary);
        final Output model = flow.node(LEARNER, "Keep checkpoints", with(SMALL_MODEL, Map.of("checkpoints", 3)), images);
        final Output few = flow.node(GENERATOR, "Rows to explain", with(SMALL_SPRITES, Map.of("rows", 5, "seed", 2)));
        final Map<String, Object> ranking = Map.of("count", 3, "draws", 2, "evaluate", true, "labelColumn", "origin",
            "foreignLabels", "foreign", "seed", 6, "workers", 1);
        final Output ranked = flow.node(RANKER, "Rank, evaluate", ranking, model, images, few);
        final Output again =
            flow.node(RANKER, "Again, two workers", with(ranking, Map.of("workers", 2)), model, images, few);
        flow.same("Same ranking", again, ranked);
        flow.same("Same self-influence", again.port(2), ranked.port(2));
        flow.same("Same summary", again.port(3), ranked.port(3));
        final Output all = flow.node(RANKER, "All three checkpoints",
            with(ranking, Map.of("rankTrainingRows", true, "lastCheckpoints", 3)), model, images);
        flow.same("Any test rows", all.port(2), ranked.port(2));
        flow.node(RANKER, "Last layer, last checkpoint", with(ranking, Map.of("lastCheckpoints", 1, "lastLayers", 1)), model,
            images, few);
        final Output other = flow.node(RANKER, "Another table", Map.of(), model, few);
        return flow.fails(other, "This is not the table that the model was trained on. It has 5 rows that can be used instead of "
            + "64; row \"Row0\" (number 1) holds other values than in training. Connect the table of the VAE Learner, with the "
            + "same rows in the same order.").finish();
    }

    private static WorkflowWriter disentanglementMetric() {
        final FlowBuilder flow = new FlowBuilder();
        final Map<String, Object> sprites = Map.of("size", 16, "rows", 200);
        final Output images = flow.node(GENERATOR, "Images with factors", sprites);
        final Output near = flow.node(GENERATOR, "In neighbourhoods",
            with(sprites, Map.of("selection", "NEIGHBOURHOODS", "neighbourhoods", 3, "rows", 180, "radius", 0.2)));
        final Output model = flow.node(LEARNER, "Learn", SMALL_MODEL, images);
        final Map<String, Object> metric = Map.of("guesses", 20, "rowsPerGuess", 8, "workers", 1);
        final Output scores = flow.node(METRIC, "All scores", metric, model, images, near);
        final Output again =
            flow.node(METRIC, "Again, two workers", with(metric, Map.of("workers", 2)), model, images, near);
        flow.same("Same scores", again, scores);
        flow.same("Same mutual information", again.port(2), scores.port(2));
        final Map<String, Object> alone = with(metric, Map.of("information", false, "prediction", false, "intervention", false,
            "local", false));
        flow.same("These need no factors", flow.node(METRIC, "Without factors", alone, model, images),
            flow.node(METRIC, "None given", with(alone, Map.of("factorSelection", "NONE")), model, images));
        final Output sparse = flow.node(METRIC, "Too few rows to be near", with(alone, Map.of("local", true)), model, images);
        final Output other = flow.node(LEARNER, "Learn by another seed", with(SMALL_MODEL, Map.of("seed", 2)), images);
        flow.same("Same UDR", flow.node(METRIC, "Three models", alone, model, images, null, other, model),
            flow.node(METRIC, "Three models, two workers", with(alone, Map.of("workers", 2)), model, images, null, other, model));
        return flow.warns(sparse, "Local MIG could not be computed: No centre has 50 rows within the radius. Enlarge it, provide "
            + "more rows, or rows drawn in neighbourhoods.").finish();
    }

    /** Thirty rows of two numbers, and three below them that lack the second. */
    private static Output numbersWithHoles(final FlowBuilder flow) {
        final double[] numbers = IntStream.range(0, 60).mapToDouble(i -> Math.sin(i)).toArray();
        final String whole = flow.file("numbers.csv", SmallArrays.csv(numbers, 2));
        final String narrow = flow.file("narrow.csv", SmallArrays.csv(new double[]{1.5, 2.5, 3.5}, 1));
        return flow.node(READER, "Narrower rows below", Map.of("file", narrow),
            flow.node(READER, "Numbers", Map.of("file", whole)));
    }

    static Map<String, Object> with(final Map<String, Object> some, final Map<String, Object> more) {
        final Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
