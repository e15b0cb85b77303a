package org.elbow.vae;

import java.util.Locale;

import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The optimiser in a model's description. */
final class OptimiserJson {

    private OptimiserJson() {
    }

    static ObjectNode write(final OptimiserOptions options) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", ModelJson.name(options.kind()))
            .put("momentum", options.momentum()).put("largest_norm", options.largestNorm());
        final ObjectNode schedule = node.putObject("schedule");
        if (options.schedule() instanceof LearningRateSchedule.Exponential exponential) {
            schedule.put("kind", "exponential").put("decay", exponential.decay());
        } else if (options.schedule() instanceof LearningRateSchedule.Step step) {
            schedule.put("kind", "step").put("decay", step.decay()).put("every_epochs", step.everyEpochs());
        } else if (options.schedule() instanceof LearningRateSchedule.Cosine cosine) {
            schedule.put("kind", "cosine").put("final_share", cosine.finalShare());
        } else {
            schedule.put("kind", "constant");
        }
        return node;
    }

    /** @throws IllegalArgumentException if a field is missing or not of its kind */
    static OptimiserOptions read(final JsonNode node) {
        final JsonNode schedule = ModelJson.field(node, "schedule");
        final String kind = ModelJson.text(schedule, "kind").toLowerCase(Locale.ROOT);
        return new OptimiserOptions(ModelJson.constant(OptimiserOptions.Kind.class, ModelJson.text(node, "kind")),
            ModelJson.number(node, "momentum"), ModelJson.number(node, "largest_norm"), switch (kind) {
                case "constant" -> LearningRateSchedule.CONSTANT;
                case "exponential" -> new LearningRateSchedule.Exponential(ModelJson.number(schedule, "decay"));
                case "step" -> new LearningRateSchedule.Step(ModelJson.number(schedule, "decay"),
                    ModelJson.integer(schedule, "every_epochs"));
                case "cosine" -> new LearningRateSchedule.Cosine(ModelJson.number(schedule, "final_share"));
                default -> throw new IllegalArgumentException(
                    "the learning rate schedule \"" + kind + "\" is not known here.");
            });
    }
}
