package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.port.ModelSummary;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.ui.ViewContent;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

class VaeLearnerNodeTest {

    private final VaeLearnerParameters parameters = small();

    private static VaeLearnerParameters small() {
        final VaeLearnerParameters parameters = new VaeLearnerParameters();
        parameters.m_hiddenLayers = "8";
        parameters.m_latent = 2;
        parameters.m_epochs = 3;
        parameters.m_batchSize = 16;
        parameters.m_workers = 1;
        return parameters;
    }

    private TestNode node() throws InvalidSettingsException {
        return new TestNode(new VaeLearnerNodeFactory()).with(parameters);
    }

    private VaeModel learn(final BufferedDataTable table) throws Exception {
        return ((VaePortObject)node().run(table)[0]).model();
    }

    private String refusal(final BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> node().run(table)).getMessage();
    }

    private String configureRefusal(final BufferedDataTable table) {
        return assertThrows(InvalidSettingsException.class, () -> node().configure(table.getDataTableSpec())).getMessage();
    }

    /** Rows of a grey image of four pixels, a vector and a number. */
    private static BufferedDataTable mixed(final int rows) {
        final SplittableRandom random = new SplittableRandom(5);
        final DataCell[][] cells = new DataCell[rows][];
        for (int i = 0; i < rows; i++) {
            cells[i] = new DataCell[] {new DoubleCell(random.nextDouble()), image(2, random.nextInt(256), 0, 255, 128),
                vector(random.nextDouble(), 3)};
        }
        return table(spec("n", DoubleCell.TYPE, "p", PNGImageCellFactory.TYPE, "v", DoubleVectorCellFactory.TYPE), cells);
    }

    @Test
    void learnsAModelWithItsHistory() throws Exception {
        final TestNode node = node();
        final PortObject[] outputs = node.run(randomNumbers(60, 3, 1));
        final VaeModel model = ((VaePortObject)outputs[0]).model();
        assertEquals("3-8-2-8-3", model.architecture().sizes());
        assertEquals(List.of(new Group(LikelihoodFamily.GAUSSIAN, 3)), model.likelihood().groups());
        assertEquals(Scaling.STANDARDIZE, ((NumericEncoding)model.encoding().columns().get(2)).scaling());
        final BufferedDataTable history = (BufferedDataTable)outputs[1];
        assertArrayEquals(new double[] {1, 2, 3}, TestTables.doubles(history, "Epoch"));
        assertEquals(model.record().loss(), TestTables.doubles(history, "Validation loss")[model.record().bestEpoch() - 1], 1e-9);
        assertNull(node.warning());
    }

    @Test
    void automaticEpochsAreManyForSmallTablesUnlessThereAreImages() throws Exception {
        parameters.m_epochs = new VaeLearnerParameters().m_epochs;
        assertEquals(200, ((BufferedDataTable)node().run(randomNumbers(40, 3, 1))[1]).size());
        assertEquals(20, ((BufferedDataTable)node().run(mixed(40))[1]).size());
    }

    @Test
    void theLossFallsAndTheSameSeedGivesTheSameModel() throws Exception {
        parameters.m_epochs = 30;
        parameters.m_learningRate = 0.01;
        final BufferedDataTable table = randomNumbers(200, 3, 2);
        final PortObject[] outputs = node().run(table);
        final double[] loss = TestTables.doubles((BufferedDataTable)outputs[1], "Training loss");
        assertTrue(loss[29] < loss[0] - 0.5, loss[0] + " → " + loss[29]);
        assertArrayEquals(((VaePortObject)outputs[0]).model().parameters(), learn(table).parameters());
    }

    @Test
    void aBackgroundModelIsTrainedOnPerturbedRowsAndSaysSo() throws Exception {
        final BufferedDataTable table = randomNumbers(60, 3, 1);
        final VaeModel plain = learn(table);
        parameters.m_perturbationRate = 0.3;
        final VaeModel background = learn(table);
        assertEquals(plain.encoding(), background.encoding());
        assertTrue(background.record().objective().contains("background model"), background.record().objective());
        assertFalse(java.util.Arrays.equals(plain.parameters(), background.parameters()));
    }

    @Test
    void withoutValidationItsColumnsAreMissing() throws Exception {
        parameters.m_validationShare = 0;
        final BufferedDataTable history = (BufferedDataTable)node().run(randomNumbers(40, 2, 1))[1];
        assertTrue(TestTables.column(history, "Validation loss").get(0).isMissing());
        assertTrue(TestTables.column(history, "Validation KL").get(2).isMissing());
    }

    @Test
    void anImageIsLearnedFromByItselfWithTheBernoulliLikelihood() throws Exception {
        final VaeModel model = learn(mixed(30));
        assertEquals(1, model.encoding().columns().size());
        assertEquals("p", model.encoding().columns().get(0).column());
        assertEquals("Bernoulli", model.likelihood().describe());
    }

    @Test
    void selectedColumnsMixTheirLikelihoodsInTheTablesOrder() throws Exception {
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_features = new ColumnFilter(new String[] {"v", "p", "n"});
        final TestNode node = node();
        final VaePortObject port = (VaePortObject)node.run(mixed(30))[0];
        assertEquals(List.of(new Group(LikelihoodFamily.GAUSSIAN, 1), new Group(LikelihoodFamily.BERNOULLI, 4),
            new Group(LikelihoodFamily.GAUSSIAN, 2)), port.model().likelihood().groups());
        assertEquals(List.of("n", "p", "v"), port.getSpec().columns().stream().map(column -> column.name()).toList());
    }

    @Test
    void theBernoulliLikelihoodScalesNumbersToTheUnitInterval() throws Exception {
        parameters.m_likelihood = LikelihoodChoice.BERNOULLI;
        final VaeModel model = learn(randomNumbers(40, 2, 3));
        assertEquals(Scaling.MIN_MAX, ((NumericEncoding)model.encoding().columns().get(0)).scaling());
        assertEquals("Bernoulli", model.likelihood().describe());
    }

    @Test
    void theModelsSpecIsAnnouncedFromTheTablesSpec() throws Exception {
        parameters.m_checkpoints = 2;
        parameters.m_beta = 4;
        final VaePortObjectSpec spec = (VaePortObjectSpec)node().configure(mixed(2).getDataTableSpec())[0];
        assertEquals(List.of("p"), spec.columns().stream().map(column -> column.name()).toList());
        assertEquals(2, spec.latent());
        assertEquals(VaePortObjectSpec.UNKNOWN_CHECKPOINTS, spec.checkpoints());
        parameters.m_checkpoints = 0;
        assertEquals(0, ((VaePortObjectSpec)node().configure(mixed(2).getDataTableSpec())[0]).checkpoints());
        assertEquals("ELBO with β = 4", spec.objective());
        assertEquals("Bernoulli", spec.likelihood());
    }

    @Test
    void hamiltonianDynamicsAreTrainedAndTheirCourseIsInTheHistory() throws Exception {
        parameters.m_hamiltonian.m_enabled = true;
        parameters.m_hamiltonian.m_leapfrogSteps = 2;
        parameters.m_learningRate = 0.01;
        final TestNode node = node();
        final PortObject[] outputs = node.run(randomNumbers(60, 3, 1));
        final VaePortObject port = (VaePortObject)outputs[0];
        assertEquals("Hamiltonian bound (K = 2, tempering quadratic)", port.getSpec().objective());
        final BufferedDataTable history = (BufferedDataTable)outputs[1];
        final int best = port.model().record().bestEpoch() - 1;
        final float[] steps = port.model().learned().get(HamiltonianBound.STEP_SIZES);
        assertEquals(0.5 * ((double)steps[0] + steps[1]), TestTables.doubles(history, "Mean step size")[best], 0);
        assertEquals(port.model().learned().get(HamiltonianBound.SQRT_BETA0)[0], TestTables.doubles(history, "√β₀")[best], 0);
        assertTrue(TestTables.doubles(history, "√β₀")[0] != TestTables.doubles(history, "√β₀")[2], "it is learned");
        assertTrue(ModelSummary.html(port.model()).contains("Learned √β₀"));
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"stepSize\":[0."), data);
    }

    @Test
    void temperingAndStepsAreTrainedAsTheyAreChosen() throws Exception {
        parameters.m_hamiltonian.m_enabled = true;
        parameters.m_hamiltonian.m_tempering = TemperingChoice.FREE;
        parameters.m_hamiltonian.m_stepPerStep = true;
        parameters.m_hamiltonian.m_initialStep = 0.05;
        parameters.m_hamiltonian.m_largestStep = 0.1;
        final VaeModel model = learn(randomNumbers(60, 3, 1));
        final float[] steps = model.learned().get(HamiltonianBound.STEP_SIZES);
        assertEquals(3 * 2, steps.length);
        for (final float step : steps) {
            assertTrue(step > 0 && step < 0.1, "step size " + step);
        }
        assertEquals(3, model.learned().get(HamiltonianBound.ALPHAS).length);
    }

    @Test
    void withoutHamiltonianDynamicsTheirColumnsAreMissing() throws Exception {
        final BufferedDataTable history = (BufferedDataTable)node().run(randomNumbers(40, 2, 1))[1];
        assertTrue(TestTables.column(history, "Mean step size").get(0).isMissing());
        assertTrue(TestTables.column(history, "√β₀").get(2).isMissing());
    }

    @Test
    void hamiltonianDynamicsRefuseAWeightOfTheKlTerm() {
        parameters.m_hamiltonian.m_enabled = true;
        parameters.m_beta = 4;
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains("β is 4") && message.contains("Set β to 1"), message);
        parameters.m_beta = 1;
        parameters.m_betaWarmUpEpochs = 2;
        assertThrows(InvalidSettingsException.class, parameters::validate);
        parameters.m_hamiltonian.m_enabled = false;
        assertDoesNotThrow(parameters::validate);
        parameters.m_hamiltonian.m_enabled = true;
        parameters.m_betaWarmUpEpochs = 0;
        parameters.m_hamiltonian.m_initialStep = 0.7;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("0.7"));
    }

    @Test
    void settingsFromBeforeOtherObjectivesMeanWhatTheyMeant() throws Exception {
        final NodeSettings old = new NodeSettings("model");
        old.addString("featureSelection", "AUTOMATIC");
        old.addString("likelihood", "AUTOMATIC");
        old.addInt("latent", 2);
        old.addString("hiddenLayers", "8");
        old.addInt("epochs", 3);
        old.addInt("batchSize", 16);
        old.addInt("workers", 1);
        final TestNode node = new TestNode(new VaeLearnerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), old);
        final BufferedDataTable table = randomNumbers(60, 3, 1);
        final VaeModel model = ((VaePortObject)node.run(table)[0]).model();
        assertArrayEquals(learn(table).parameters(), model.parameters());
        assertEquals("ELBO", model.record().objective());
    }

    @Test
    void warningsAreHandedOn() throws Exception {
        parameters.m_missingValues = MissingChoice.SKIP_ROW;
        final TestNode node = node();
        node.run(numbers(new Double[] {1., 5.}, new Double[] {2., 5.}, new Double[] {null, 5.}, new Double[] {3., 5.}));
        assertTrue(node.warning().contains("Skipped 1 row") && node.warning().contains("\"x2\" is constant"),
            node.warning());
    }

    @Test
    void tablesThatCannotBeLearnedFromAreRefusedInWords() {
        assertTrue(refusal(numbers()).contains("empty"));
        assertTrue(refusal(numbers(new Double[] {1., 2.})).contains("only one row"));
        assertTrue(refusal(numbers(new Double[] {1., 2.}, new Double[] {null, 2.})).contains("missing value"));
        assertTrue(refusal(numbers(new Double[] {1., 2.}, new Double[] {Double.NaN, 2.})).contains("not a finite number"));
        parameters.m_likelihood = LikelihoodChoice.BERNOULLI;
        parameters.m_scaling = ScalingChoice.NONE;
        assertTrue(refusal(numbers(new Double[] {0., 1.}, new Double[] {0.5, 7.})).contains("[0, 1]"));
    }

    @Test
    void settingsThatCannotWorkAreRefusedBeforeExecution() {
        assertTrue(configureRefusal(table(spec("s", StringCell.TYPE))).contains("No column"));
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        assertTrue(configureRefusal(numbers()).contains("No feature column is selected"));
        parameters.m_features = new ColumnFilter(new String[] {"gone"});
        assertTrue(configureRefusal(numbers()).contains("\"gone\""));
        parameters.m_featureSelection = FeatureSelection.AUTOMATIC;
        parameters.m_likelihood = LikelihoodChoice.BERNOULLI;
        parameters.m_scaling = ScalingChoice.STANDARDIZE;
        assertTrue(configureRefusal(numbers()).contains("is to be standardised"));
        parameters.m_scaling = ScalingChoice.ROBUST;
        assertTrue(configureRefusal(numbers()).contains("is to be scaled by its median"));
    }

    @Test
    void settingsOutOfRangeAreRefusedByTheDialog() {
        assertRefused("epochs is -1; it must be at least 1, or 0 for automatic", () -> parameters.m_epochs = -1);
        assertRefused("batch size is -1", () -> parameters.m_batchSize = -1);
        assertRefused("known from 0 rows on", () -> {
            parameters.m_values.m_unknownValues = UnknownValuesChoice.ONE_CLASS;
            parameters.m_values.m_leastRows = 0;
        });
        parameters.m_values.m_leastRows = 1;
        assertRefused("resized to 0 × 32 pixels", () -> {
            parameters.m_values.m_imageSizes = ImageSizeChoice.RESIZE;
            parameters.m_values.m_imageWidth = 0;
        });
        parameters.m_values.m_imageWidth = 1;
        assertRefused("learning rate is 0.0", () -> parameters.m_learningRate = 0);
        assertRefused("validation share is 0.95", () -> parameters.m_validationShare = 0.95);
        assertRefused("perturbation rate of the background model is -0.1", () -> parameters.m_perturbationRate = -0.1);
        assertRefused("latent dimensions is 0", () -> parameters.m_latent = 0);
        assertRefused("\"512 x 3\"", () -> parameters.m_hiddenLayers = "512 x 3");
        assertRefused("early stopping", () -> {
            parameters.m_validationShare = 0;
            parameters.m_earlyStoppingPatience = 3;
        });
    }

    private void assertRefused(final String part, final Runnable change) {
        final VaeLearnerParameters fresh = small();
        parameters.m_epochs = fresh.m_epochs;
        parameters.m_batchSize = fresh.m_batchSize;
        parameters.m_learningRate = fresh.m_learningRate;
        parameters.m_validationShare = fresh.m_validationShare;
        parameters.m_perturbationRate = fresh.m_perturbationRate;
        parameters.m_latent = fresh.m_latent;
        parameters.m_hiddenLayers = fresh.m_hiddenLayers;
        change.run();
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void hiddenLayersAreReadAsPeopleWriteThem() {
        assertEquals(List.of(512, 256), HiddenLayers.parse(" 512, 256 "));
        assertEquals(List.of(512, 256), HiddenLayers.parse("512;256"));
        assertEquals(List.of(64), HiddenLayers.parse("64"));
        assertEquals(List.of(), HiddenLayers.parse("  "));
        for (final String wrong : List.of("0", "-4", "3.5", "70000", "9999999999", "a")) {
            final String message =
                assertThrows(IllegalArgumentException.class, () -> HiddenLayers.parse("8, " + wrong)).getMessage();
            assertTrue(message.contains("\"" + wrong + "\""), message);
        }
    }

    @Test
    void trainingReportsProgressAndCanBeCancelledMidway() throws Exception {
        parameters.m_epochs = 1000;
        final List<String> messages = new ArrayList<>();
        final OfflineExecution[] execution = new OfflineExecution[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            messages.add(message);
            if (message != null && message.contains("Epoch 2 of")) {
                execution[0].cancel();
            }
        });
        assertThrows(CanceledExecutionException.class, () -> node().run(execution[0], randomNumbers(100, 3, 1)));
        assertTrue(messages.stream().anyMatch(message -> message != null && message.contains("Epoch 1 of 1000")),
            messages.toString());
        assertTrue(messages.stream().noneMatch(message -> message != null && message.contains("Epoch 9 of")));
    }

    @Test
    void theViewIsOneDocumentThatLoadsNothingAndShowsTheHistory() throws Exception {
        final TestNode node = node();
        node.run(randomNumbers(60, 3, 1));
        final ViewContent view = node.view();
        try (InputStream page = view.page().getInputStream()) {
            final String html = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(html.startsWith("<!DOCTYPE html>") && html.contains("Training curves"));
            assertTrue(html.replace("http://www.w3.org/2000/svg", "").indexOf("http") < 0, "nothing from elsewhere");
        }
        final String data = view.initialData().orElseThrow();
        assertTrue(data.contains("\"epoch\":[1.0,2.0,3.0]") && data.contains("\"validationKl\""), data);
        assertTrue(data.contains("\"Encoder\":[{\"name\":\"Row\"") && data.contains("\"Columns\":["), data);
    }
}
