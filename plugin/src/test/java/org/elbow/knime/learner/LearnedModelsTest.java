package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.elbow.data.DataException;
import org.elbow.data.NominalEncoding;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.hamiltonian.HvaeSamplerNodeFactory;
import org.elbow.knime.novelty.OodScorerNodeFactory;
import org.elbow.knime.port.ModelSummary;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.elbow.vae.Checkpoint;
import org.elbow.vae.LearningRateSchedule;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.OptimiserOptions;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

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

    private static DataCell text(final String value) {
        return value == null ? DataType.getMissingCell() : new StringCell(value);
    }

    /** Fruit: colour and weight go with the kind, the names are all different. */
    private static BufferedDataTable fruit(final int rows) {
        final SplittableRandom random = new SplittableRandom(7);
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            final int kind = random.nextInt(3);
            cells[row] = new DataCell[] {text(List.of("plum", "apple", "banana").get(kind)),
                new DoubleCell(40 + 60 * kind + random.nextGaussian()), text(List.of("blue", "green", "yellow").get(kind)),
                BooleanCell.get(kind == 0), text("fruit " + row)};
        }
        return withDomains(table(spec("kind", StringCell.TYPE, "weight", DoubleCell.TYPE, "colour", StringCell.TYPE, "stone",
            BooleanCell.TYPE, "name", StringCell.TYPE), cells));
    }

    /** The table with the values of its string columns in their domains, as far as KNIME keeps them: up to 60. */
    private static BufferedDataTable withDomains(final BufferedDataTable table) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final DataColumnSpec column : table.getDataTableSpec()) {
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
            if (column.getType().equals(StringCell.TYPE)) {
                final Set<DataCell> values = new LinkedHashSet<>(column(table, column.getName()));
                values.removeIf(DataCell::isMissing);
                creator.setDomain(new DataColumnDomainCreator(values.size() > 60 ? null : values).createDomain());
            }
            columns.add(creator.createSpec());
        }
        return OfflineTables.table(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), TestTables.rows(table));
    }

    private static List<String> columns(final VaePortObject model) {
        return model.getSpec().columns().stream().map(FeatureColumn::name).toList();
    }

    @Test
    void nominalColumnsAreLearnedBesideNumbersOnlyIfTheyAreSwitchedOn() throws Exception {
        final BufferedDataTable table = fruit(120);
        assertEquals(List.of("weight", "stone"), columns(learn(table)));
        parameters.m_nominalColumns = true;
        parameters.m_epochs = 60;
        parameters.m_learningRate = 0.02;
        final VaePortObject model = learn(table);
        assertEquals(List.of("kind", "weight", "colour", "stone"), columns(model), "the names are too many");
        assertEquals(List.of(new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.GAUSSIAN, 1),
            new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.GAUSSIAN, 1)),
            model.model().likelihood().groups());
        final BufferedDataTable applied = requireUsable(model, table);
        final DataColumnSpec reconstructed = applied.getDataTableSpec().getColumnSpec("colour (reconstructed)");
        assertEquals(StringCell.TYPE, reconstructed.getType());
        assertEquals(Set.of(text("blue"), text("green"), text("yellow")), reconstructed.getDomain().getValues());
        assertEquals(column(table, "colour"), column(applied, "colour (reconstructed)"), "it has learned what goes together");
        assertEquals(column(table, "kind"), column(applied, "kind (reconstructed)"));
        assertTrue(ModelSummary.html(model.model()).contains("nominal, 3 values: apple, banana, plum"));
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

    @Test
    void theOrderOfTheRowsDoesNotChangeTheEncoding() throws Exception {
        parameters.m_nominalColumns = true;
        parameters.m_missingValues = MissingChoice.IMPUTE_MEAN;
        final BufferedDataTable table = fruit(30);
        final List<DataRow> backwards = new ArrayList<>(TestTables.rows(table));
        Collections.reverse(backwards);
        final BufferedDataTable reversed = OfflineTables.table(table.getDataTableSpec(), backwards);
        assertEquals(nominal(learn(table), 0), nominal(learn(reversed), 0));
        assertEquals(nominal(learn(table), 2), nominal(learn(reversed), 2));
    }

    private static NominalEncoding nominal(final VaePortObject model, final int column) {
        return (NominalEncoding)model.model().encoding().columns().get(column);
    }

    @Test
    void valuesNotSeenInTrainingAreSkippedAndCounted() throws Exception {
        parameters.m_nominalColumns = true;
        final VaePortObject model = learn(fruit(60));
        final BufferedDataTable table = fruit(4);
        final List<DataRow> rows = new ArrayList<>(TestTables.rows(table));
        rows.set(1, new DefaultRow("odd", text("kiwi"), new DoubleCell(1), text("brown"), BooleanCell.FALSE, text("x")));
        rows.set(2, new DefaultRow("gap", text("plum"), new DoubleCell(1), text(null), BooleanCell.FALSE, text("y")));
        final BufferedDataTable changed = OfflineTables.table(table.getDataTableSpec(), rows);
        final TestNode node = new TestNode(new VaeApplyNodeFactory());
        final BufferedDataTable applied = (BufferedDataTable)node.run(model, changed)[0];
        assertTrue(node.warning().contains("skipped 1 row with missing values"), node.warning());
        assertTrue(node.warning().contains("skipped 1 row with nominal values that did not occur in training, the first being "
            + "\"kiwi\" in column \"kind\""), node.warning());
        assertEquals(4, applied.size());
        assertEquals(List.of(false, true, true, false), missing(applied, "kind (reconstructed)"));
        assertEquals(List.of(false, true, true, false), missing(score(model, changed), "Likelihood regret"));
    }

    private static List<Boolean> missing(final BufferedDataTable table, final String name) {
        return column(table, name).stream().map(DataCell::isMissing).toList();
    }

    @Test
    void missingNominalValuesAreRefusedSkippedOrImputed() throws Exception {
        parameters.m_nominalColumns = true;
        final List<DataRow> rows = new ArrayList<>(TestTables.rows(fruit(30)));
        rows.add(new DefaultRow("gap", text("plum"), new DoubleCell(1), text(null), BooleanCell.FALSE, text("y")));
        final BufferedDataTable table = OfflineTables.table(fruit(30).getDataTableSpec(), rows);
        final String message = refusal(table);
        assertTrue(message.contains("\"colour\"") && message.contains("\"gap\"") && message.contains("impute"), message);
        parameters.m_missingValues = MissingChoice.SKIP_ROW;
        assertTrue(missing(apply(learn(table), table), "ELBO").get(30));
        parameters.m_missingValues = MissingChoice.IMPUTE_MEAN;
        final VaePortObject model = learn(table);
        assertTrue(nominal(model, 2).imputes());
        assertEquals(List.of(), missing(requireUsable(model, table), "ELBO").stream().filter(gone -> gone).toList());
    }

    @Test
    void nominalColumnsMixWithImagesAndVectorsWhereTheyAreSelected() throws Exception {
        final BufferedDataTable pictures = images(20, 4, 4, 1);
        final DataCell[][] cells = new DataCell[20][];
        for (int row = 0; row < 20; row++) {
            cells[row] = new DataCell[] {TestTables.vector(row, 20 - row), column(pictures, "picture").get(row),
                text(row % 3 == 0 ? "a" : "b")};
        }
        final BufferedDataTable table =
            table(spec("v", DoubleVectorCellFactory.TYPE, "p", PNGImageCellFactory.TYPE, "s", StringCell.TYPE), cells);
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_features = new ColumnFilter(new String[] {"v", "p", "s"});
        final String off = configureRefusal(table);
        assertTrue(off.contains("\"s\"") && off.contains("Switch them on"), off);
        parameters.m_nominalColumns = true;
        final VaePortObject model = learn(table);
        assertEquals("Gaussian and Bernoulli and nominal", model.model().likelihood().describe());
        requireUsable(model, table);
    }

    @Test
    void oldSettingsNeverTakeNominalColumns() throws Exception {
        final NodeSettings old = new NodeSettings("model");
        old.addString("featureSelection", "AUTOMATIC");
        old.addInt("epochs", 1);
        old.addInt("workers", 1);
        old.addString("hiddenLayers", "8");
        final TestNode node = new TestNode(new VaeLearnerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), old);
        assertEquals(List.of("weight", "stone"), columns((VaePortObject)node.run(fruit(40))[0]));
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
        // the spec announces a checkpoint, since the steps are not known before the rows are
        OfflineNodes.configure(node.model(), new PortObjectSpec[] {table.getDataTableSpec()});
        final PortObject[] outputs =
            OfflineNodes.execute(node.model(), new PortObject[] {table}, new OfflineExecution().context());
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
