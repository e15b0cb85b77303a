package org.elbow.disentangle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;

class MutualInformationTest {

    /** Every combination of three factors with 4, 4 and 3 values, five times each. */
    private static final int[][] FACTORS = new int[240][];

    static {
        for (int row = 0; row < FACTORS.length; row++) {
            FACTORS[row] = new int[]{row % 4, row / 4 % 4, row / 16 % 3};
        }
    }

    private static double[][] codes(final Function<int[], double[]> code) {
        return Arrays.stream(FACTORS).map(code).toArray(double[][]::new);
    }

    private static MutualInformation information(final Function<int[], double[]> code) {
        return MutualInformation.of(codes(code), FACTORS, MutualInformation.BINS);
    }

    private static double[] noise(final SplittableRandom random, final int count) {
        return random.doubles(count).toArray();
    }

    @Test
    void codesThatAreTheFactorsHaveGapAndModularityOne() {
        final MutualInformation information = information(f -> new double[]{f[2], -7.5 * f[0], 3 + 0.1 * f[1]});
        assertEquals(1, information.gap(), 1e-12);
        assertEquals(1, information.modularity(), 1e-12);
        assertArrayEquals(new double[]{Math.log(4), Math.log(4), Math.log(3)}, information.factorEntropy(), 1e-12);
        assertArrayEquals(new double[]{0, 0, Math.log(3)}, information.nats()[0], 1e-12);
    }

    @Test
    void twoCodesForEachFactorHaveGapZeroButModularityOne() {
        final MutualInformation information = information(f -> new double[]{f[0], f[1], f[2], -f[0], -f[1], -f[2]});
        assertEquals(0, information.gap(), 1e-12);
        assertEquals(1, information.modularity(), 1e-12);
    }

    @Test
    void aCodeForTwoFactorsAlikeIsHalfModularAmongThree() {
        // 16 combinations, one bin each: it tells all of two factors and nothing of the third
        final MutualInformation mixed =
            MutualInformation.of(codes(f -> new double[]{4 * f[0] + f[1], f[2]}), FACTORS, 16);
        assertArrayEquals(new double[]{0.5, 1}, mixed.modularityPerCode(), 1e-12);
        assertEquals(0.75, mixed.modularity(), 1e-12);
        assertEquals(1, mixed.gap(), 1e-12);
    }

    @Test
    void theGapIsBetweenTheTwoMostInformativeCodes() {
        // all of the first factor, then one of its two bits; nothing else: (log 4 − log 2)/log 4 and two zeros
        final MutualInformation information = information(f -> new double[]{f[0] / 2, f[0], 0});
        assertEquals(0.5 / 3, information.gap(), 1e-12);
    }

    @Test
    void aDeadCodeScoresZeroAndStillCounts() {
        final MutualInformation information = information(f -> new double[]{f[0], 42, f[2]});
        assertArrayEquals(new double[3], information.nats()[1]);
        assertArrayEquals(new double[]{1, 0, 1}, information.modularityPerCode(), 1e-12);
        assertEquals(2.0 / 3, information.modularity(), 1e-12);
    }

    @Test
    void aSingleCodeHasNoRival() {
        assertEquals(1.0 / 3, information(f -> new double[]{f[1]}).gap(), 1e-12);
    }

