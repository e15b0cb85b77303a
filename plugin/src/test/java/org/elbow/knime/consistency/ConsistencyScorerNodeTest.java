package org.elbow.knime.consistency;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.consistency.CodeUsage;
import org.elbow.consistency.ConsistencyScorer;
import org.elbow.consistency.ConsistencyScores;
import org.elbow.consistency.RowTransformation;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

class ConsistencyScorerNodeTest {

    private static final List<String> SCORES = List.of("Consistency KL", "Code shift", "Relative code shift");

    private static VaePortObject model;

    private final ConsistencyScorerParameters parameters = new ConsistencyScorerParameters();

    @BeforeAll
    static void train() {
        TestNode.registerPortTypes();
        final BufferedDataTable table = randomNumbers(200, 3, 1);
        final List<FeaturePlan> plans = FeatureColumns.usable(table.getDataTableSpec()).stream()
            .map(column -> new FeaturePlan(column, Scaling.STANDARDIZE, false)).toList();
        try (TrainingRows rows = TrainingRows.encode(table, plans, MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            model = new VaePortObject(VaeTrainer.train(rows.matrix(), rows.encoding(),
                Architecture.dense(3, 3, List.of(16), 2, Activation.RELU), LikelihoodSpec.gaussian(3),
                TrainingOptions.defaults().withEpochs(20).withBatchSize(32).withLearningRate(0.01).withWorkers(1),
                Progress.NONE).model());
        }
    }

    private TestNode node() throws InvalidSettingsException {
        parameters.m_importanceSamples = 10;
        parameters.m_workers = 1;
        return new TestNode(new ConsistencyScorerNodeFactory()).with(parameters);
    }

    private static BufferedDataTable images(final int rows) {
        final SplittableRandom random = new SplittableRandom(4);
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            cells[row] = new DataCell[] {image(6, random.ints(36, 0, 256).toArray())};
        }
        return table(spec("picture", PNGImageCellFactory.TYPE), cells);
    }

