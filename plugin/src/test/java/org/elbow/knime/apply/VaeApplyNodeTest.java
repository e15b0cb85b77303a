package org.elbow.knime.apply;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.list;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.LikelihoodFamily;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

class VaeApplyNodeTest {

    private static final DataType LISTS = ListCell.getCollectionType(DoubleCell.TYPE);

    private final VaeApplyParameters parameters = new VaeApplyParameters();

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    private static VaePortObject numericModel() {
        return new VaePortObject(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
            new NumericEncoding("x1", Scaling.STANDARDIZE, 5, 2, Double.NaN),
            new NumericEncoding("x2", Scaling.NONE, 0, 1, Double.NaN)));
    }

    private static VaePortObject mixedModel() {
        return new VaePortObject(TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("p", 2, 1, 1),
            new VectorEncoding("l", 2, Scaling.NONE, 0, 1)));
    }

    private TestNode node() throws InvalidSettingsException {
        return new TestNode(new VaeApplyNodeFactory()).with(parameters);
    }

    @Test
    void codesReconstructionsAndMeasuresAreAppended() throws Exception {
        parameters.m_logVariances = true;
        final BufferedDataTable input = numbers(new Double[] {5., 1.}, new Double[] {7., -1.});
        final BufferedDataTable output = (BufferedDataTable)node().run(numericModel(), input)[0];
        assertEquals(List.of("x1", "x2", "Code 1", "Code 2", "Log-variance 1", "Log-variance 2", "x1 (reconstructed)",
            "x2 (reconstructed)", "ELBO", "Expected log-likelihood", "KL"), List.of(output.getDataTableSpec().getColumnNames()));
        assertEquals(keys(input), keys(output));
        for (int row = 0; row < 2; row++) {
            final double mean1 = doubles(output, "Code 1")[row];
            final double mean2 = doubles(output, "Code 2")[row];
            final double logVariance1 = doubles(output, "Log-variance 1")[row];
            final double logVariance2 = doubles(output, "Log-variance 2")[row];
            final double kl = 0.5 * (mean1 * mean1 + Math.exp(logVariance1) - 1 - logVariance1 + mean2 * mean2
                + Math.exp(logVariance2) - 1 - logVariance2);
            assertEquals(kl, doubles(output, "KL")[row], 1e-4);
            assertEquals(doubles(output, "Expected log-likelihood")[row] - doubles(output, "KL")[row],
                doubles(output, "ELBO")[row], 1e-6);
        }
        // the decoder's output lies near 0, the mean of the training column
        assertEquals(5, doubles(output, "x1 (reconstructed)")[0], 3);
    }

    @Test
    void reconstructionsHaveTheRepresentationOfTheirColumns() throws Exception {
        parameters.m_codes = false;
        parameters.m_measures = false;
        final BufferedDataTable input = table(spec("l", LISTS, "id", StringCell.TYPE, "p", PNGImageCellFactory.TYPE),
            new DataCell[] {list(0., 1.), new StringCell("one"), image(2, 0, 255)});
        final BufferedDataTable output = (BufferedDataTable)node().run(mixedModel(), input)[0];
        assertEquals(List.of("l", "id", "p", "p (reconstructed)", "l (reconstructed)"),
            List.of(output.getDataTableSpec().getColumnNames()));
        assertTrue(column(output, "p (reconstructed)").get(0) instanceof PNGImageValue);
        assertEquals(LISTS, output.getDataTableSpec().getColumnSpec("l (reconstructed)").getType());
        assertEquals(2, ((ListCell)column(output, "l (reconstructed)").get(0)).size());
    }

    @Test
    void noColumnIsOverwritten() throws Exception {
        final BufferedDataTable input = table(spec("x1", DoubleCell.TYPE, "Code 1", StringCell.TYPE, "x2", DoubleCell.TYPE),
            new DataCell[] {number(1.), new StringCell("mine"), number(2.)});
        final BufferedDataTable output = (BufferedDataTable)node().run(numericModel(), input)[0];
        assertEquals(new StringCell("mine"), column(output, "Code 1").get(0));
        assertEquals(1, doubles(output, "Code 1 (#1)").length);
    }

    @Test
    void rowsThatCannotBeUsedGetMissingCellsAndAWarning() throws Exception {
        final TestNode node = node();
        final BufferedDataTable output = (BufferedDataTable)node.run(numericModel(),
            numbers(new Double[] {1., 2.}, new Double[] {null, 2.}, new Double[] {Double.NaN, 1.}, new Double[] {3., 4.}))[0];
        final List<DataCell> codes = column(output, "Code 2");
        assertTrue(!codes.get(0).isMissing() && codes.get(1).isMissing() && codes.get(2).isMissing()
            && !codes.get(3).isMissing());
        assertTrue(column(output, "ELBO").get(1).isMissing());
        assertTrue(node.warning().contains("1 row with missing") && node.warning().contains("1 row with NaN"),
            node.warning());
    }

    @Test
    void extremeValuesNeverGiveNaNOrInfiniteCells() throws Exception {
        parameters.m_logVariances = true;
        final TestNode node = node();
        final BufferedDataTable output = (BufferedDataTable)node.run(numericModel(),
            numbers(new Double[] {1., 2.}, new Double[] {1e30, -1e30}))[0];
        for (final DataRow row : output) {
            for (final DataCell cell : row) {
                assertTrue(cell.isMissing() || Double.isFinite(((DoubleValue)cell).getDoubleValue()), row.toString());
            }
        }
        assertFalse(column(output, "ELBO").get(0).isMissing());
        assertTrue(doubles(output, "ELBO")[1] < -1e12, "a row far from everything has a very low bound");
    }

    @Test
    void aRowsResultDoesNotDependOnTheOtherRows() throws Exception {
        final double[] together = doubles((BufferedDataTable)node().run(numericModel(),
            numbers(new Double[] {null, 2.}, new Double[] {9., 2.}, new Double[] {3., 4.}))[0], "ELBO");
        final double[] alone =
            doubles((BufferedDataTable)node().run(numericModel(), numbers(new Double[][] {{3., 4.}}))[0], "ELBO");
        assertEquals(alone[0], together[2]);
    }

    @Test
    void anEmptyTableStaysEmptyWithTheNewColumns() throws Exception {
        final BufferedDataTable output = (BufferedDataTable)node().run(numericModel(), numbers())[0];
        assertEquals(0, output.size());
        assertEquals(9, output.getDataTableSpec().getNumColumns());
    }

    @Test
    void aTableThatDoesNotFitTheModelIsRefusedBeforeExecution() {
        final String lacks = assertThrows(InvalidSettingsException.class,
            () -> node().configure(numericModel().getSpec(), spec("x1", DoubleCell.TYPE))).getMessage();
        assertTrue(lacks.contains("\"x2\""), lacks);
        final String type = assertThrows(InvalidSettingsException.class, () -> node().configure(numericModel().getSpec(),
            spec("x1", StringCell.TYPE, "x2", DoubleCell.TYPE))).getMessage();
        assertTrue(type.contains("\"x1\"") && type.contains("number"), type);
    }

    @Test
    void anotherImageSizeIsRefusedInWords() {
        final BufferedDataTable input = table(spec("l", LISTS, "p", PNGImageCellFactory.TYPE),
            new DataCell[] {list(0., 1.), image(1, 0, 255)});
        final String message =
            assertThrows(KNIMEException.class, () -> node().run(mixedModel(), input)).getMessage();
        assertTrue(message.contains("1 × 2") && message.contains("2 × 1"), message);
    }

    @Test
    void settingsWithoutAnEffectAreRefused() {
        parameters.m_codes = parameters.m_reconstructions = parameters.m_measures = false;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("No columns"));
        parameters.m_measures = true;
        parameters.m_samples = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 0"));
    }

    @Test
    void applyingCanBeCancelled() {
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> node().run(execution, numericModel(), numbers(new Double[] {1., 2.})));
    }

    @Test
    void aTableWithoutWarningsGivesNone() throws Exception {
        final TestNode node = node();
        node.run(numericModel(), numbers(new Double[] {1., 2.}));
        assertNull(node.warning());
    }
}
