package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.knime.TestNode;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.influence.InfluenceRankerNodeFactory;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.ui.DialogCheck;
import org.elbow.offline.ui.OfflineParametersInput;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;

/** A VAE Learner with a model to continue from. */
class ContinuedModelTest {

    private final VaeLearnerParameters parameters = new VaeLearnerParameters();

    @BeforeEach
    void small() {
        parameters.m_hiddenLayers = "8";
        parameters.m_latent = 2;
        parameters.m_epochs = 6;
        parameters.m_batchSize = 16;
        parameters.m_learningRate = 0.01;
        parameters.m_workers = 1;
    }

    private TestNode node() throws InvalidSettingsException {
        return new TestNode(new VaeLearnerNodeFactory()).with(parameters);
    }

    private VaePortObject learn(final PortObject... inputs) throws Exception {
        return (VaePortObject)node().run(inputs)[0];
    }

    @Test
    void theModelKeepsItsColumnsEncodingNetworksAndLikelihood() throws Exception {
        final VaeModel earlier = learn(randomNumbers(60, 3, 1)).model();
        // settings that would make another model
        parameters.m_latent = 7;
        parameters.m_hiddenLayers = "not looked at";
        parameters.m_networks = NetworkChoice.CONVOLUTIONAL;
        parameters.m_scaling = ScalingChoice.NONE;
        parameters.m_likelihood = LikelihoodChoice.BERNOULLI;
        final BufferedDataTable others = randomNumbers(50, 5, 2);
        final PortObject[] outputs = node().run(others, new VaePortObject(earlier));
        final VaeModel model = ((VaePortObject)outputs[0]).model();
        assertEquals(earlier.architecture(), model.architecture());
        assertEquals(earlier.likelihood(), model.likelihood());
        assertEquals(earlier.encoding(), model.encoding());
        assertFalse(Arrays.equals(earlier.parameters(), model.parameters()));
        assertEquals(45, model.record().rows(), "a tenth of 50 is kept out");
        assertEquals(earlier.record().bestEpoch(), model.record().earlier().orElseThrow().epochs());
        assertEquals(6, doubles((BufferedDataTable)outputs[1], "Epoch").length);
    }

    @Test
    void theSpecIsAnnouncedFromTheModelsSpec() throws Exception {
        final VaePortObject earlier = learn(randomNumbers(60, 3, 1));
        parameters.m_latent = 7;
        parameters.m_beta = 4;
        final VaePortObjectSpec spec =
            (VaePortObjectSpec)node().configure(randomNumbers(5, 4, 2).getDataTableSpec(), earlier.getSpec())[0];
        assertEquals(earlier.getSpec().columns(), spec.columns());
        assertEquals(2, spec.latent());
        assertEquals("ELBO with β = 4", spec.objective());
    }

    @Test
    void trainingGoesOnFromWhereItWas() throws Exception {
        final BufferedDataTable table = randomNumbers(200, 3, 1);
        parameters.m_epochs = 15;
        final PortObject[] first = node().run(table);
        final PortObject[] further = node().run(table, first[0]);
        final double[] before = doubles((BufferedDataTable)first[1], "Training loss");
        final double[] after = doubles((BufferedDataTable)further[1], "Training loss");
        assertTrue(after[0] < before[14] + 0.1 * (before[0] - before[14]), before[0] + " … " + before[14] + ", " + after[0]);
        parameters.m_learningRate = 1e-12;
        final VaeModel same = learn(table, first[0]).model();
        assertArrayEquals(((VaePortObject)first[0]).model().parameters(), same.parameters(), 1e-8f);
    }

    @Test
    void theSameSeedGivesTheSameModel() throws Exception {
        final BufferedDataTable table = randomNumbers(60, 3, 1);
        final VaePortObject earlier = learn(table);
        assertArrayEquals(learn(table, earlier).model().parameters(), learn(table, earlier).model().parameters());
    }

