package org.elbow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Safetensors;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A reference case: weights, inputs and noise, with the values and gradients that an independent program computed from them
 * in double precision. The folder of cases is named by the system property {@code elbow.fixtures}.
 */
public final class ReferenceCase {

    /** Agreement asked for in float arithmetic, relative to a tensor's largest entry. */
    private static final double TOLERANCE = 2e-4;

    private final String name;

    private final JsonNode description;

    private final Map<String, Safetensors.Tensor> tensors;

    private ReferenceCase(final Path folder) {
        name = folder.getFileName().toString();
        final Path file = folder.resolve("tensors.safetensors");
        try (InputStream in = Files.newInputStream(file)) {
            description = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
            tensors = Safetensors.read(in, name, Files.size(file));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The cases that a test is about.
     *
     * @param method the cases' method
     * @param wanted which of them
     * @return the cases; where there is no folder of cases, a single one that {@link #assumePresent} skips the test for
     */
    public static Stream<ReferenceCase> of(final String method, final Predicate<ReferenceCase> wanted) {
        final String folder = System.getProperty("elbow.fixtures", "../../shared/fixtures");
        if (!Files.isDirectory(Path.of(folder))) {
            return Stream.of(new ReferenceCase(folder));
        }
        try (Stream<Path> folders = Files.list(Path.of(folder))) {
            final List<ReferenceCase> cases = new ArrayList<>();
            for (final Path path : folders.filter(p -> Files.exists(p.resolve("case.json"))).sorted().toList()) {
                final ReferenceCase found = new ReferenceCase(path);
                if (method.equals(found.text("method")) && wanted.test(found)) {
                    cases.add(found);
                }
            }
            assertTrue(!cases.isEmpty(), "no case of " + method + " in " + folder);
            return cases.stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReferenceCase(final String missingFolder) {
        name = "no reference cases at " + missingFolder;
        description = null;
        tensors = Map.of();
    }

    /** Skips the test, saying so, if there is no folder of cases. */
    public void assumePresent() {
        assumeTrue(description != null, name + "; name their folder by -Delbow.fixtures=DIR");
    }

    public String text(final String field) {
        return description.path(field).asText();
    }

    public double number(final String field) {
        return description.get(field).asDouble();
    }

    /** @return an input or expected value; the shape is the tensor's */
    public Safetensors.Tensor tensor(final String tensor) {
        assertTrue(tensors.containsKey(tensor), name + " has no tensor " + tensor);
        return tensors.get(tensor);
    }

    /** @return an input table, to be closed; classes of a categorical likelihood come scaled to [0, 1] */
    public FeatureMatrix matrix(final String tensor) {
        final Safetensors.Tensor found = tensor(tensor);
        final int rows = found.shape()[0];
        final int columns = found.size() / rows;
        final float[] values = found.floats().clone();
        if ("categorical".equals(text("likelihood"))) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= (float)(number("classes") - 1);
            }
        }
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, columns);
        for (int row = 0; row < rows; row++) {
            matrix.setRow(row, values, row * columns);
        }
        return matrix;
    }

    /** @return the case's VAE */
    public VaeModel model() {
        return model("param.");
    }

    /** @return the case's VAE with the parameters whose names begin so */
    public VaeModel model(final String prefix) {
        final JsonNode node = description.get("architecture");
        final Architecture architecture = new Architecture(shape(node.get("input_shape")), node.get("latent").asInt(),
            layers(node.get("encoder")), layers(node.get("decoder")));
        final int features = architecture.features();
        final LikelihoodSpec likelihood = switch (text("likelihood")) {
            case "gaussian" -> LikelihoodSpec.gaussian(features);
            case "bernoulli" -> LikelihoodSpec.bernoulli(features);
            default -> LikelihoodSpec.categorical(features, (int)number("classes"));
        };
        final Map<String, float[]> parameters = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> {
            if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), tensor.floats());
            }
        });
        return new VaeModel(architecture, likelihood,
            new FeatureEncoding(List.of(new VectorEncoding("x", features, Scaling.NONE, 0, 1))),
            new VaeStructure(architecture, likelihood).fromTensors(parameters), List.of(),
            new TrainingRecord(TrainingOptions.defaults(), "ELBO", 0, 0, 0, 0, 0, "reference case"));
    }

    private static List<Integer> shape(final JsonNode array) {
        final List<Integer> shape = new ArrayList<>();
        array.forEach(size -> shape.add(size.asInt()));
        return shape;
    }

    private static List<LayerSpec> layers(final JsonNode array) {
        final List<LayerSpec> layers = new ArrayList<>();
        for (final JsonNode layer : array) {
            layers.add(switch (layer.get("type").asText()) {
                case "dense" -> new LayerSpec.DenseSpec(size(layer, "in"), size(layer, "out"), activation(layer));
                case "conv2d" -> new LayerSpec.Conv2dSpec(size(layer, "in"), size(layer, "out"), size(layer, "kernel"),
                    size(layer, "stride"), size(layer, "padding"), activation(layer));
                case "deconv2d" -> new LayerSpec.Deconv2dSpec(size(layer, "in"), size(layer, "out"), size(layer, "kernel"),
                    size(layer, "stride"), size(layer, "padding"), size(layer, "output_padding"), activation(layer));
                default -> new LayerSpec.ReshapeSpec(shape(layer.get("shape")));
            });
        }
        return layers;
    }

    private static int size(final JsonNode layer, final String field) {
        return layer.get(field).asInt();
    }

    private static Activation activation(final JsonNode layer) {
        return Activation.valueOf(layer.get("activation").asText().toUpperCase().replace("LEAKYRELU", "LEAKY_RELU"));
    }

    /** Asserts that values agree with an expected tensor. */
    public void check(final String tensor, final double[] actual) {
        final double[] expected = tensor(tensor).doubles();
        assertEquals(expected.length, actual.length, name + ": " + tensor);
        double largest = 0;
        for (final double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], TOLERANCE * largest, name + ": " + tensor + "[" + i + "]");
        }
    }

    /** Asserts that values agree with an expected tensor. */
    public void check(final String tensor, final float[] actual) {
        final double[] values = new double[actual.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = actual[i];
        }
        check(tensor, values);
    }

    /** Asserts that the gradient of every parameter agrees. */
    public void checkGradients(final VaeStructure structure, final float[] gradient) {
        structure.toTensors(gradient).forEach((parameter, values) -> check("grad." + parameter, values));
    }

    @Override
    public String toString() {
        return name;
    }
}
