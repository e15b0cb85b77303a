package org.elbow.knime.disentangle;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.disentangle.DisentanglementScore;
import org.elbow.disentangle.DisentanglementScores;
import org.elbow.disentangle.Factors;
import org.elbow.disentangle.UnsupervisedRanking;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.AppliedRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.Architecture;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

class DisentanglementMetricNodeTest {

    private static VaePortObject model;

    private static VaePortObject second;

    private final DisentanglementMetricParameters parameters = new DisentanglementMetricParameters();

    /** Two numbers to learn from, a factor of 12 values, a nominal factor of 2. */
    private static BufferedDataTable rows(final int count, final int neighbourhoods) {
        final SplittableRandom random = new SplittableRandom(3);
        final DataCell[][] cells = new DataCell[count][];
        for (int row = 0; row < count; row++) {
            final int a = random.nextInt(12);
            final boolean b = random.nextBoolean();
            final DataCell[] factors = {number(a - 6 + 0.3 * random.nextGaussian()), number(b ? 4. : -4.), new IntCell(a),
                new StringCell(b ? "on" : "off")};
            cells[row] = neighbourhoods == 0 ? factors : Arrays.copyOf(factors, 5);
            if (neighbourhoods > 0) {
                cells[row][4] = new IntCell(row % neighbourhoods);
            }
        }
        return neighbourhoods == 0
            ? table(spec("x", DoubleCell.TYPE, "y", DoubleCell.TYPE, "a", IntCell.TYPE, "b", StringCell.TYPE), cells)
            : table(spec("x", DoubleCell.TYPE, "y", DoubleCell.TYPE, "a", IntCell.TYPE, "b", StringCell.TYPE,
                "neighbourhood", IntCell.TYPE), cells);
    }

    @BeforeAll
    static void train() {
        TestNode.registerPortTypes();
        final BufferedDataTable table = rows(600, 0);
        final float[][] numbers = new float[600][];
        Arrays.setAll(numbers, row -> new float[]{(float)doubles(table, "x")[row], (float)doubles(table, "y")[row]});
        try (FeatureMatrix matrix = FeatureMatrix.of(numbers)) {
            model = trained(matrix, 30, 2, "y");
            second = trained(matrix, 10, 3, "y");
        }
    }

    private static VaePortObject trained(final FeatureMatrix rows, final int epochs, final int codes, final String y) {
        return new VaePortObject(VaeTrainer.train(rows, new FeatureEncoding(List.of(asItStands("x"), asItStands(y))),
            Architecture.dense(2, 2, List.of(8), codes, Activation.RELU), LikelihoodSpec.gaussian(2),
            TrainingOptions.defaults().withEpochs(epochs).withBatchSize(32).withLearningRate(0.01).withWorkers(1),
            Progress.NONE).model());
    }

    private static NumericEncoding asItStands(final String column) {
        return new NumericEncoding(column, Scaling.NONE, 0, 1, Double.NaN);
    }

    private TestNode node() throws InvalidSettingsException {
        parameters.m_workers = 1;
        parameters.m_guesses = 50;
        return new TestNode(new DisentanglementMetricNodeFactory()).with(parameters);
    }

    private static double value(final PortObject scores, final DisentanglementScore score) {
        final int row = keys((BufferedDataTable)scores).indexOf(score.title());
        return ((DoubleCell)column((BufferedDataTable)scores, "Value").get(row)).getDoubleValue();
    }