    @Test
    void tablesThatDoNotFitAreRefusedAsByVaeApply() throws Exception {
        final VaePortObject earlier = learn(randomNumbers(60, 3, 1));
        for (final BufferedDataTable other : List.of(randomNumbers(60, 2, 1),
            table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", StringCell.TYPE)))) {
            final String message = assertThrows(InvalidSettingsException.class,
                () -> node().configure(other.getDataTableSpec(), earlier.getSpec())).getMessage();
            assertTrue(message.contains("x3"), message);
            assertEquals(assertThrows(InvalidSettingsException.class, () -> new TestNode(new VaeApplyNodeFactory())
                .configure(earlier.getSpec(), other.getDataTableSpec())).getMessage(), message);
        }
    }

    @Test
    void rowsThatTheModelCannotTakeAreLeftOutWithAWarning() throws Exception {
        final VaePortObject earlier = learn(numbers(new Double[]{1.0, 2.0}, new Double[]{2.0, 1.0}, new Double[]{3.0, 2.0},
            new Double[]{4.0, 0.0}));
        final TestNode node = node();
        final VaeModel model = ((VaePortObject)node.run(numbers(new Double[]{1.0, 2.0}, new Double[]{null, 1.0},
            new Double[]{3.0, Double.NaN}, new Double[]{2.0, 5.0}), earlier)[0]).model();
        assertEquals(2, model.trainingRows().orElseThrow().rows());
        assertEquals("In the table: skipped 1 row with missing values, the first in column \"x1\", row \"a1\"; skipped "
            + "1 row with NaN or infinite values, the first in column \"x2\", row \"a2\".", node.warning());
        final String none = assertThrows(KNIMEException.class,
            () -> node().run(numbers(new Double[]{null, 1.0}, new Double[]{2.0, 1.0}), earlier)).getMessage();
        assertTrue(none.startsWith("Only one row of the table can be used. In the table: skipped 1 row with missing values"), none);
        assertTrue(assertThrows(KNIMEException.class, () -> node().run(numbers(), earlier)).getMessage()
            .startsWith("The table is empty. Training needs"));
    }

    @Test
    void nominalValuesThatTheModelDoesNotKnowAreLeftOut() throws Exception {
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_nominalColumns = true;
        parameters.m_features = new org.knime.node.parameters.widget.choices.filter.ColumnFilter(new String[]{"fruit"});
        final VaePortObject earlier = learn(fruit("apple", "plum"));
        parameters.m_nominalColumns = false;
        final TestNode node = node();
        node.run(fruit("apple", "quince", "plum"), earlier);
        assertTrue(node.warning().contains("did not occur in training") && node.warning().contains("quince"), node.warning());
    }

    private static BufferedDataTable fruit(final String... values) {
        return table(spec("fruit", StringCell.TYPE),
            IntStream.range(0, 30).mapToObj(i -> new DataCell[]{new StringCell(values[i % values.length])}).toArray(DataCell[][]::new));
    }

    @Test
    void validationOnRowsThatTheModelWasTrainedOnIsMentioned() throws Exception {
        final BufferedDataTable table = randomNumbers(60, 3, 1);
        final VaePortObject earlier = learn(table);
        final TestNode same = node();
        same.run(table, earlier);
        assertNull(same.warning(), "the same rows are kept out");
        parameters.m_seed = 2;
        final TestNode otherSeed = node();
        otherSeed.run(table, earlier);
        assertTrue(otherSeed.warning().contains("the seed (1) and the validation share (0.1)"), otherSeed.warning());
        final TestNode otherRows = node();
        otherRows.run(randomNumbers(60, 3, 2), earlier);
        assertNull(otherRows.warning());
        parameters.m_validationShare = 0;
        final TestNode none = node();
        none.run(table, earlier);
        assertNull(none.warning());
    }

    @Test
    void theDialogOpensWithAModelToContinueFromAndSwitchesOffWhatDoesNotApply() throws Exception {
        final VaePortObject earlier = learn(randomNumbers(60, 3, 1));
        final NodeModel model = node().model();
        assertEquals(List.of(), DialogCheck.faults(VaeLearnerParameters.class,
            new OfflineParametersInput(OfflineNodes.inputs(model), OfflineNodes.outputs(model),
                new PortObjectSpec[]{randomNumbers(5, 3, 1).getDataTableSpec(), earlier.getSpec()})));
        for (final Field field : VaeLearnerParameters.class.getDeclaredFields()) {
            final Layout layout = field.getAnnotation(Layout.class);
            if (layout != null && (layout.value() == LearnerDialog.FeaturesSection.class
                || layout.value() == LearnerDialog.NetworksSection.class)) {
                final List<Field> settings = field.getType() == ValueParameters.class
                    ? Arrays.stream(ValueParameters.class.getDeclaredFields()).filter(each -> each.getName().startsWith("m_")).toList()
                    : List.of(field);
                settings.forEach(each -> assertNotNull(each.getAnnotation(Effect.class), each.toString()));
            }
        }
    }

    @Test
    void learnedDynamicsGoOnOrAreGivenUpWithAWarning() throws Exception {
        final BufferedDataTable table = randomNumbers(60, 3, 1);
        parameters.m_hamiltonian.m_enabled = true;
        final VaePortObject earlier = learn(table);
        parameters.m_learningRate = 1e-12;
        assertArrayEquals(earlier.model().learned().get(HamiltonianBound.STEP_SIZES),
            learn(table, earlier).model().learned().get(HamiltonianBound.STEP_SIZES), 1e-6f);
        parameters.m_hamiltonian.m_enabled = false;
        final TestNode without = node();
        assertTrue(((VaePortObject)without.run(table, earlier)[0]).model().learned().isEmpty());
        assertTrue(without.warning().contains("given up"), without.warning());
    }

    @Test
    void influenceIsTracedBackToTheRowsOfThisTraining() throws Exception {
        parameters.m_checkpoints = 2;
        final BufferedDataTable first = randomNumbers(60, 3, 1);
        final BufferedDataTable second = randomNumbers(40, 3, 2);
        final VaePortObject model = learn(second, learn(first));
        assertEquals(2, model.model().checkpoints().size());
        final TestNode ranker = new TestNode(new InfluenceRankerNodeFactory());
        final BufferedDataTable ranked = (BufferedDataTable)ranker.run(model, second)[1];
        assertEquals(40, column(ranked, "Self-influence").size());
        assertNull(ranker.warning());
        assertTrue(assertThrows(KNIMEException.class, () -> new TestNode(new InfluenceRankerNodeFactory()).run(model, first))
            .getMessage().contains("not the table that the model was trained on"));
    }
}
