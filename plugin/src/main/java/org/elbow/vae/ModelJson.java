package org.elbow.vae;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.nn.Activation;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The part of a model file that is not numbers, as JSON. Field names are part of the file format. */
final class ModelJson {

    static final int VERSION = 1;

    private static final String FORMAT = "elbow-model";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ModelJson() {
    }

    /** What a file says before its tensors; {@code fingerprintRows} is 0 if the training rows are not known. */
    record Header(Architecture architecture, LikelihoodSpec likelihood, FeatureEncoding encoding, TrainingRecord training,
        List<Long> checkpointSteps, List<Double> checkpointRates, int fingerprintRows) {
    }

    static byte[] write(final VaeModel model) throws JsonProcessingException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.set("architecture", architecture(model.architecture()));
        final ArrayNode groups = root.putArray("likelihood");
        model.likelihood().groups()
            .forEach(group -> groups.addObject().put("family", name(group.family())).put("features", group.features())
                .put("classes", group.classes()));
        final ArrayNode columns = root.putArray("columns");
        model.encoding().columns().forEach(column -> columns.add(ColumnJson.write(column)));
        root.set("training", training(model.record()));
        final ArrayNode checkpoints = root.putArray("checkpoints");
        model.checkpoints().forEach(
            checkpoint -> checkpoints.addObject().put("step", checkpoint.step()).put("learning_rate", checkpoint.learningRate()));
        model.trainingRows().ifPresent(rows -> root.putObject("training_rows").put("count", rows.rows()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** @throws DataException if the text is not the header of a model file of a known version */
    static Header read(final byte[] text) throws IOException {
        final JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new DataException("This is not an Elbow model: its description is not valid JSON ("
                + e.getOriginalMessage() + ").", e);
        }
        if (root == null || !FORMAT.equals(root.path("format").asText())) {
            throw new DataException("This is not an Elbow model: its description does not say so.");
        }
        final int version = root.path("version").asInt(-1);
        if (version != VERSION) {
            throw new DataException("The model is of format version " + root.path("version").asText() + "; this version of "
                + "Elbow reads version " + VERSION + ". Update Elbow, or write the model again with the one installed here.");
        }
        try {
            return header(root);
        } catch (final IllegalArgumentException e) {
            throw new DataException("The model's description is damaged: " + e.getMessage(), e);
        }
    }

    private static Header header(final JsonNode root) {
        final List<LikelihoodSpec.Group> groups = new ArrayList<>();
        for (final JsonNode group : array(root, "likelihood")) {
            groups.add(new LikelihoodSpec.Group(constant(LikelihoodFamily.class, text(group, "family")),
                integer(group, "features"), group.has("classes") ? integer(group, "classes") : 1));
        }
        final List<ColumnEncoding> columns = new ArrayList<>();
        for (final JsonNode column : array(root, "columns")) {
            columns.add(ColumnJson.read(column));
        }
        final List<Long> steps = new ArrayList<>();
        final List<Double> rates = new ArrayList<>();
        for (final JsonNode checkpoint : array(root, "checkpoints")) {
            steps.add(field(checkpoint, "step").asLong());
            rates.add(number(checkpoint, "learning_rate"));
        }
        return new Header(readArchitecture(field(root, "architecture")), new LikelihoodSpec(groups),
            new FeatureEncoding(columns), readTraining(field(root, "training")), steps, rates,
            root.has("training_rows") ? positive(root.get("training_rows"), "count") : 0);
    }

    private static ObjectNode architecture(final Architecture architecture) {
        final ObjectNode node = MAPPER.createObjectNode();
        final ArrayNode shape = node.putArray("input_shape");
        architecture.inputShape().forEach(shape::add);
        node.put("latent", architecture.latent());
        node.set("encoder", layers(architecture.encoder()));
        node.set("decoder", layers(architecture.decoder()));
        return node;
    }

    private static ArrayNode layers(final List<LayerSpec> layers) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (final LayerSpec layer : layers) {
            final ObjectNode node = array.addObject();
            if (layer instanceof DenseSpec dense) {
                node.put("type", "dense").put("in", dense.inputSize()).put("out", dense.outputSize()).put("activation",
                    name(dense.activation()));
            } else if (layer instanceof Conv2dSpec conv) {
                node.put("type", "conv2d").put("in", conv.inChannels()).put("out", conv.outChannels())
                    .put("kernel", conv.kernel()).put("stride", conv.stride()).put("padding", conv.padding())
                    .put("activation", name(conv.activation()));
            } else if (layer instanceof Deconv2dSpec deconv) {
                node.put("type", "deconv2d").put("in", deconv.inChannels()).put("out", deconv.outChannels())
                    .put("kernel", deconv.kernel()).put("stride", deconv.stride()).put("padding", deconv.padding())
                    .put("output_padding", deconv.outputPadding()).put("activation", name(deconv.activation()));
            } else if (layer instanceof ReshapeSpec reshape) {
                final ArrayNode shape = node.put("type", "reshape").putArray("shape");
                reshape.shape().forEach(shape::add);
            }
        }
        return array;
    }

