package org.elbow.disentangle;

import static org.elbow.disentangle.DisentanglementScore.ACTIVE_UNITS;
import static org.elbow.disentangle.DisentanglementScore.BETA_VAE;
import static org.elbow.disentangle.DisentanglementScore.CODE_INFORMATION;
import static org.elbow.disentangle.DisentanglementScore.DCI_COMPLETENESS;
import static org.elbow.disentangle.DisentanglementScore.DCI_DISENTANGLEMENT;
import static org.elbow.disentangle.DisentanglementScore.DCI_INFORMATIVENESS;
import static org.elbow.disentangle.DisentanglementScore.EXPLICITNESS;
import static org.elbow.disentangle.DisentanglementScore.FACTOR_VAE;
import static org.elbow.disentangle.DisentanglementScore.IRS;
import static org.elbow.disentangle.DisentanglementScore.LOCAL_MIG;
import static org.elbow.disentangle.DisentanglementScore.LOCAL_MODULARITY;
import static org.elbow.disentangle.DisentanglementScore.MIG;
import static org.elbow.disentangle.DisentanglementScore.MODULARITY;
import static org.elbow.disentangle.DisentanglementScore.SAP;
import static org.elbow.disentangle.DisentanglementScore.TOTAL_CORRELATION;
import static org.elbow.disentangle.DisentanglementScore.WASSERSTEIN_CORRELATION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.disentangle.DisentanglementScores.Result;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;

class DisentanglementScoresTest {

    private static final DisentanglementOptions OPTIONS = new DisentanglementOptions(
        EnumSet.allOf(DisentanglementScore.class), 20, 5, 0.2, 10, 2_000, 10, 2_000, 200, 32, 0.01, 1);

    /** Two measured factors with 12 and 10 values and a nominal one with 3, drawn at random. */
    private static final double[][] FACTORS = new double[4_000][];

    static {
        final SplittableRandom random = new SplittableRandom(11);
        Arrays.setAll(FACTORS, row -> new double[]{random.nextInt(12), random.nextInt(10), random.nextInt(3)});
    }

    private static Factors factors(final double[][] rows) {
        return new Factors(List.of(Factors.Column.measured("x", column(rows, 0), 50),
            Factors.Column.measured("y", column(rows, 1), 50), Factors.Column.nominal("shape",
                Arrays.stream(rows).map(row -> "shape " + (int)row[2]).toArray(String[]::new))));
    }