    @Test
    void scoresDoNotDependOnTheOrderOfTheRows() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[][] codes = codes(f -> {
            final double[] u = noise(random, 3);
            return new double[]{f[0] + u[0], f[1] - 2 * u[1] + f[0], u[2]};
        });
        final double[][] shuffledCodes = codes.clone();
        final int[][] shuffledFactors = FACTORS.clone();
        for (int i = codes.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final double[] code = shuffledCodes[i];
            shuffledCodes[i] = shuffledCodes[j];
            shuffledCodes[j] = code;
            final int[] factor = shuffledFactors[i];
            shuffledFactors[i] = shuffledFactors[j];
            shuffledFactors[j] = factor;
        }
        final MutualInformation before = MutualInformation.of(codes, FACTORS, 20);
        final MutualInformation after = MutualInformation.of(shuffledCodes, shuffledFactors, 20);
        assertTrue(before.gap() > 0.05 && before.gap() < 0.95, "gap " + before.gap());
        assertEquals(before.gap(), after.gap());
        assertEquals(before.modularity(), after.modularity());
    }

    @Test
    void scoresDoNotDependOnTheNumbersThatNameAFactorsValues() {
        final SplittableRandom random = new SplittableRandom(4);
        final double[][] codes = codes(f -> new double[]{f[0] + random.nextDouble(), f[1] + f[2]});
        final int[] names = {1_000_000, -5, 0, 17};
        final int[][] renamed = Arrays.stream(FACTORS).map(f -> Arrays.stream(f).map(v -> names[v]).toArray())
            .toArray(int[][]::new);
        assertEquals(MutualInformation.of(codes, FACTORS, 20).gap(), MutualInformation.of(codes, renamed, 20).gap(), 1e-12);
    }

    @Test
    void codesWithoutRelationToTheFactorsHaveASmallGap() {
        final SplittableRandom random = new SplittableRandom(5);
        final int[][] factors = new int[20_000][];
        final double[][] codes = new double[factors.length][];
        for (int row = 0; row < factors.length; row++) {
            factors[row] = new int[]{random.nextInt(4), random.nextInt(6)};
            codes[row] = noise(random, 4);
        }
        assertEquals(0, MutualInformation.of(codes, factors, 20).gap(), 2e-3);
    }

    @Test
    void aFactorWithASingleValueIsNamedAndPassedOver() {
        final double[][] codes = codes(f -> new double[]{f[0], f[1] + f[0], f[2]});
        final int[][] withConstant =
            Arrays.stream(FACTORS).map(f -> new int[]{f[0], 9, f[1], f[2]}).toArray(int[][]::new);
        final MutualInformation without = MutualInformation.of(codes, FACTORS, 20);
        final MutualInformation with = MutualInformation.of(codes, withConstant, 20);
        assertArrayEquals(new int[]{1}, with.constantFactors());
        assertArrayEquals(new int[0], without.constantFactors());
        assertEquals(without.gap(), with.gap());
        assertEquals(without.modularity(), with.modularity());
    }

    @Test
    void theLargestCodeFallsIntoTheLastBin() {
        // were it a bin of its own, two bins would become three
        final double[][] codes = {{0}, {1}, {2}};
        final int[][] factors = {{0}, {1}, {1}};
        assertEquals(MutualInformation.of(codes, factors, 2).factorEntropy()[0],
            MutualInformation.of(codes, factors, 2).nats()[0][0], 1e-12);
    }

    @Test
    void codesInAMatrixGiveTheSameAndReportProgress() {
        final double[] last = {-1};
        try (FeatureMatrix matrix = FeatureMatrix.allocate(FACTORS.length, 2)) {
            for (int row = 0; row < FACTORS.length; row++) {
                matrix.set(row, 0, FACTORS[row][0]);
                matrix.set(row, 1, FACTORS[row][1] + FACTORS[row][2]);
            }
            final MutualInformation found = MutualInformation.of(matrix, FACTORS, 20, (fraction, message) -> last[0] = fraction);
            final MutualInformation expected = information(f -> new double[]{f[0], f[1] + f[2]});
            assertEquals(expected.gap(), found.gap());
            assertEquals(expected.modularity(), found.modularity());
            assertEquals(0.5, last[0]);
            final Progress cancelled = (fraction, message) -> {
                throw new CancellationException();
            };
            assertThrows(CancellationException.class, () -> MutualInformation.of(matrix, FACTORS, 20, cancelled));
        }
    }

    @Test
    void mistakesAreNamed() {
        final double[][] codes = codes(f -> new double[]{f[0], f[1]});
        codes[6][1] = Double.NaN;
        refused(DataException.class, "Code 2 of row 7 is NaN", codes, FACTORS, 20);
        refused(DataException.class, "single value in all 2 rows", new double[][]{{1}, {2}}, new int[][]{{5, 6}, {5, 6}}, 20);
        refused(DataException.class, "no rows", new double[0][], new int[0][], 20);
        refused(IllegalArgumentException.class, "bins is 1;", new double[][]{{1}, {2}}, new int[][]{{5}, {6}}, 1);
        refused(IllegalArgumentException.class, "2 rows of codes, but 1", new double[][]{{1}, {2}}, new int[][]{{5}}, 20);
        refused(IllegalArgumentException.class, "Row 2 has 1 factors", new double[][]{{1}, {2}}, new int[][]{{5, 6}, {6}}, 20);
        final int[][] many = new int[70_000][];
        Arrays.setAll(many, row -> new int[]{row % 2, row});
        refused(DataException.class, "Factor 2 has 70000 different values", new double[70_000][1], many, 20);
    }

    @Test
    void modularityNeedsASecondFactorThatVaries() {
        final MutualInformation one = MutualInformation.of(new double[][]{{1}, {2}}, new int[][]{{0, 7}, {1, 7}}, 20);
        assertEquals(1, one.gap(), 1e-12);
        assertTrue(assertThrows(DataException.class, one::modularity).getMessage().contains("only 1 varies"));
    }

    private static void refused(final Class<? extends RuntimeException> type, final String words, final double[][] codes,
        final int[][] factors, final int bins) {
        final String message =
            assertThrows(type, () -> MutualInformation.of(codes, factors, bins)).getMessage();
        assertTrue(message.contains(words), message);
    }
}