    static Architecture readArchitecture(final JsonNode node) {
        return new Architecture(shape(array(node, "input_shape")), integer(node, "latent"), readLayers(array(node, "encoder")),
            readLayers(array(node, "decoder")));
    }

    private static List<LayerSpec> readLayers(final JsonNode array) {
        final List<LayerSpec> layers = new ArrayList<>();
        for (final JsonNode layer : array) {
            layers.add(switch (text(layer, "type")) {
                case "dense" -> new DenseSpec(integer(layer, "in"), integer(layer, "out"), activation(layer));
                case "conv2d" -> new Conv2dSpec(integer(layer, "in"), integer(layer, "out"), integer(layer, "kernel"),
                    integer(layer, "stride"), integer(layer, "padding"), activation(layer));
                case "deconv2d" -> new Deconv2dSpec(integer(layer, "in"), integer(layer, "out"), integer(layer, "kernel"),
                    integer(layer, "stride"), integer(layer, "padding"), integer(layer, "output_padding"), activation(layer));
                case "reshape" -> new ReshapeSpec(shape(array(layer, "shape")));
                default -> throw new IllegalArgumentException(
                    "it has a layer of type \"" + text(layer, "type") + "\", which is not known here.");
            });
        }
        return layers;
    }

    private static Activation activation(final JsonNode layer) {
        return constant(Activation.class, text(layer, "activation"));
    }

    private static List<Integer> shape(final JsonNode array) {
        final List<Integer> shape = new ArrayList<>();
        array.forEach(size -> shape.add(size.asInt()));
        return shape;
    }

    private static ObjectNode training(final TrainingRecord training) {
        final TrainingOptions o = training.options();
        final ObjectNode node = MAPPER.createObjectNode().put("objective", training.objective()).put("rows", training.rows())
            .put("epochs", training.epochs()).put("steps", training.steps())
            .put("best_epoch", training.bestEpoch()).put("loss", training.loss())
            .put("stop_reason", training.stopReason());
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
        return node;
    }

    private static TrainingRecord readTraining(final JsonNode node) {
        final JsonNode o = field(node, "options");
        return new TrainingRecord(
            new TrainingOptions(integer(o, "epochs"), integer(o, "batch_size"), number(o, "learning_rate"), number(o, "beta"),
                integer(o, "beta_warm_up_epochs"), number(o, "validation_share"), integer(o, "early_stopping_patience"),
                integer(o, "checkpoints"), field(o, "seed").asLong(), integer(o, "workers"),
                OptimiserJson.read(field(o, "optimiser")),
                o.has("checkpoint_every_steps") ? integer(o, "checkpoint_every_steps") : 0),
            text(node, "objective"), integer(node, "rows"), integer(node, "epochs"), field(node, "steps").asLong(),
            integer(node, "best_epoch"), number(node, "loss"), text(node, "stop_reason"), readEarlier(node));
    }

    private static Optional<EarlierTraining> readEarlier(final JsonNode node) {
        return node.has("continued") ? Optional.of(new EarlierTraining(integer(node.get("continued"), "epochs"),
            field(node.get("continued"), "steps").asLong())) : Optional.empty();
    }

    static String name(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(final Class<E> type, final String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
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