    private static double[] column(final double[][] rows, final int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static FeatureMatrix codes(final double[][] rows, final Function<double[], double[]> code) {
        return FeatureMatrix.of(Arrays.stream(rows).map(row -> {
            final double[] z = code.apply(row);
            final float[] floats = new float[z.length];
            for (int i = 0; i < z.length; i++) {
                floats[i] = (float)z[i];
            }
            return floats;
        }).toArray(float[][]::new));
    }

    private static Result result(final double[][] rows, final Function<double[], double[]> code,
        final DisentanglementOptions options) {
        try (FeatureMatrix codes = codes(rows, code)) {
            return DisentanglementScores.of(codes, factors(rows), null, options, Progress.NONE);
        }
    }

    private static Map<DisentanglementScore, Double> scores(final Function<double[], double[]> code) {
        return result(FACTORS, code, OPTIONS).values();
    }

    @Test
    void codesThatAreTheFactorsScoreHighEverywhere() {
        final Map<DisentanglementScore, Double> scores = scores(f -> new double[]{f[1], -3 * f[2], 7 + 0.5 * f[0]});
        assertEquals(EnumSet.allOf(DisentanglementScore.class), scores.keySet());
        for (final DisentanglementScore score : List.of(DCI_DISENTANGLEMENT, DCI_COMPLETENESS, DCI_INFORMATIVENESS, BETA_VAE,
            FACTOR_VAE, IRS)) {
            assertTrue(scores.get(score) > 0.97, score + " " + scores.get(score));
        }
        // chance leaves a bias of about (values − 1)²/(2 · rows) nats
        assertEquals(1, scores.get(MIG), 0.02);
        assertEquals(1, scores.get(MODULARITY), 0.01);
        assertEquals(1, scores.get(LOCAL_MIG), 0.1);
        // the nominal factor does not vary in a neighbourhood, so its code tells nothing there and scores 0
        assertEquals(2.0 / 3, scores.get(LOCAL_MODULARITY), 0.05);
        // the nominal factor is guessed rightly once in three times from any code
        assertEquals((1 + 1 + 2.0 / 3) / 3, scores.get(SAP), 0.05);
        // a linear rule separates the outermost of 12, 10 and 3 values, but hardly those in the middle
        assertTrue(scores.get(EXPLICITNESS) > 0.4, "explicitness " + scores.get(EXPLICITNESS));
        assertEquals(0, scores.get(TOTAL_CORRELATION), 0.01);
        assertEquals(0, scores.get(WASSERSTEIN_CORRELATION), 0.01);
        assertEquals(0, scores.get(CODE_INFORMATION), 0.02);
        assertEquals(3.0, scores.get(ACTIVE_UNITS));
    }

    @Test
    void aCodeForEachValueMakesFactorsExplicit() {
        final Map<DisentanglementScore, Double> scores = scores(f -> {
            final double[] oneHot = new double[25];
            oneHot[(int)f[0]] = 1;
            oneHot[12 + (int)f[1]] = 1;
            oneHot[22 + (int)f[2]] = 1;
            return oneHot;
        });
        assertEquals(1, scores.get(EXPLICITNESS), 1e-9);
        assertTrue(scores.get(DCI_COMPLETENESS) < 0.6, "completeness " + scores.get(DCI_COMPLETENESS));
        assertTrue(scores.get(DCI_DISENTANGLEMENT) > 0.95, "disentanglement " + scores.get(DCI_DISENTANGLEMENT));
    }

    @Test
    void twoCodesForEachFactorAreModularButNotCompact() {
        final Map<DisentanglementScore, Double> scores =
            scores(f -> new double[]{f[0], f[1], f[2], -2 * f[0], -2 * f[1], -2 * f[2]});
        assertEquals(0, scores.get(MIG), 1e-12);
        assertEquals(0, scores.get(SAP), 0.02);
        assertEquals(1, scores.get(MODULARITY), 0.01);
        assertTrue(scores.get(DCI_DISENTANGLEMENT) > 0.97, "disentanglement " + scores.get(DCI_DISENTANGLEMENT));
        // two alike of six: 1 − log 2/log 6
        assertEquals(1 - Math.log(2) / Math.log(6), scores.get(DCI_COMPLETENESS), 0.05);
        assertEquals(Double.POSITIVE_INFINITY, scores.get(TOTAL_CORRELATION));
    }

    @Test
    void codesWithoutRelationToTheFactorsScoreAtChance() {
        final SplittableRandom random = new SplittableRandom(5);
        final Map<DisentanglementScore, Double> scores = scores(f -> random.doubles(5).toArray());
        for (final DisentanglementScore score : List.of(MIG, SAP, EXPLICITNESS, DCI_DISENTANGLEMENT, DCI_COMPLETENESS, IRS)) {
            assertEquals(0, scores.get(score), 0.06, score.toString());
        }
        // one in 12, one in 10, one in 3
        assertEquals((1 / 12.0 + 1 / 10.0 + 1 / 3.0) / 3, scores.get(DCI_INFORMATIVENESS), 0.04);
        // of 200 guesses each with probability 1/3: a standard deviation of 0.033
        assertEquals(1 / 3.0, scores.get(BETA_VAE), 0.13);
        assertEquals(1 / 3.0, scores.get(FACTOR_VAE), 0.13);
    }

    @Test
    void deadCodesChangeNoScoreOfTheOthersAndAreNotActive() {
        final Result result = result(FACTORS, f -> new double[]{f[0], f[1], f[2], 42}, OPTIONS);
        final Result without = result(FACTORS, f -> new double[]{f[0], f[1], f[2]}, OPTIONS);
        for (final DisentanglementScore score : List.of(MIG, SAP, IRS, TOTAL_CORRELATION, WASSERSTEIN_CORRELATION,
            CODE_INFORMATION, ACTIVE_UNITS)) {
            assertEquals(without.values().get(score), result.values().get(score), 0.02, score.toString());
        }
        assertEquals("Of 4 codes.", result.notes().get(ACTIVE_UNITS));
        assertTrue(result.values().get(FACTOR_VAE) > 0.97);
    }

    @Test
    void scoresDoNotChangeWhenRowsAreShuffled() {
        final SplittableRandom random = new SplittableRandom(8);
        final double[][] rows = Arrays.stream(FACTORS).map(f -> {
            final double[] with = Arrays.copyOf(f, 6);
            with[3] = f[0] + 4 * random.nextDouble();
            with[4] = f[1] - f[0] * random.nextDouble();
            with[5] = f[2] + f[1] * random.nextDouble();
            return with;
        }).toArray(double[][]::new);
        final double[][] shuffled = rows.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final double[] row = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = row;
        }
        final Function<double[], double[]> code = row -> Arrays.copyOfRange(row, 3, 6);
        final Result before = result(rows, code, OPTIONS);
        assertEquals(before.values(), result(shuffled, code, OPTIONS).values());
        assertTrue(before.values().values().stream().allMatch(Double::isFinite), before.toString());
    }

    @Test
    void aFactorWithASingleValueIsPassedOver() {
        try (FeatureMatrix codes = codes(FACTORS, f -> new double[]{f[0], f[1] + f[0], f[2]})) {
            final Factors some = factors(FACTORS);
            final Factors more = new Factors(List.of(some.columns().get(0),
                Factors.Column.measured("fixed", new double[FACTORS.length], 50), some.columns().get(1), some.columns().get(2)));
            assertEquals(List.of("fixed"), more.constant());
            final Result with = DisentanglementScores.of(codes, more, null, OPTIONS, Progress.NONE);
            final Result without = DisentanglementScores.of(codes, some, null, OPTIONS, Progress.NONE);
            assertEquals(without.values(), with.values());
            assertEquals(List.of("x", "y", "shape"), with.factors());
        }
    }