    @Test
    void everyScoreIsThatOfTheEngine() throws Exception {
        final BufferedDataTable table = rows(800, 0);
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, table);
        assertNull(node.warning());
        final BufferedDataTable scores = (BufferedDataTable)outputs[0];
        assertEquals(Arrays.stream(DisentanglementScore.values()).map(DisentanglementScore::title).toList(), keys(scores));
        final String[] nominal = column(table, "b").stream().map(DataCell::toString).toArray(String[]::new);
        final Factors factors = new Factors(List.of(Factors.Column.measured("a", doubles(table, "a"), 100),
            Factors.Column.nominal("b", nominal)));
        try (AppliedRows rows = AppliedRows.encode(table, model.model(), Progress.NONE);
                RowEvaluation evaluation = VaeEvaluator.evaluate(model.model(), rows.matrix(),
                    new EvaluationOptions(1, false, 1, 1), Progress.NONE)) {
            final DisentanglementScores.Result expected = DisentanglementScores.of(evaluation.mean(), factors, null,
                parameters.options(), Progress.NONE);
            for (final DisentanglementScore score : DisentanglementScore.values()) {
                if (!Double.isNaN(expected.values().get(score))) {
                    assertEquals(expected.values().get(score), value(scores, score), 1e-12, score.title());
                }
            }
            final BufferedDataTable information = (BufferedDataTable)outputs[1];
            assertEquals(List.of("Code 1", "Code 2"), keys(information));
            assertArrayEquals(new double[]{expected.information().nats()[0][1], expected.information().nats()[1][1]},
                doubles(information, "b"), 1e-12);
        }
        assertTrue(value(scores, DisentanglementScore.DCI_INFORMATIVENESS) > 0.7, "the factors can be told from the codes");
    }

    @Test
    void groupsOfScoresCanBeLeftOut() throws Exception {
        parameters.m_prediction = false;
        parameters.m_intervention = false;
        parameters.m_local = false;
        parameters.m_withoutFactors = false;
        assertEquals(List.of("MIG", "Modularity"), keys((BufferedDataTable)node().run(model, rows(100, 0))[0]));
    }

    @Test
    void withoutFactorsOnlyTheOthersAreComputed() throws Exception {
        parameters.m_factorSelection = FactorSelection.NONE;
        final PortObject[] outputs = node().run(model, rows(100, 0));
        assertEquals(List.of("Gaussian total correlation", "Wasserstein correlation", "Mutual information of codes",
            "Active units"), keys((BufferedDataTable)outputs[0]));
        assertEquals(0, ((BufferedDataTable)outputs[1]).size());
    }

    @Test
    void selectedFactorsAreTaken() throws Exception {
        parameters.m_factorSelection = FactorSelection.SELECTED;
        parameters.m_factors = new ColumnFilter(new String[]{"b"});
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, rows(200, 0));
        assertEquals(List.of("b"), List.of(((BufferedDataTable)outputs[1]).getDataTableSpec().getColumnNames()));
        assertTrue(node.warning().contains("Modularity could not be computed: Needs two factors that vary."), node.warning());
        parameters.m_factors = new ColumnFilter(new String[]{"c"});
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> node().configure(model.getSpec(), rows(5, 0).getDataTableSpec())).getMessage().contains("\"c\""));
    }

    @Test
    void neighbourhoodsGiveTheLocalScores() throws Exception {
        final BufferedDataTable near = rows(600, 4);
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, rows(300, 0), near);
        final int row = keys((BufferedDataTable)outputs[0]).indexOf("Local MIG");
        assertEquals("Mean over 4 neighbourhoods.", column((BufferedDataTable)outputs[0], "Note").get(row).toString());
        parameters.m_local = false;
        final TestNode unused = node();
        unused.run(model, rows(300, 0), near);
        assertTrue(unused.warning().contains("so it is not used"), unused.warning());
        parameters.m_local = true;
        parameters.m_neighbourhoodColumn = "group";
        assertTrue(assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(),
            rows(5, 0).getDataTableSpec(), near.getDataTableSpec())).getMessage().contains("lacks the column \"group\""));
    }

    @Test
    void incompleteRowsAndConstantFactorsAreReported() throws Exception {
        final DataCell missing = DataType.getMissingCell();
        final DataCell[][] cells = new DataCell[60][];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = new DataCell[]{row == 3 ? missing : number(row % 7.), number(row % 5.), new IntCell(row % 7),
                new IntCell(4), row == 8 || row == 9 ? missing : new StringCell("s" + row % 5)};
        }
        final BufferedDataTable table = table(spec("x", DoubleCell.TYPE, "y", DoubleCell.TYPE, "a", IntCell.TYPE, "fixed",
            IntCell.TYPE, "b", StringCell.TYPE), cells);
        parameters.m_local = false;
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, table);
        assertTrue(node.warning().contains("skipped 1 row with missing values"), node.warning());
        assertTrue(node.warning().contains("skipped 2 rows with missing, NaN or infinite factors"), node.warning());
        assertTrue(node.warning().contains("Passed over the factor \"fixed\", which has a single value."), node.warning());
        assertArrayEquals(new double[2], doubles((BufferedDataTable)outputs[1], "fixed"));
    }

    @Test
    void aTableWithoutUsableRowsIsRefusedInWords() throws Exception {
        final BufferedDataTable empty = table(rows(1, 0).getDataTableSpec());
        assertTrue(assertThrows(KNIMEException.class, () -> node().run(model, empty)).getMessage().contains("no row"));
        assertTrue(assertThrows(KNIMEException.class, () -> node().run(model, rows(3, 0))).getMessage().contains("3 rows"));
    }

    @Test
    void furtherModelsGiveTheUdrOfEach() throws Exception {
        parameters.m_factorSelection = FactorSelection.NONE;
        final BufferedDataTable table = rows(200, 0);
        final BufferedDataTable two = (BufferedDataTable)node().run(model, table, null, second)[0];
        assertEquals(List.of("UDR", "UDR (second model)"), keys(two).subList(4, 6));
        final BufferedDataTable three = (BufferedDataTable)node().run(model, table, null, second, model)[0];
        assertEquals(List.of("UDR", "UDR (second model)", "UDR (third model)"), keys(three).subList(4, 7));
        try (AppliedRows rows = AppliedRows.encode(table, model.model(), Progress.NONE);
                RowEvaluation one = VaeEvaluator.evaluate(model.model(), rows.matrix(), EvaluationOptions.defaults(),
                    Progress.NONE);
                RowEvaluation other = VaeEvaluator.evaluate(second.model(), rows.matrix(), EvaluationOptions.defaults(),
                    Progress.NONE)) {
            final UnsupervisedRanking.Posteriors first = new UnsupervisedRanking.Posteriors(one.mean(), one.logVariance());
            final List<UnsupervisedRanking.Rank> ranks = UnsupervisedRanking.of(List.of(first,
                new UnsupervisedRanking.Posteriors(other.mean(), other.logVariance()), first), 1, Progress.NONE);
            for (int m = 0; m < 3; m++) {
                assertEquals(ranks.get(m).score(), doubles(three, "Value")[4 + m], 1e-12);
            }
            assertEquals(ranks.get(1).score(), doubles(two, "Value")[4], 1e-12, "a pair is worth the same from either side");
            assertEquals("Of 3 codes " + ranks.get(1).informative() + " informative; median over 2 other models.",
                column(three, "Note").get(5).toString());
        }
        final BufferedDataTable thirdAlone = (BufferedDataTable)node().run(model, table, null, null, second)[0];
        assertEquals(List.of("UDR", "UDR (third model)"), keys(thirdAlone).subList(4, 6));
    }

    @Test
    void noFactorColumnIsNeededForWhatComparesWithNone() throws Exception {
        final DataCell[][] cells = new DataCell[40][];
        Arrays.setAll(cells, row -> new DataCell[]{number(row % 7.), number(row % 5.)});
        final TestNode node = node();
        final PortObject[] outputs =
            node.run(model, table(spec("x", DoubleCell.TYPE, "y", DoubleCell.TYPE), cells), null, second);
        assertEquals(6, ((BufferedDataTable)outputs[0]).size());
    }

    @Test
    void aModelThatCannotBeAppliedToTheTableIsNamed() throws Exception {
        final VaePortObject strange;
        try (FeatureMatrix matrix = FeatureMatrix.of(new float[][]{{1, 2}, {2, 1}, {0, 3}, {3, 0}})) {
            strange = trained(matrix, 1, 2, "z");
        }
        final String message = assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(),
            rows(5, 0).getDataTableSpec(), null, null, strange.getSpec())).getMessage();
        assertTrue(message.startsWith("Third model: ") && message.contains("\"z\""), message);
        parameters.m_withoutFactors = false;
        final TestNode unused = node();
        unused.run(model, rows(300, 0), null, strange);
        assertTrue(unused.warning().contains("UDR is not computed"), unused.warning());
    }

    @Test
    void rowsThatAModelLacksAreLeftOutOfTheComparison() throws Exception {
        final DataCell[][] cells = new DataCell[40][];
        Arrays.setAll(cells, row -> new DataCell[]{number(row % 7.), number(row % 5.), number(Math.sin(row)),
            row % 10 == 3 ? DataType.getMissingCell() : number(row % 3.)});
        final VaePortObject holes;
        try (FeatureMatrix matrix = FeatureMatrix.of(new float[][]{{1, 2}, {2, 1}, {0, 3}, {3, 0}})) {
            holes = trained(matrix, 5, 2, "z");
        }
        parameters.m_factorSelection = FactorSelection.NONE;
        final BufferedDataTable table =
            table(spec("x", DoubleCell.TYPE, "y", DoubleCell.TYPE, "w", DoubleCell.TYPE, "z", DoubleCell.TYPE), cells);
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, table, null, holes);
        assertTrue(node.warning().contains("Second model: In the table: skipped 4 rows with missing values, the first in column "
            + "\"z\", row \"a3\"."), node.warning());
        final BufferedDataTable whole = table(table.getDataTableSpec(),
            Arrays.stream(cells).filter(row -> !row[3].isMissing()).toArray(DataCell[][]::new));
        assertEquals(doubles((BufferedDataTable)node().run(model, whole, null, holes)[0], "Value")[4],
            doubles((BufferedDataTable)outputs[0], "Value")[4], 1e-12);
        final BufferedDataTable few = table(table.getDataTableSpec(), cells[3], cells[0], cells[1], cells[13], cells[2]);
        assertTrue(assertThrows(KNIMEException.class, () -> node().run(model, few, null, holes)).getMessage()
            .contains("There are 3 rows with codes of all models"));
    }

    @Test
    void settingsAreChecked() {
        parameters.m_mostValues = 1;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 1;"));
        parameters.m_mostValues = 100;
        parameters.m_radius = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("radius"));
        parameters.m_radius = 0.1;
        parameters.m_factorSelection = FactorSelection.NONE;
        parameters.m_withoutFactors = false;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("No score"));
    }

    @Test
    void theViewShowsEveryScoreOnceAndWhatEachCodeTellsOfEachFactor() throws Exception {
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, rows(300, 0));
        final BufferedDataTable information = (BufferedDataTable)outputs[1];
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"factors\":[\"a\",\"b\"]") && data.contains("\"codesLeftOut\":0"), data);
        for (int code = 0; code < 2; code++) {
            assertTrue(data.contains("{\"name\":\"Code " + (code + 1) + "\",\"nats\":[" + doubles(information, "a")[code] + ","
                + doubles(information, "b")[code] + "]}"), data);
        }
        for (final DisentanglementScore score : DisentanglementScore.values()) {
            assertEquals(2, data.split("\"name\":\"" + score.title() + "\"", -1).length, score.title());
        }
        assertTrue(data.contains("\"name\":\"MIG\",\"value\":" + value(outputs[0], DisentanglementScore.MIG) + ","), data);
    }

    @Test
    void theViewWithoutFactorsHasScoresOnly() throws Exception {
        parameters.m_factorSelection = FactorSelection.NONE;
        final TestNode node = node();
        node.run(model, rows(300, 0));
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"factors\":[],\"codes\":[]") && data.contains("\"name\":\"Active units\""), data);
    }

    @Test
    void ofManyCodesTheViewShowsThoseThatTellMostInTheirOrder() {
        final DataCell[][] cells = new DataCell[70][];
        Arrays.setAll(cells, code -> new DataCell[]{number(0.), number(code < 10 ? 0.1 : 1. + code % 7)});
        final DataCell[] score = {new StringCell("MIG"), DataType.getMissingCell(), new StringCell("0 to 1"),
            new StringCell("gap"), new StringCell("Chen"), new StringCell("no value")};
        final Map<String, Object> data = DisentanglementView.data(
            table(MetricTables.scoresSpec(), new DataCell[][]{score}),
            table(spec("a", DoubleCell.TYPE, "b", DoubleCell.TYPE), cells));
        final List<?> codes = (List<?>)data.get("codes");
        assertEquals(10, data.get("codesLeftOut"));
        assertEquals(60, codes.size());
        assertEquals(List.of(0., 1. + 10 % 7), ((Map<?, ?>)codes.get(0)).get("nats"));
        assertEquals(List.of(0., 1. + 69 % 7), ((Map<?, ?>)codes.get(59)).get("nats"));
        assertNull(((Map<?, ?>)((List<?>)data.get("scores")).get(0)).get("value"));
    }

    @Test
    void canBeCancelled() throws Exception {
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        final TestNode node = node();
        assertThrows(CanceledExecutionException.class, () -> node.run(execution, model, rows(100, 0), null));
    }
}
