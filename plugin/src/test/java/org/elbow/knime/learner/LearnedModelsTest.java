package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;

import org.elbow.knime.TestNode;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.novelty.OodScorerNodeFactory;
import org.elbow.knime.port.VaePortObject;
import org.elbow.offline.OfflineNodes;
import org.elbow.vae.LearningRateSchedule;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.OptimiserOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** Models that other settings than the default ones give, learned, applied and scored with. */
class LearnedModelsTest {

    private final VaeLearnerParameters parameters = new VaeLearnerParameters();

    @BeforeEach
    void keepItSmall() {
        TestNode.registerPortTypes();
        parameters.m_hiddenLayers = "8";
        parameters.m_latent = 2;
        parameters.m_epochs = 2;
        parameters.m_batchSize = 16;
        parameters.m_workers = 1;
    }

    private VaePortObject learn(final BufferedDataTable table) throws Exception {
        return (VaePortObject)new TestNode(new VaeLearnerNodeFactory()).with(parameters).run(table)[0];
    }

    private String refusal(final BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> learn(table)).getMessage();
    }

    private String configureRefusal(final BufferedDataTable table) {
        return assertThrows(InvalidSettingsException.class, () -> new TestNode(new VaeLearnerNodeFactory()).with(parameters)
            .configure(table.getDataTableSpec())).getMessage();
    }

    private static BufferedDataTable apply(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("workers", 1);
        final TestNode node = new TestNode(new VaeApplyNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), settings);
        return (BufferedDataTable)node.run(model, table)[0];
    }

    private static BufferedDataTable score(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("workers", 1);
        settings.addInt("iterations", 5);
        settings.addInt("importanceSamples", 5);
        final TestNode node = new TestNode(new OodScorerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), settings);
        final PortObject[] inputs = new PortObject[OfflineNodes.inputs(node.model()).length];
        inputs[0] = model;
        inputs[1] = table;
        return (BufferedDataTable)node.run(inputs)[0];
    }

    /** The model explains every row of the table, by numbers that are there and that a probability can have. */
    private static BufferedDataTable requireUsable(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final BufferedDataTable applied = apply(model, table);
        assertEquals(keys(table), keys(applied));
        for (final String name : List.of("Code 1", "ELBO", "Expected log-likelihood", "KL")) {
            assertTrue(column(applied, name).stream().noneMatch(DataCell::isMissing), name);
        }
        final BufferedDataTable scored = score(model, table);
        for (final String name : List.of("Likelihood regret", "Negative log-likelihood")) {
            assertTrue(column(scored, name).stream().noneMatch(DataCell::isMissing), name);
        }
        return applied;
    }

    /** Images with a bright square somewhere. */
    private static BufferedDataTable images(final int rows, final int width, final int height, final int channels) {
        final SplittableRandom random = new SplittableRandom(3);
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            final int[] intensities = new int[width * height * channels];
            final int left = random.nextInt(width / 2);
            final int top = random.nextInt(height / 2);
            for (int y = top; y < top + height / 2; y++) {
                for (int x = left; x < left + width / 2; x++) {
                    for (int c = 0; c < channels; c++) {
                        intensities[(y * width + x) * channels + c] = 255 - 60 * c;
                    }
                }
            }
            cells[row] = new DataCell[] {image(width, channels, intensities)};
        }
        return table(spec("picture", PNGImageCellFactory.TYPE), cells);
    }

    @ParameterizedTest
    @CsvSource({"28, 1", "28, 3", "32, 1", "64, 1"})
    void convolutionalNetworksLearnImages(final int size, final int channels) throws Exception {
        parameters.m_networks = NetworkChoice.CONVOLUTIONAL;
        parameters.m_epochs = 1;
        parameters.m_hiddenLayers = "not looked at";
        final BufferedDataTable table = images(20, size, size, channels);
        final VaePortObject model = learn(table);
        assertTrue(model.model().architecture().sizes().startsWith(channels + "×" + size + "×" + size + "-32×"),
            model.model().architecture().sizes());
        final BufferedDataTable applied = requireUsable(model, table);
        assertTrue(column(applied, "picture (reconstructed)").get(0) instanceof PNGImageValue);
    }

    @Test
    void convolutionalNetworksNeedOneColumnOfImagesOfASizeTheyKnow() {
        parameters.m_networks = NetworkChoice.CONVOLUTIONAL;
        final String kinds = configureRefusal(randomNumbers(20, 2, 1));
        assertTrue(kinds.contains("\"x1\" (number)") && kinds.contains("one column of images"), kinds);
        for (final BufferedDataTable table : List.of(images(4, 30, 30, 1), images(4, 28, 32, 1))) {
            final String sizes = refusal(table);
            assertTrue(sizes.contains("28 × 28, 32 × 32 and 64 × 64") && sizes.contains("\"picture\"")
                && (sizes.contains("30 × 30") || sizes.contains("28 × 32")), sizes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pixelsCanBeCategoricalWithAllNetworks(final NetworkChoice networks) throws Exception {
        parameters.m_networks = networks;
        parameters.m_likelihood = LikelihoodChoice.CATEGORICAL;
        final BufferedDataTable table = images(12, 28, 28, 1);
        final VaePortObject model = learn(table);
        assertEquals(List.of(new Group(LikelihoodFamily.CATEGORICAL, 784, 256)), model.model().likelihood().groups());
        final BufferedDataTable applied = requireUsable(model, table);
        // a probability, not a density: at most 1 for each pixel
        for (final double logLikelihood : doubles(applied, "Expected log-likelihood")) {
            assertTrue(logLikelihood < 0 && logLikelihood > -784 * 2 * Math.log(256), "log-likelihood " + logLikelihood);
        }
    }

    @Test
    void theCategoricalLikelihoodNeedsImages() {
        parameters.m_likelihood = LikelihoodChoice.CATEGORICAL;
        final String message = configureRefusal(randomNumbers(20, 2, 1));
        assertTrue(message.contains("grey levels") && message.contains("Choose another likelihood"), message);
    }

    @Test
    void optimisersClippingAndSchedulesAreHandedToTheTraining() throws Exception {
        final OptimiserParameters optimiser = parameters.m_optimiser;
        assertEquals(OptimiserOptions.adam(), optimiser.options());
        optimiser.m_momentum = 0.3;
        assertEquals(OptimiserOptions.adam(), optimiser.options(), "a hidden setting has no influence");
        optimiser.m_kind = OptimiserChoice.MOMENTUM;
        optimiser.m_largestNorm = 2;
        optimiser.m_schedule = ScheduleChoice.STEP;
        optimiser.m_decay = 0.5;
        optimiser.m_everyEpochs = 4;
        final OptimiserOptions expected =
            new OptimiserOptions(OptimiserOptions.Kind.MOMENTUM, 0.3, 2, new LearningRateSchedule.Step(0.5, 4));
        final BufferedDataTable table = randomNumbers(40, 3, 1);
        final VaePortObject model = learn(table);
        assertEquals(expected, model.model().record().options().optimiser());
        requireUsable(model, table);
        optimiser.m_kind = OptimiserChoice.ADAMAX;
        optimiser.m_schedule = ScheduleChoice.COSINE;
        optimiser.m_finalShare = 0.1;
        assertEquals(new LearningRateSchedule.Cosine(0.1), learn(table).model().record().options().optimiser().schedule());
        optimiser.m_schedule = ScheduleChoice.EXPONENTIAL;
        assertEquals(new LearningRateSchedule.Exponential(0.5), optimiser.options().schedule());
        optimiser.m_decay = 1.5;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("1.5"));
    }
}