    @Test
    void withoutFactorsTheOthersAreComputed() {
        try (FeatureMatrix codes = codes(FACTORS, f -> new double[]{f[0], f[1]})) {
            final Factors constant = new Factors(List.of(Factors.Column.measured("fixed", new double[FACTORS.length], 50)));
            for (final Factors none : List.of(Factors.none(), constant)) {
                final Result result = DisentanglementScores.of(codes, none, null, OPTIONS, Progress.NONE);
                assertEquals(Set.of(TOTAL_CORRELATION, WASSERSTEIN_CORRELATION, CODE_INFORMATION, ACTIVE_UNITS),
                    result.values().keySet());
                assertNull(result.information());
                final Map<DisentanglementScore, Double> all =
                    DisentanglementScores.of(codes, factors(FACTORS), null, OPTIONS, Progress.NONE).values();
                result.values().forEach((score, value) -> assertEquals(all.get(score), value, score.toString()));
            }
        }
    }

    @Test
    void aSingleFactorHasNoScoresThatCompareFactors() {
        try (FeatureMatrix codes = codes(FACTORS, f -> new double[]{f[0], f[1]})) {
            final Factors one = new Factors(List.of(factors(FACTORS).columns().get(0)));
            final Result result = DisentanglementScores.of(codes, one, null, OPTIONS, Progress.NONE);
            for (final DisentanglementScore score : List.of(MODULARITY, BETA_VAE, FACTOR_VAE, LOCAL_MODULARITY)) {
                assertTrue(Double.isNaN(result.values().get(score)), score.toString());
                assertFalse(result.notes().get(score).isBlank());
            }
            assertEquals(1, result.values().get(MIG), 0.05);
        }
    }

    @Test
    void onlyWhatIsChosenIsComputedAndEachAloneIsTheSame() {
        final Map<DisentanglementScore, Double> all = scores(f -> new double[]{f[0] + f[1], f[1], f[2]});
        for (final DisentanglementScore score : DisentanglementScore.values()) {
            assertEquals(Map.of(score, all.get(score)),
                result(FACTORS, f -> new double[]{f[0] + f[1], f[1], f[2]}, OPTIONS.with(Set.of(score))).values());
        }
    }

    @Test
    void cancellingEndsEveryStage() {
        final AtomicInteger reports = new AtomicInteger();
        try (FeatureMatrix codes = codes(FACTORS, f -> new double[]{f[0], f[1] + f[2]})) {
            DisentanglementScores.of(codes, factors(FACTORS), null, OPTIONS, (fraction, message) -> {
                assertTrue(fraction >= 0 && fraction <= 1 + 1e-9, "fraction " + fraction);
                reports.incrementAndGet();
            });
            IntStream.range(0, 12).map(i -> i * reports.get() / 12).forEach(last -> {
                final AtomicInteger left = new AtomicInteger(last);
                assertThrows(CancellationException.class,
                    () -> DisentanglementScores.of(codes, factors(FACTORS), null, OPTIONS, (fraction, message) -> {
                        if (left.getAndDecrement() == 0) {
                            throw new CancellationException();
                        }
                    }));
            });
        }
    }

    @Test
    void mistakesAreNamed() {
        final double[][] three = Arrays.copyOf(FACTORS, 3);
        assertTrue(assertThrows(DataException.class, () -> result(three, f -> f, OPTIONS)).getMessage().contains("3 rows"));
        final String message = assertThrows(DataException.class,
            () -> result(FACTORS, f -> new double[]{f[0] == 3 ? Double.NaN : 1}, OPTIONS)).getMessage();
        assertTrue(message.contains("Code 1 of row"), message);
        final String infinite = assertThrows(DataException.class,
            () -> Factors.Column.measured("x", new double[]{1, Double.POSITIVE_INFINITY}, 50)).getMessage();
        assertTrue(infinite.contains("\"x\" of row 2 is Infinity"), infinite);
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.with(Set.of()));
    }

    @Test
    void measuredFactorsKeepFewValuesAndPutManyIntoBins() {
        final Factors.Column few = Factors.Column.measured("f", new double[]{5, -1, 5, -0.0, 0.0}, 3);
        assertArrayEquals(new int[]{2, 0, 2, 1, 1}, few.labels());
        assertEquals(3, few.values());
        final Factors.Column many = Factors.Column.measured("f", new double[]{0, 1, 2, 3, 4, 10}, 5);
        assertArrayEquals(new int[]{0, 0, 1, 1, 2, 4}, many.labels());
        assertEquals(5, many.values());
    }
}
