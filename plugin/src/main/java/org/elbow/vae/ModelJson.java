package org.elbow.vae;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The part of a model file that is not numbers, as JSON. Field names are part of the file format. */
final class ModelJson {

    static final int VERSION = 1;

    private static final String FORMAT = "elbow-model";

    /** No description that the format knows is nested deeper; later versions may be. */
    private static final int DEEPEST = 50;

    /** Digits of the longest number: reading longer ones takes very long. */
    private static final int LONGEST_NUMBER = 1000;

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);

    private ModelJson() {
    }

    static byte[] write(final VaeModel model) throws JsonProcessingException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.set("architecture", ArchitectureJson.write(model.architecture()));
        final ArrayNode groups = root.putArray("likelihood");
        model.likelihood().groups()
            .forEach(group -> groups.addObject().put("family", name(group.family())).put("features", group.features())
                .put("classes", group.classes()));
        final ArrayNode columns = root.putArray("columns");
        model.encoding().columns().forEach(column -> columns.add(ColumnJson.write(column)));
        if (!model.record().equals(TrainingRecord.UNKNOWN)) {
            root.set("training", TrainingJson.write(model.record()));
        }
        final ArrayNode checkpoints = root.putArray("checkpoints");
        model.checkpoints().forEach(
            checkpoint -> checkpoints.addObject().put("step", checkpoint.step()).put("learning_rate", checkpoint.learningRate()));
        model.trainingRows().ifPresent(rows -> root.putObject("training_rows").put("count", rows.rows()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** @throws DataException if the text is not the description of a model of a known version */
    static ModelDescription read(final byte[] text) throws IOException {
        final JsonNode root;
        try {
            requireModest(text);
            root = MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new DataException("This is not an Elbow model: its description is not valid JSON, in line "
                + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + " (" + e.getOriginalMessage()
                + ").", e);
        }
        if (root == null || !FORMAT.equals(root.path("format").asText())) {
            throw new DataException("This is not an Elbow model: its description lacks the line \"format\": \"" + FORMAT
                + "\".");
        }
        final JsonNode version = root.path("version");
        if (!version.isInt() || version.intValue() != VERSION) {
            throw new DataException(version.isMissingNode()
                ? "The model's description lacks the line \"version\": " + VERSION + "."
                : "The model is of format version " + version + "; this version of Elbow reads version " + VERSION
                    + ". Update Elbow, or write the model again with the one installed here.");
        }
        try {
            return description(root);
        } catch (final IllegalArgumentException e) {
            throw new DataException("The model's description cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * @throws DataException if the text goes on behind its end, is nested so deeply, or has such a number, that reading it could
     *             take for ever
     */
    private static void requireModest(final byte[] text) throws IOException {
        try (JsonParser json = MAPPER.getFactory().createParser(text)) {
            int depth = 0;
            boolean ended = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                final String fault = ended ? "goes on behind its end."
                    : depth > DEEPEST ? "is nested deeper than " + DEEPEST + " levels."
                    : token.isNumeric() && json.getTextLength() > LONGEST_NUMBER
                        ? "has a number of more than " + LONGEST_NUMBER + " digits." : null;
                if (fault != null) {
                    throw new DataException("This is not an Elbow model: in line " + json.getCurrentLocation().getLineNr()
                        + " its description " + fault);
                }
                ended = depth == 0;
            }
        }
    }

    private static ModelDescription description(final JsonNode root) {
        final Architecture architecture = ArchitectureJson.read(field(root, "architecture"));
        final List<ColumnEncoding> columns = new ArrayList<>();
        for (final JsonNode column : array(root, "columns")) {
            columns.add(ColumnJson.read(column));
        }
        final List<Long> steps = new ArrayList<>();
        final List<Double> rates = new ArrayList<>();
        if (root.has("checkpoints")) {
            for (final JsonNode checkpoint : array(root, "checkpoints")) {
                steps.add(wide(checkpoint, "step"));
                rates.add(number(checkpoint, "learning_rate"));
            }
        }
        return new ModelDescription(architecture, likelihood(field(root, "likelihood"), architecture),
            new FeatureEncoding(columns), root.has("training") ? TrainingJson.read(root.get("training")) : TrainingRecord.UNKNOWN,
            steps, rates, root.has("training_rows") ? positive(root.get("training_rows"), "count") : 0);
    }

    /** A list of groups, or the name of the family of all features. */
    private static LikelihoodSpec likelihood(final JsonNode node, final Architecture architecture) {
        if (node.isTextual()) {
            return new LikelihoodSpec(List.of(new LikelihoodSpec.Group(
                constant(LikelihoodFamily.class, node.textValue()), architecture.features())));
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException("the field \"likelihood\" is neither a list of groups nor a family's name.");
        }
        final List<LikelihoodSpec.Group> groups = new ArrayList<>();
        for (final JsonNode group : node) {
            requireKnown(group, List.of("family", "features", "classes"));
            final LikelihoodFamily family = constant(LikelihoodFamily.class, text(group, "family"));
            final int features = integer(group, "features");
            groups.add(group.has("classes") ? new LikelihoodSpec.Group(family, features, integer(group, "classes"))
                : new LikelihoodSpec.Group(family, features));
        }
        return new LikelihoodSpec(groups);
    }

    /** @throws IllegalArgumentException if there is a field of another name, such as one that is misspelt */
    static void requireKnown(final JsonNode node, final List<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("the field \"" + name + "\" is not known here; known are "
                    + String.join(", ", names) + ".");
            }
        });
    }

    /** True or false; false if it is absent. */
    static boolean flag(final JsonNode node, final String name) {
        if (node.has(name) && !node.get(name).isBoolean()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + node.get(name) + ", not true or false.");
        }
        return node.path(name).asBoolean(false);
    }

    /** A whole number of 64 bits. */
    static long wide(final JsonNode node, final String name) {
        final JsonNode value = field(node, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + value + ", not a whole number.");
        }
        return value.longValue();
    }

    static int integer(final JsonNode node, final String name, final int otherwise) {
        return node.has(name) ? integer(node, name) : otherwise;
    }

    static double number(final JsonNode node, final String name, final double otherwise) {
        return node.has(name) ? number(node, name) : otherwise;
    }

    static String text(final JsonNode node, final String name, final String otherwise) {
        return node.has(name) ? text(node, name) : otherwise;
    }

    static String name(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that name, with those that there are */
    static <E extends Enum<E>> E constant(final Class<E> type, final String name) {
        for (final E constant : type.getEnumConstants()) {
            if (name(constant).equalsIgnoreCase(name)) {
                return constant;
            }
        }
        final String kind = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException("the " + kind + " \"" + name + "\" is not known here; known are "
            + Arrays.stream(type.getEnumConstants()).map(ModelJson::name).collect(Collectors.joining(", ")) + ".");
    }

    static JsonNode field(final JsonNode node, final String name) {
        final JsonNode field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the field \"" + name + "\" is missing.");
        }
        return field;
    }

    static JsonNode array(final JsonNode node, final String name) {
        final JsonNode array = field(node, name);
        if (!array.isArray()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is not a list.");
        }
        return array;
    }

    static int integer(final JsonNode node, final String name) {
        final JsonNode value = field(node, name);
        if (!value.canConvertToInt()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + value + ", not a whole number.");
        }
        return value.intValue();
    }

    private static int positive(final JsonNode node, final String name) {
        final int value = integer(node, name);
        if (value < 1) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + value + ", not a positive number.");
        }
        return value;
    }

    static double number(final JsonNode node, final String name) {
        final JsonNode value = field(node, name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + value + ", not a number.");
        }
        return value.doubleValue();
    }

    static String text(final JsonNode node, final String name) {
        final JsonNode value = field(node, name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is " + value + ", not a text.");
        }
        return value.textValue();
    }
}
