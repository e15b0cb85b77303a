package org.elbow.vae;

import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** How a model was trained, in its description. Every field may be absent. */
final class TrainingJson {

    private TrainingJson() {
    }

    static ObjectNode write(final TrainingRecord training) {
        final TrainingOptions o = training.options();
        final ObjectNode node = JsonNodeFactory.instance.objectNode().put("objective", training.objective())
            .put("rows", training.rows()).put("epochs", training.epochs()).put("steps", training.steps())
            .put("best_epoch", training.bestEpoch());
        if (Double.isFinite(training.loss())) {
            node.put("loss", training.loss());
        }
        node.put("stop_reason", training.stopReason());
        training.earlier()
            .ifPresent(earlier -> node.putObject("continued").put("epochs", earlier.epochs()).put("steps", earlier.steps()));
        final ObjectNode options = node.putObject("options");
        options.put("epochs", o.epochs()).put("batch_size", o.batchSize())
            .put("learning_rate", o.learningRate()).put("beta", o.beta()).put("beta_warm_up_epochs", o.betaWarmUpEpochs())
            .put("validation_share", o.validationShare()).put("early_stopping_patience", o.earlyStoppingPatience())
            .put("checkpoints", o.checkpoints()).put("seed", o.seed()).put("workers", o.workers());
        if (o.checkpointEverySteps() > 0) {
            options.put("checkpoint_every_steps", o.checkpointEverySteps());
        }
        options.set("optimiser", OptimiserJson.write(o.optimiser()));
        if (!training.libraries().isEmpty()) {
            final ObjectNode libraries = node.putObject("libraries");
            training.libraries().forEach(libraries::put);
        }
        return node;
    }

    /** @throws IllegalArgumentException if a field is not of its kind */
    static TrainingRecord read(final JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("the field \"training\" is " + node + ", not an object with fields of its own.");
        }
        for (final String count : List.of("rows", "epochs", "steps", "best_epoch")) {
            if (node.has(count) && ModelJson.wide(node, count) < 0) {
                throw new IllegalArgumentException("the field \"" + count + "\" is " + node.get(count) + ", less than 0.");
            }
        }
        final TrainingRecord none = TrainingRecord.UNKNOWN;
        return new TrainingRecord(node.has("options") ? options(node.get("options")) : none.options(),
            ModelJson.text(node, "objective", none.objective()), ModelJson.integer(node, "rows", none.rows()),
            ModelJson.integer(node, "epochs", none.epochs()), node.has("steps") ? ModelJson.wide(node, "steps") : none.steps(),
            ModelJson.integer(node, "best_epoch", none.bestEpoch()), ModelJson.number(node, "loss", none.loss()),
            ModelJson.text(node, "stop_reason", none.stopReason()), earlier(node), libraries(node.path("libraries")));
    }

    private static Map<String, String> libraries(final JsonNode node) {
        final Map<String, String> libraries = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> libraries.put(name, ModelJson.text(node, name)));
        return libraries;
    }

    private static Optional<EarlierTraining> earlier(final JsonNode node) {
        return node.has("continued") ? Optional.of(new EarlierTraining(ModelJson.integer(node.get("continued"), "epochs"),
            ModelJson.wide(node.get("continued"), "steps"))) : Optional.empty();
    }

    private static TrainingOptions options(final JsonNode node) {
        final TrainingOptions none = TrainingRecord.UNKNOWN.options();
        return new TrainingOptions(ModelJson.integer(node, "epochs", none.epochs()),
            ModelJson.integer(node, "batch_size", none.batchSize()), ModelJson.number(node, "learning_rate", none.learningRate()),
            ModelJson.number(node, "beta", none.beta()), ModelJson.integer(node, "beta_warm_up_epochs", none.betaWarmUpEpochs()),
            ModelJson.number(node, "validation_share", none.validationShare()),
            ModelJson.integer(node, "early_stopping_patience", none.earlyStoppingPatience()),
            ModelJson.integer(node, "checkpoints", none.checkpoints()),
            node.has("seed") ? ModelJson.wide(node, "seed") : none.seed(),
            ModelJson.integer(node, "workers", none.workers()),
            node.has("optimiser") ? OptimiserJson.read(node.get("optimiser")) : none.optimiser(),
            ModelJson.integer(node, "checkpoint_every_steps", none.checkpointEverySteps()));
    }
}
