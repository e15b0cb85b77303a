package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnRepairTest {

    private static final ImportanceSamplingOptions SAMPLING = new ImportanceSamplingOptions(20, 3, 2);

    private static final ColumnRepairOptions OPTIONS = ColumnRepairOptions.defaults(SAMPLING);

    /** Of the linear model's columns the slowest keeps 0.91 of its distance in each iteration; so less than 10⁻⁶ is left. */
    private static final ColumnRepairOptions TO_THE_END = OPTIONS.withIterations(150);

    private static final int FIRST_NUMBER = ScoredModels.SIDE * ScoredModels.SIDE;

    private static RepairedColumns of(final VaeModel model, final FeatureMatrix rows, final ColumnRepairOptions options) {
        return ColumnRepair.of(model, rows, options, Progress.NONE);
    }

    private static int largest(final double[] values) {
        return IntStream.range(0, values.length).reduce(0, (best, c) -> values[c] > values[best] ? c : best);
    }

    @Test
    void ofALinearModelAColumnBecomesItsConditionalMeanAndGainsHalfItsSquaredDistanceOverTheVariance() {
        try (FeatureMatrix rows = LinearGaussian.rows(40, 1)) {
            rows.set(7, 1, 30);
            try (RepairedColumns repaired = of(LinearGaussian.modelOfColumns(0), rows, TO_THE_END)) {
                for (int row = 0; row < rows.rows(); row++) {
                    assertEquals(LinearGaussian.logEvidence(rows, row), repaired.logLikelihood()[row], 1e-2, "as it is");
                    for (int c = 0; c < rows.columns(); c++) {
                        final double expected = LinearGaussian.conditionalMean(rows, row, c);
                        final double distance = rows.get(row, c) - expected;
                        final double gain = 0.5 * distance * distance / LinearGaussian.conditionalVariance(c);
                        assertEquals(expected, repaired.values().get(row, c), 1e-4 * (1 + Math.abs(expected)));
                        // by the exact posterior all weights are equal; what is left is the rounding of 32 bits
                        assertEquals(gain, repaired.gains()[row][c], 1e-3 * (1 + gain), "row " + row + ", column " + c);
                    }
                }
                assertEquals(1, largest(repaired.gains()[7]), "the changed one before that which goes with it");
            }
        }
    }

    @Test
    void aColumnThatIsIndependentOfTheRestMovesToItsMean() {
        for (int other = 1; other < 4; other++) {
            assertEquals(0, LinearGaussian.covariance(0, other), 1e-12, "column 0 is");
        }
        try (FeatureMatrix rows = LinearGaussian.rows(20, 2);
                RepairedColumns repaired = of(LinearGaussian.modelOfColumns(0), rows, TO_THE_END)) {
            for (int row = 0; row < rows.rows(); row++) {
                final double distance = rows.get(row, 0) - LinearGaussian.mean(0);
                assertEquals(LinearGaussian.mean(0), repaired.values().get(row, 0), 1e-4);
                assertEquals(0.5 * distance * distance / LinearGaussian.covariance(0, 0), repaired.gains()[row][0], 1e-3);
            }
        }
    }

    @Test
    void whereAllValuesAreAsExpectedNothingIsGained() {
        try (FeatureMatrix rows = FeatureMatrix.allocate(1, 4)) {
            for (int c = 0; c < 4; c++) {
                rows.set(0, c, (float)LinearGaussian.mean(c));
            }
            try (RepairedColumns repaired = of(LinearGaussian.modelOfColumns(0), rows, TO_THE_END)) {
                assertArrayEquals(new double[4], repaired.gains()[0], 1e-5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScoredModels.class)
    void theDrawsAreThoseOfTheScoreAndChunksDoNotMatter(final ScoredModels kind) {
        final VaeModel model = kind.model();
        try (FeatureMatrix rows = kind.novel(60, 5); FeatureMatrix first = rows.firstRows(37);
                FeatureMatrix second = rows.selectRows(IntStream.range(37, 60).toArray());
                RepairedColumns whole = of(model, rows, OPTIONS);
                ColumnRepair repair = new ColumnRepair(model, OPTIONS, 60, Progress.NONE);
                RepairedColumns one = repair.repair(first); RepairedColumns two = repair.repair(second)) {
            final double[] scores = ImportanceWeightedLikelihood.logLikelihood(model, rows, SAMPLING, Progress.NONE);
            for (int row = 0; row < 60; row++) {
                // matrix products of blocks of other sizes round differently
                assertEquals(scores[row], whole.logLikelihood()[row], 1e-4 * (1 + Math.abs(scores[row])));
                assertArrayEquals(row < 37 ? one.gains()[row] : two.gains()[row - 37], whole.gains()[row],
                    1e-4 * (1 + Math.abs(scores[row])), "row " + row);
            }
        }
    }

    @Test
    void aColumnThatContradictsTheOthersGainsMostAndIsExpectedAsItWas() {
        final VaeModel model = ScoredModels.MIXED.model();
        final int size = FIRST_NUMBER + 1;
        int found = 0;
        try (FeatureMatrix original = ScoredModels.MIXED.ordinary(20, 8); FeatureMatrix rows = original.firstRows(20)) {
            for (int row = 0; row < 20; row++) {
                rows.set(row, size, 4f * Math.signum(-rows.get(row, size)));
            }
            try (RepairedColumns repaired = of(model, rows, OPTIONS)) {
                for (int row = 0; row < 20; row++) {
                    found += largest(repaired.gains()[row]) == 2 ? 1 : 0;
                    final float expected = repaired.values().get(row, size);
                    assertTrue(Math.abs(expected - original.get(row, size)) < Math.abs(expected - rows.get(row, size)),
                        "row " + row + ": " + expected + " is nearer to what was than to what is");
                    final float[] features = new float[rows.columns()];
                    repaired.values().getRow(row, features, 0);
                    final float[] kind = Arrays.copyOfRange(features, FIRST_NUMBER + 2, FIRST_NUMBER + 5);
                    Arrays.sort(kind);
                    assertArrayEquals(new float[] {0, 0, 1}, kind, "one of the nominal values");
                }
            }
        }
        assertTrue(found >= 18, "in " + found + " of 20 rows");
    }

    @Test
    void aRowOutOfTheRangeOfNumbersHasAColumnToRepair() {
        try (FeatureMatrix rows = LinearGaussian.rows(2, 1)) {
            rows.set(1, 0, 1e30f);
            try (RepairedColumns repaired = of(LinearGaussian.modelOfColumns(0), rows, OPTIONS)) {
                assertEquals(0, largest(repaired.gains()[1]));
                assertTrue(repaired.gains()[1][0] > 1e20, "a gain of " + repaired.gains()[1][0]);
                for (final double gain : repaired.gains()[1]) {
                    assertFalse(Double.isNaN(gain), "column by column: " + Arrays.toString(repaired.gains()[1]));
                }
            }
        }
    }

    @Test
    void progressEndsWithTheWorkAndTellsOfIt() {
        final List<Double> fractions = new ArrayList<>();
        final List<String> messages = new ArrayList<>();
        final Progress progress = (fraction, message) -> {
            fractions.add(fraction);
            messages.add(message);
        };
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1);
                RepairedColumns repaired = ColumnRepair.of(LinearGaussian.modelOfColumns(0), rows, OPTIONS, progress)) {
            assertEquals(1, fractions.get(fractions.size() - 1), 1e-12);
            assertTrue(messages.get(messages.size() - 1).matches("Repairing columns: about .* for 300 rows"),
                messages.toString());
        }
    }

    @Test
    void cancellingStopsTheWork() {
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1)) {
            assertThrows(CancellationException.class,
                () -> ColumnRepair.of(LinearGaussian.modelOfColumns(0), rows, OPTIONS, (fraction, message) -> {
                    throw new CancellationException();
                }));
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> OPTIONS.withIterations(0)).getMessage().contains("is 0;"));
        assertEquals(10, ColumnRepairOptions.defaults().iterations());
    }
}
