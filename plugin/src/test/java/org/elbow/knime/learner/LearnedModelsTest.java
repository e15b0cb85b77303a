package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.elbow.data.DataException;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.hamiltonian.HvaeSamplerNodeFactory;
import org.elbow.knime.port.VaePortObject;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.elbow.vae.Checkpoint;
import org.elbow.vae.LearningRateSchedule;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.OptimiserOptions;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Models that other settings than the default ones give, learned, applied and scored with. */
class LearnedModelsTest extends LearningTest {

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void samplesOfNominalColumnsHaveTheColumnsValues(final boolean chains) throws Exception {
        parameters.m_nominalColumns = true;
        final BufferedDataTable table = fruit(60);
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("workers", 1);
        settings.addBoolean("reconstructions", true);
        settings.addBoolean("markovChains", chains);
        settings.addInt("draws", 5);
        settings.addInt("posteriorSamples", 2);
        final TestNode node = new TestNode(new HvaeSamplerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), settings);
        final BufferedDataTable samples = (BufferedDataTable)node.run(learn(table),
            OfflineTables.table(table.getDataTableSpec(), TestTables.rows(table).subList(0, 1)))[1];
        assertEquals(2, samples.size());
        final Set<DataCell> values = Set.of(text("plum"), text("apple"), text("banana"));
        assertEquals(values, samples.getDataTableSpec().getColumnSpec("kind (reconstructed)").getDomain().getValues());
        assertTrue(values.containsAll(column(samples, "kind (reconstructed)")));
    }

    /** Images, numbers and strings side by side. */
    private static BufferedDataTable everything(final int rows) {
        final List<DataCell> pictures = column(images(rows, 4, 4, 1), "picture");
        final List<DataRow> fruit = TestTables.rows(fruit(rows));
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            cells[row] = new DataCell[] {pictures.get(row), fruit.get(row).getCell(0), fruit.get(row).getCell(1)};
        }
        return withDomains(
            table(spec("picture", PNGImageCellFactory.TYPE, "kind", StringCell.TYPE, "weight", DoubleCell.TYPE), cells));
    }

    @ParameterizedTest
    @CsvSource({"false, true, false", "false, false, true", "false, true, true", "true, true, true"})
    void penaltiesAreAddedToAnyBoundAndAnyColumns(final boolean hamiltonian, final boolean jacobian, final boolean consistency)
        throws Exception {
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_features = new ColumnFilter(new String[] {"picture", "kind", "weight"});
        parameters.m_nominalColumns = true;
        parameters.m_hamiltonian.m_enabled = hamiltonian;
        parameters.m_jacobian.m_enabled = jacobian;
        parameters.m_jacobian.m_gamma = 0.05;
        parameters.m_consistency.m_enabled = consistency;
        parameters.m_consistency.m_swapped = 0.1;
        final BufferedDataTable table = everything(40);
        final PortObject[] outputs = new TestNode(new VaeLearnerNodeFactory()).with(parameters).run(table);
        final VaePortObject model = (VaePortObject)outputs[0];
        assertEquals((hamiltonian ? "Hamiltonian bound (K = 3, tempering quadratic)" : "ELBO")
            + (jacobian ? ", Jacobian L1 (γ = 0.05)" : "") + (consistency ? ", consistency (λ = 1.0)" : ""),
            model.getSpec().objective());
        for (final double penalty : doubles((BufferedDataTable)outputs[1], "Training penalty")) {
            assertTrue(penalty > 0, "penalty " + penalty);
        }
        requireUsable(model, table);
        assertArrayEquals(model.model().parameters(), learn(table).model().parameters(), 0);
    }

    @Test
    void withoutPenaltiesTheHistoryHasNone() throws Exception {
        final PortObject[] outputs = new TestNode(new VaeLearnerNodeFactory()).with(parameters).run(randomNumbers(40, 2, 1));
        assertArrayEquals(new double[2], doubles((BufferedDataTable)outputs[1], "Training penalty"));
    }

    @Test
    void theJacobianPenaltyMakesTheDecoderFlatter() throws Exception {
        parameters.m_epochs = 40;
        parameters.m_learningRate = 0.01;
        parameters.m_jacobian.m_enabled = true;
        final BufferedDataTable table = randomNumbers(100, 3, 2);
        final double[] last = new double[2];
        for (int i = 0; i < 2; i++) {
            parameters.m_jacobian.m_gamma = i == 0 ? 1e-6 : 0.5;
            final double[] penalty = doubles((BufferedDataTable)new TestNode(new VaeLearnerNodeFactory()).with(parameters)
                .run(table)[1], "Training penalty");
            last[i] = penalty[39] / parameters.m_jacobian.m_gamma;
        }
        assertTrue(last[1] < 0.9 * last[0], "norm " + last[0] + " → " + last[1]);
    }

    @Test
    void penaltiesOutOfRangeAreRefusedOnlyWhereTheyAreUsed() {
        parameters.m_consistency.m_masked = 0.7;
        parameters.m_consistency.m_swapped = 0.7;
        parameters.m_jacobian.m_gamma = -1;
        assertDoesNotThrow(parameters::validate);
        parameters.m_consistency.m_enabled = true;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("0.7"));
        parameters.m_consistency.m_enabled = false;
        parameters.m_jacobian.m_enabled = true;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("γ"));
    }

    @Test
    void checkpointsAreKeptAsTheyAreChosen() throws Exception {
        final BufferedDataTable table = randomNumbers(160, 2, 1); // 144 rows to train on, 9 steps in an epoch
        parameters.m_checkpoints = 3;
        assertEquals(List.of(6L, 12L, 18L), checkpointSteps(learn(table)));
        parameters.m_checkpointChoice = CheckpointChoice.LAST;
        assertEquals(List.of(18L), checkpointSteps(learn(table)));
        parameters.m_checkpointChoice = CheckpointChoice.EVERY_STEPS;
        parameters.m_checkpointEverySteps = 12;
        assertEquals(List.of(12L), checkpointSteps(learn(table)));
    }

    @Test
    void checkpointsThatNeverFallDueAreMentioned() throws Exception {
        parameters.m_checkpoints = 3;
        parameters.m_checkpointChoice = CheckpointChoice.EVERY_STEPS;
        parameters.m_checkpointEverySteps = 19;
        final BufferedDataTable table = randomNumbers(160, 2, 1); // 144 rows to train on, 9 steps in an epoch
        final TestNode node = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        final PortObject[] outputs = node.run(table);
        assertEquals(List.of(), checkpointSteps((VaePortObject)outputs[0]));
        assertTrue(node.warning().contains("training took 18 steps") && node.warning().contains("every 19 steps"),
            node.warning());
    }

    @Test
    void aConsistencyPenaltyThatChangesNoColumnIsMentioned() throws Exception {
        parameters.m_consistency.m_enabled = true;
        parameters.m_consistency.m_noise = 0;
        parameters.m_consistency.m_masked = 0;
        final TestNode numbers = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        numbers.run(randomNumbers(40, 2, 1));
        assertTrue(numbers.warning().contains("change no column"), numbers.warning());
        final TestNode pictures = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        pictures.run(images(20, 4, 4, 1));
        assertNull(pictures.warning(), "images are rotated");
    }

    private static List<Long> checkpointSteps(final VaePortObject model) {
        return model.model().checkpoints().stream().map(Checkpoint::step).toList();
    }

    @Test
    void checkpointsThatTakeTooMuchMemoryAreRefusedWithTheirSize() throws Exception {
        parameters.m_checkpoints = 10;
        parameters.m_epochs = 5; // of three steps
        final TrainingOptions options = parameters.trainingOptions();
        assertDoesNotThrow(() -> CheckpointSize.requireRoom(options, 1_000_000, 100, 80_000_000));
        final String message = assertThrows(DataException.class,
            () -> CheckpointSize.requireRoom(options, 1_000_001, 100, 80_000_000)).getMessage();
        assertTrue(message.contains("10 checkpoints of 4.0 MB") && message.contains("40.0 MB"), message);
        final BufferedDataTable table = randomNumbers(40, 2, 1);
        assertTrue(CheckpointSize.warning(learn(table).model()).isEmpty(), "small ones are no matter");
        parameters.m_hiddenLayers = "1200, 1100";
        final TestNode node = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        final VaeModel model = ((VaePortObject)node.run(table)[0]).model();
        assertEquals(CheckpointSize.warning(model).orElseThrow(), node.warning());
        assertTrue(node.warning().contains(model.checkpoints().size() + " checkpoints of "), node.warning());
    }
}
