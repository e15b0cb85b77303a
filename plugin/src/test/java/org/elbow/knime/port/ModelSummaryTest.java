package org.elbow.knime.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.api.Test;

class ModelSummaryTest {

    private static VaeModel model(final Architecture networks, final LikelihoodSpec likelihood,
        final ColumnEncoding... columns) {
        return new VaeModel(networks, likelihood, new FeatureEncoding(List.of(columns)),
            new float[new VaeStructure(networks, likelihood).parameterCount()], List.of(),
            new TrainingRecord(TrainingOptions.defaults().withValidation(0, 0), "ELBO", 1234, 20, 1400, 20, 3.25, "it was over"));
    }

    private static NumericEncoding number(final String name) {
        return new NumericEncoding(name, Scaling.NONE, 0, 1, Double.NaN);
    }

    private static String value(final VaeModel model, final String section, final String name) {
        return ModelSummary.sections(model).stream().filter(each -> each.title().equals(section))
            .flatMap(each -> each.entries().stream()).filter(entry -> entry.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void theWeightsOfTheLayersAreAllThatTheModelHas() {
        assertAllWeights(Architecture.dense(7, 7, List.of(5, 3), 2, Activation.RELU), LikelihoodSpec.bernoulli(7));
        assertAllWeights(Architecture.dense(7, 7, List.of(), 2, Activation.RELU), LikelihoodSpec.bernoulli(7));
        assertAllWeights(Architecture.convolutional(1, 28, 4, 6, Activation.ELU), LikelihoodSpec.categorical(28 * 28, 4));
    }

    private static void assertAllWeights(final Architecture networks, final LikelihoodSpec likelihood) {
        assertEquals(new VaeStructure(networks, likelihood).parameterCount(),
            Stream.of(NetworkLayer.encoder(networks), NetworkLayer.decoder(networks)).flatMap(List::stream)
                .mapToLong(NetworkLayer::weights).sum());
    }

    @Test
    void layersAreNamedWithTheirSizesAndActivations() {
        final VaeModel model = model(Architecture.dense(2, 2, List.of(1500), 3, Activation.LEAKY_RELU),
            LikelihoodSpec.gaussian(2), number("a"), number("b"));
        assertEquals("1500, leaky ReLU, 4,500 weights", value(model, "Encoder", "Dense"));
        assertEquals("6, 9,006 weights", value(model, "Encoder", "Mean and log-variance"));
        assertEquals("3", value(model, "Decoder", "Code"));
    }

    @Test
    void eachColumnStandsWithItsLikelihood() {
        final LikelihoodSpec likelihood = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 2),
            new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.GAUSSIAN, 1), new Group(LikelihoodFamily.BERNOULLI, 4)));
        final VaeModel model = model(Architecture.dense(10, 10, List.of(), 2, Activation.RELU), likelihood, number("a"),
            number("b"), new NominalEncoding("fruit", List.of("apple", "plum", "quince"), null), number("c"),
            new ImageEncoding("dots", 2, 2, 1));
        final List<String> values = ModelSummary.sections(model).get(0).entries().stream()
            .filter(entry -> entry.name().equals("Likelihood")).map(ModelSummary.Entry::value).toList();
        assertEquals(List.of("Gaussian for \"a\", \"b\", \"c\" (3 features)", "Nominal for \"fruit\" (3 features)",
            "Bernoulli for \"dots\" (4 features)"),
            values);
    }

    @Test
    void manyColumnsAreCutWithTheirCount() {
        final VaeModel model = model(Architecture.dense(1500, 1500, List.of(), 2, Activation.RELU),
            LikelihoodSpec.gaussian(1500), IntStream.range(0, 1500).mapToObj(i -> number("column " + i)).toArray(ColumnEncoding[]::new));
        assertEquals("1,300 further columns", value(model, "Columns", "…"));
        assertTrue(value(model, "Model", "Likelihood").startsWith("Gaussian for all 1,500 columns: \"column 0\", \"column 1\""));
        assertTrue(ModelSummary.html(model).contains("1,300 further columns"));
    }

    @Test
    void theTrainingIsToldAsItWas() {
        final VaeModel model = TestModels.untrained(LikelihoodFamily.GAUSSIAN, number("a"));
        assertEquals("20 epochs, 400 steps of 128 rows", value(model, "Training", "Course"));
        assertEquals("epoch 17, that of the lowest validation loss", value(model, "Training", "Weights kept from"));
        assertEquals("0.001", value(model, "Training", "Learning rate"));
        assertEquals("none", value(model, "Training", "Checkpoints"));
    }
}
