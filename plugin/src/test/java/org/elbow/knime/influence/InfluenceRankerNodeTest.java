package org.elbow.knime.influence;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.Scaling;
import org.elbow.influence.InfluenceOptions;
import org.elbow.influence.SuspectScore;
import org.elbow.influence.TracIn;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.novelty.RankingEvaluation;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

class InfluenceRankerNodeTest {

    private static final int ROWS = 100;

    private static final int FOREIGN = 6;

    private static BufferedDataTable training;

    private static VaePortObject model;

    /** Without a fingerprint, as models were written before. */
    private static VaePortObject older;

    private final InfluenceRankerParameters parameters = new InfluenceRankerParameters();

    @BeforeAll
    static void trainOnRowsSomeOfWhichAreForeign() {
        TestNode.registerPortTypes();
        training = rows(row -> true, 0);
        try (TrainingRows rows = TrainingRows.encode(training, FeatureColumns.automatic(spec("x1", DoubleCell.TYPE, "x2",
            DoubleCell.TYPE, "x3", DoubleCell.TYPE), false).stream()
            .map(column -> new FeaturePlan(column, Scaling.STANDARDIZE, false)).toList(), MissingValuePolicy.FAIL,
            MatrixStorage.defaults(), Progress.NONE)) {
            final VaeModel trained = VaeTrainer.train(rows.matrix(), rows.encoding(),
                Architecture.dense(3, 3, List.of(16), 2, Activation.RELU), LikelihoodSpec.gaussian(3),
                TrainingOptions.defaults().withEpochs(40).withBatchSize(16).withLearningRate(0.005).withCheckpoints(4)
                    .withWorkers(1),
                Progress.NONE).model();
            older = new VaePortObject(trained);
            model = new VaePortObject(trained.withTrainingRows(rows.fingerprint()));
        }
    }