    private static VaePortObject imageModel() {
        return new VaePortObject(TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("picture", 6, 6, 1)));
    }

    @Test
    void scoresAndSummaryAreThoseOfTheEngine() throws Exception {
        parameters.m_swapped = 0.2;
        final BufferedDataTable input = randomNumbers(60, 3, 7);
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, input);
        final BufferedDataTable scored = (BufferedDataTable)outputs[0];
        final BufferedDataTable summary = (BufferedDataTable)outputs[1];
        assertEquals(keys(input), keys(scored));
        assertEquals(SCORES, List.of(scored.getDataTableSpec().getColumnNames()).subList(3, 6));
        assertNull(node.warning());
        try (AppliedRows rows = AppliedRows.encode(input, model.model(), Progress.NONE);
                FeatureMatrix reference = ConsistencyScorer.reference(rows.matrix())) {
            final ConsistencyScores scores = ConsistencyScorer.score(model.model(), rows.matrix(),
                new RowTransformation(model.model().encoding(), model.model().likelihood(), reference,
                    parameters.imageChanges(), parameters.valueChanges()),
                parameters.consistency(), Progress.NONE);
            final double[][] expected = {scores.divergence(), scores.shift(), scores.relativeShift()};
            for (int score = 0; score < 3; score++) {
                assertArrayEquals(expected[score], doubles(scored, SCORES.get(score)), 0);
                final String mean = "Mean " + SCORES.get(score).substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                    + SCORES.get(score).substring(1);
                assertEquals(Arrays.stream(expected[score]).average().orElseThrow(), doubles(summary, mean)[0], 1e-9);
                assertTrue(doubles(summary, mean)[0] > 0, mean);
            }
            final CodeUsage usage = CodeUsage.measure(model.model(), rows.matrix(), parameters.codeUsage(), Progress.NONE);
            assertEquals(usage.mutualInformation(), doubles(summary, "Mutual information")[0], 1e-12);
            assertEquals(usage.activeUnits(), doubles(summary, "Active units")[0]);
            assertEquals(Math.log(60), doubles(summary, "Largest mutual information")[0], 1e-12);
            assertEquals(2, doubles(summary, "Code dimensions")[0]);
            assertEquals(60, doubles(summary, "Rows scored")[0]);
            assertEquals(-Arrays.stream(ImportanceWeightedLikelihood.logLikelihood(model.model(), rows.matrix(),
                parameters.importanceSampling(), Progress.NONE)).average().orElseThrow(), doubles(summary, "Mean NLL")[0], 1e-9);
        }
    }

    @Test
    void moreNoiseMovesCodesFurther() throws Exception {
        double last = 0;
        for (final double noise : new double[] {0.05, 0.2, 0.8}) {
            parameters.m_masked = 0;
            parameters.m_noise = noise;
            final double mean =
                doubles((BufferedDataTable)node().run(model, randomNumbers(60, 3, 7))[1], "Mean consistency KL")[0];
            assertTrue(mean > last, "noise " + noise);
            last = mean;
        }
    }

    @Test
    void withAReferenceTableAScoreDoesNotDependOnTheOtherRows() throws Exception {
        final BufferedDataTable reference = randomNumbers(50, 3, 9);
        parameters.m_swapped = 0.3;
        final Double[] row = {1., 11., 22.};
        final double[] among = doubles((BufferedDataTable)node().run(model,
            numbers(row, new Double[] {-3., 8., 19.}, new Double[] {4., 14., 24.}), reference)[0], "Consistency KL");
        final double[] alone = doubles((BufferedDataTable)node().run(model, numbers(row), reference)[0], "Consistency KL");
        assertEquals(among[0], alone[0], 1e-5 * (1 + among[0]));
        assertTrue(alone[0] > 0);
        assertFalse(Math.abs(
            doubles((BufferedDataTable)node().run(model, numbers(row), null)[0], "Consistency KL")[0] - alone[0]) < 1e-9,
            "alone, a row has no spread and nothing to swap with");
    }

    @Test
    void withoutAnyChangeAllScoresAreZeroAndAWarningSaysWhy() throws Exception {
        parameters.m_noise = 0;
        parameters.m_masked = 0;
        final TestNode node = node();
        final BufferedDataTable scored = (BufferedDataTable)node.run(model, randomNumbers(40, 3, 7))[0];
        for (final String score : SCORES) {
            assertArrayEquals(new double[40], doubles(scored, score), 0);
        }
        assertTrue(node.warning().startsWith("The settings change no column"), node.warning());
    }

    @Test
    void imagesThatAreLeftAsTheyAreDoNotMove() throws Exception {
        parameters.m_rotation = 0;
        parameters.m_shift = 0;
        parameters.m_smallestScale = 1;
        parameters.m_largestScale = 1;
        assertArrayEquals(new double[30],
            doubles((BufferedDataTable)node().run(imageModel(), images(30))[0], "Consistency KL"), 0);
    }

    @Test
    void rowsThatCannotBeScoredGetMissingCellsAndAWarning() throws Exception {
        final TestNode node = node();
        final PortObject[] outputs = node.run(model,
            numbers(new Double[] {0., 10., null}, new Double[] {0., 10., 20.}, new Double[] {1., 12., 21.}),
            numbers(new Double[] {Double.NaN, 0., 0.}, new Double[] {0., 10., 20.}, new Double[] {3., 12., 23.}));
        for (final String score : SCORES) {
            assertTrue(column((BufferedDataTable)outputs[0], score).get(0).isMissing());
            assertFalse(column((BufferedDataTable)outputs[0], score).get(1).isMissing());
        }
        assertEquals(1, doubles((BufferedDataTable)outputs[1], "Rows skipped")[0]);
        assertTrue(node.warning().contains("In the table: skipped 1 row with missing")
            && node.warning().contains("In the reference table: skipped 1 row with NaN"), node.warning());
    }

    @Test
    void scoresBeyondTheRangeOfNumbersAreMissingAndCounted() throws Exception {
        parameters.m_noise = 1;
        final TestNode node = node();
        final PortObject[] outputs =
            node.run(model, numbers(new Double[] {1e38, -1e38, 1e38}, new Double[] {0., 10., 20.}, new Double[] {1., 11., 21.}),
                randomNumbers(20, 3, 3));
        final double[] scores = doubles((BufferedDataTable)outputs[0], "Consistency KL");
        assertTrue(Double.isFinite(scores[1]) && Double.isFinite(scores[2]), Arrays.toString(scores));
        final double mean = Arrays.stream(scores).filter(Double::isFinite).average().orElseThrow();
        assertEquals(mean, doubles((BufferedDataTable)outputs[1], "Mean consistency KL")[0], 1e-9 * (1 + mean));
        assertEquals(Double.isNaN(scores[0]), node.warning() != null && node.warning().contains("1 row lies so far"));
        assertFalse(node.view().initialData().orElseThrow().contains("Infinity"));
    }

    @Test
    void anEmptyTableIsPassedThrough() throws Exception {
        final BufferedDataTable empty = table(randomNumbers(1, 3, 1).getDataTableSpec());
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, empty);
        assertEquals(0, ((BufferedDataTable)outputs[0]).size());
        assertEquals(0, doubles((BufferedDataTable)outputs[1], "Rows scored")[0]);
        for (final String figure : List.of("Mean consistency KL", "Mutual information", "Largest mutual information",
            "Mean NLL")) {
            assertTrue(column((BufferedDataTable)outputs[1], figure).get(0).isMissing(), figure);
        }
        assertTrue(node.view().initialData().orElseThrow().contains("\"scores\":[]"));
    }

    @Test
    void tablesThatDoNotFitTheModelAreRefusedBeforeExecution() {
        final String message = assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(),
            randomNumbers(1, 3, 1).getDataTableSpec(), spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE))).getMessage();
        assertTrue(message.startsWith("Reference table") && message.contains("\"x3\""), message);
        assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(), spec("x1", DoubleCell.TYPE)));
    }

    @Test
    void aReferenceTableWithoutUsableRowsIsRefused() {
        final BufferedDataTable empty = table(randomNumbers(1, 3, 1).getDataTableSpec());
        final String message =
            assertThrows(KNIMEException.class, () -> node().run(model, randomNumbers(5, 3, 1), empty)).getMessage();
        assertTrue(message.contains("reference table"), message);
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertRefused("rotation", () -> parameters.m_rotation = 200);
        parameters.m_rotation = 0;
        assertRefused("transformations per row is 0", () -> parameters.m_transformations = 0);
        parameters.m_transformations = 1;
        assertRefused("masked and swapped", () -> parameters.m_swapped = 0.95);
        parameters.m_swapped = 0;
        assertRefused("mutual information is 0", () -> parameters.m_informationRows = 0);
    }

    private void assertRefused(final String part, final Runnable change) {
        change.run();
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void theViewCountsEveryRowOnceAndShowsTheImagesThatMoveMost() throws Exception {
        final BufferedDataTable input = images(30);
        final TestNode node = node();
        final double[] scores = doubles((BufferedDataTable)node.run(imageModel(), input)[0], "Consistency KL");
        final String data = node.view().initialData().orElseThrow();
        final int from = data.indexOf("\"counts\":[") + 10;
        final String[] counts = data.substring(from, data.indexOf(']', from)).split(",");
        assertEquals(30, Arrays.stream(counts).mapToInt(Integer::parseInt).sum());
        int most = 0;
        for (int row = 1; row < 30; row++) {
            most = scores[row] > scores[most] ? row : most;
        }
        assertTrue(data.contains("\"examples\":[{\"name\":\"" + keys(input).get(most) + "\""), data.substring(data.length() / 2));
        assertEquals(5 * 7, data.split("data:image/png;base64,", -1).length - 1);
    }

    @Test
    void theViewOfNumbersHasNoImages() throws Exception {
        final TestNode node = node();
        node.run(model, randomNumbers(30, 3, 7));
        assertTrue(node.view().initialData().orElseThrow().contains("\"examples\":[]"));
    }

    @Test
    void scoringCanBeCancelledMidway() {
        for (final double when : new double[] {0.12, 0.4, 0.6}) {
            final OfflineExecution[] execution = new OfflineExecution[1];
            execution[0] = new OfflineExecution((fraction, message) -> {
                if (fraction > when) {
                    execution[0].cancel();
                }
            });
            assertThrows(CanceledExecutionException.class, () -> node().run(execution[0], model, randomNumbers(400, 3, 7)));
        }
    }
}