    /** Rows of which the last contradict the others; {@code shift} is added to the first number of row 50. */
    private static BufferedDataTable rows(final IntPredicate kept, final double shift) {
        final BufferedDataTable ordinary = randomNumbers(ROWS, 3, 1);
        final double[][] x = new double[3][];
        for (int c = 0; c < 3; c++) {
            x[c] = doubles(ordinary, "x" + (c + 1));
        }
        final DataCell[][] cells = IntStream.range(0, ROWS).filter(kept).mapToObj(i -> {
            final boolean foreign = i >= ROWS - FOREIGN;
            return new DataCell[] {number(x[0][i] + (foreign ? 12 : 0) + (i == 50 ? shift : 0)), number(x[1][i]),
                number(x[2][i] - (foreign ? 12 : 0)), new StringCell(foreign ? "foreign" : "sound")};
        }).toArray(DataCell[][]::new);
        return table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE, "label", StringCell.TYPE),
            cells);
    }

    private TestNode node() throws InvalidSettingsException {
        parameters.m_workers = 1;
        return new TestNode(new InfluenceRankerNodeFactory()).with(parameters);
    }

    private InfluenceOptions options() {
        return parameters.options();
    }

    private String failure(final PortObject... inputs) throws InvalidSettingsException {
        final TestNode node = node();
        return assertThrows(KNIMEException.class, () -> node.run(inputs)).getMessage();
    }

    /** The training rows as features, as the node sees them. */
    private static TrainingTable encoded() throws InvalidSettingsException {
        return TrainingTable.read(training, model.model(), MatrixStorage.defaults(), Progress.NONE);
    }

    @Test
    void selfInfluenceIsAppendedToTheTrainingTableAndFindsForeignRows() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, training);
        final BufferedDataTable scored = (BufferedDataTable)outputs[1];
        assertEquals(keys(training), keys(scored));
        assertEquals(List.of("x1", "x2", "x3", "label", "Self-influence", "Suspect score", "Suspect rank", "Trained on"),
            List.of(scored.getDataTableSpec().getColumnNames()));
        final double[] self = doubles(scored, "Self-influence");
        try (TrainingTable table = encoded()) {
            assertArrayEquals(TracIn.selfInfluence(model.model(), table.matrix(), options(), Progress.NONE), self);
            final List<DataCell> flags = column(scored, "Trained on");
            assertArrayEquals(table.trained(), IntStream.range(0, ROWS)
                .filter(row -> ((BooleanValue)flags.get(row)).getBooleanValue()).toArray());
            assertEquals(ROWS - ROWS / 10, table.trained().length);
        }
        assertArrayEquals(SuspectScore.of(self), doubles(scored, "Suspect score"));
        final double[] ranks = doubles(scored, "Suspect rank");
        assertArrayEquals(IntStream.rangeClosed(1, ROWS).asDoubleStream().toArray(), Arrays.stream(ranks).sorted().toArray());
        final BufferedDataTable summary = (BufferedDataTable)outputs[2];
        final boolean[] foreign = new boolean[ROWS];
        Arrays.fill(foreign, ROWS - FOREIGN, ROWS, true);
        assertEquals(RankingEvaluation.of(self, foreign).rocAuc(), doubles(summary, "ROC-AUC")[0]);
        assertTrue(doubles(summary, "ROC-AUC")[0] > 0.95, "ROC-AUC " + doubles(summary, "ROC-AUC")[0]);
        final long found = IntStream.range(ROWS - FOREIGN, ROWS).filter(row -> ranks[row] <= FOREIGN).count();
        assertEquals((double)found / FOREIGN, doubles(summary, "Share found among as many")[0], 1e-12);
        assertEquals(FOREIGN, doubles(summary, "Rows to be found")[0]);
        assertEquals(4, doubles(summary, "Checkpoints used")[0]);
        assertEquals(0, ((BufferedDataTable)outputs[0]).size());
        assertNull(node.warning());
    }

    @Test
    void testRowsGetTheirProponentsAndOpponentsByName() throws Exception {
        parameters.m_count = 3;
        final BufferedDataTable test = randomNumbers(5, 3, 8);
        final BufferedDataTable ranking = (BufferedDataTable)node().run(model, training, test)[0];
        final List<DataCell> testRows = column(ranking, "Test row");
        final List<DataCell> signs = column(ranking, "Sign");
        final double[] influence = doubles(ranking, "Influence");
        final double[] ranks = doubles(ranking, "Rank");
        for (int i = 0; i < influence.length; i++) {
            assertEquals(signs.get(i).toString(), influence[i] > 0 ? RankingTable.PROPONENT : RankingTable.OPPONENT);
            if (i > 0 && testRows.get(i).equals(testRows.get(i - 1)) && signs.get(i).equals(signs.get(i - 1))) {
                assertTrue(Math.abs(influence[i]) <= Math.abs(influence[i - 1]));
                assertEquals(ranks[i - 1] + 1, ranks[i]);
            } else {
                assertEquals(1, ranks[i]);
            }
        }
        assertEquals(List.of("a0", "a1", "a2", "a3", "a4"), testRows.stream().map(DataCell::toString).distinct().toList());
    }

    @Test
    void rowsKeptOutForValidationAreNeverProponentsOrOpponents() throws Exception {
        parameters.m_count = ROWS;
        parameters.m_rankTrainingRows = true;
        final BufferedDataTable ranking = (BufferedDataTable)node().run(model, training)[0];
        final List<String> ranked = column(ranking, "Training row").stream().map(DataCell::toString).toList();
        try (TrainingTable table = encoded()) {
            final List<String> trained = Arrays.stream(table.trained()).mapToObj(table.keys()::get).sorted().toList();
            assertEquals(trained, ranked.stream().distinct().sorted().toList());
            // against the matrix of all pairs
            final float[][] influence = TracIn.influence(model.model(), table.matrix(), table.matrix(), options(), Progress.NONE);
            final List<DataCell> tested = column(ranking, "Test row");
            final double[] values = doubles(ranking, "Influence");
            assertEquals((double)ROWS * trained.size(), values.length, 0);
            for (int i = 0; i < values.length; i++) {
                final int row = table.keys().indexOf(ranked.get(i));
                final int test = table.keys().indexOf(tested.get(i).toString());
                assertEquals(influence[row][test], values[i], 1e-4 * Math.max(1e-3, Math.abs(values[i])));
            }
        }
    }

    @Test
    void anotherTableIsRefusedWithWhatDiffers() throws Exception {
        assertTrue(failure(model, rows(row -> row < 99, 0)).contains("99 rows that can be used instead of 100"));
        assertTrue(failure(model, rows(row -> true, 0.5)).contains("Row \"a50\" (number 51) holds other values"));
        final String fewer = failure(older, rows(row -> row < 80, 0));
        assertTrue(fewer.contains("used 90 rows") && fewer.contains("80"), fewer);
    }

    @Test
    void aModelThatDoesNotKnowItsRowsGivesAWarning() throws Exception {
        final TestNode node = node();
        final PortObject[] outputs = node.run(older, training);
        assertTrue(node.warning().contains("could not be checked"), node.warning());
        assertEquals(ROWS, ((BufferedDataTable)outputs[1]).size());
    }

    @Test
    void columnsThatWereNotLearnedMayDiffer() throws Exception {
        final BufferedDataTable more = table(spec("y", DoubleCell.TYPE, "x3", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x1",
            DoubleCell.TYPE), IntStream.range(0, ROWS).mapToObj(i -> new DataCell[] {number(i + 0.5),
                number(doubles(training, "x3")[i]), number(doubles(training, "x2")[i]), number(doubles(training, "x1")[i])})
                .toArray(DataCell[][]::new));
        final TestNode node = node();
        node.run(model, more);
        assertNull(node.warning());
    }

    @Test
    void testRowsThatCannotBeUsedAreCounted() throws Exception {
        final BufferedDataTable test = table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE),
            new DataCell[] {number(1.), number(null), number(2.)}, new DataCell[] {number(1.), number(11.), number(20.)});
        final TestNode node = node();
        final BufferedDataTable ranking = (BufferedDataTable)node.run(model, training, test)[0];
        assertEquals(List.of("a1"), column(ranking, "Test row").stream().map(DataCell::toString).distinct().toList());
        assertEquals("In the test table: skipped 1 row with missing values, the first in column \"x2\", row \"a0\".",
            node.warning());
    }

    @Test
    void anEmptyTestTableGivesAnEmptyRanking() throws Exception {
        final PortObject[] outputs =
            node().run(model, training, table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE)));
        assertEquals(0, ((BufferedDataTable)outputs[0]).size());
        assertEquals(ROWS, ((BufferedDataTable)outputs[1]).size());
    }

    @Test
    void whatIsMissingIsSaidBeforeAnythingIsComputed() throws Exception {
        final VaeModel trained = model.model();
        final VaePortObject without = new VaePortObject(new VaeModel(trained.architecture(), trained.likelihood(),
            trained.encoding(), trained.parameters(), List.of(), trained.record()));
        assertTrue(refusal(without, training).contains("no checkpoints"));
        assertTrue(refusal(model, table(spec("x1", DoubleCell.TYPE))).contains("x2"));
        assertTrue(refusal(model, training, table(spec("x1", DoubleCell.TYPE))).startsWith("Test table: "));
        parameters.m_evaluate = true;
        assertTrue(refusal(model, training).contains("No label column is selected"));
        parameters.m_labelColumn = "no such";
        assertTrue(refusal(model, training).contains("\"no such\""));
        parameters.m_foreignLabels = " , ";
        assertThrows(InvalidSettingsException.class, parameters::validate);
        parameters.m_foreignLabels = "foreign";
        parameters.m_count = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 0"));
    }

    private String refusal(final PortObject... inputs) throws InvalidSettingsException {
        final TestNode node = node();
        return assertThrows(InvalidSettingsException.class,
            () -> node.configure(Arrays.stream(inputs).map(PortObject::getSpec)
                .toArray(org.knime.core.node.port.PortObjectSpec[]::new))).getMessage();
    }

    @Test
    void labelsThatOccurNowhereGiveAWarning() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_foreignLabels = "unheard of";
        final TestNode node = node();
        final BufferedDataTable summary = (BufferedDataTable)node.run(model, training)[2];
        assertTrue(node.warning().contains("\"unheard of\""), node.warning());
        assertTrue(Double.isNaN(doubles(summary, "ROC-AUC")[0]));
    }

    @Test
    void theViewShowsSuspectsFirstAndWhatIsKnownOfThem() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, training, randomNumbers(2, 3, 8));
        final String data = node.view().initialData().orElseThrow();
        final double[] ranks = doubles((BufferedDataTable)outputs[1], "Suspect rank");
        final int first = IntStream.range(0, ROWS).filter(row -> ranks[row] == 1).findFirst().orElseThrow();
        final String suspects = data.substring(data.indexOf("\"suspects\":["));
        assertTrue(suspects.startsWith("\"suspects\":[{\"row\":\"a" + first + "\""), data);
        assertTrue(suspects.contains("\"known\":\"foreign\""), data);
        assertTrue(data.contains("\"proponent\":[{\"row\":\"a"), data);
        assertTrue(data.contains("\"image\":\"\""), "numbers have no images");
    }

    @Test
    void theViewShowsImages() throws Exception {
        final DataCell[][] cells = new DataCell[8][1];
        for (int i = 0; i < 8; i++) {
            cells[i][0] = image(2, 10 * i, 255 - 9 * i, 100, 3 * i);
        }
        final BufferedDataTable images = table(spec("pixels", cells[0][0].getType()), cells);
        final VaePortObject learned;
        try (TrainingRows rows = TrainingRows.encode(images, FeatureColumns.automatic(images.getDataTableSpec(), false).stream()
            .map(column -> new FeaturePlan(column, Scaling.NONE, true)).toList(), MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            learned = new VaePortObject(VaeTrainer.train(rows.matrix(), rows.encoding(),
                Architecture.dense(4, 4, List.of(3), 1, Activation.TANH), LikelihoodSpec.bernoulli(4),
                TrainingOptions.defaults().withEpochs(2).withBatchSize(4).withCheckpoints(1).withValidation(0, 0).withWorkers(1),
                Progress.NONE).model().withTrainingRows(rows.fingerprint()));
        }
        final TestNode node = node();
        node.run(learned, images, images);
        final String png = Base64.getEncoder()
            .encodeToString(((PNGImageValue)cells[3][0]).getImageContent().getByteArray());
        // as a suspect, as a row to be explained, and as a proponent at least of itself
        assertTrue(node.view().initialData().orElseThrow().split(Pattern.quote(png), -1).length > 3);
    }

    @Test
    void rankingCanBeCancelledMidway() throws Exception {
        final OfflineExecution[] execution = new OfflineExecution[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            if (fraction > 0.4) {
                execution[0].cancel();
            }
        });
        parameters.m_rankTrainingRows = true;
        assertThrows(CanceledExecutionException.class, () -> node().run(execution[0], model, training));
    }
}
