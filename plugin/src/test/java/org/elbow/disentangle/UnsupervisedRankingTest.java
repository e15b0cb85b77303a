package org.elbow.disentangle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.disentangle.UnsupervisedRanking.Posteriors;
import org.elbow.disentangle.UnsupervisedRanking.Rank;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;

class UnsupervisedRankingTest {

    private static final int ROWS = 2000;

    /** Independent standard normal codes, [rows][3]. */
    private static float[][] codes() {
        final SplittableRandom random = new SplittableRandom(5);
        final float[][] codes = new float[ROWS][3];
        for (final float[] row : codes) {
            for (int c = 0; c < row.length; c++) {
                row[c] = (float)random.nextGaussian();
            }
        }
        return codes;
    }

    /** Turns the first two codes into one another, then the last two. */
    private static float[][] rotated(final float[][] codes, final double angle) {
        final double cos = Math.cos(angle);
        final double sin = Math.sin(angle);
        return Arrays.stream(codes).map(row -> {
            final double turned = sin * row[0] + cos * row[1];
            return new float[]{(float)(cos * row[0] - sin * row[1]), (float)(cos * turned - sin * row[2]),
                (float)(sin * turned + cos * row[2])};
        }).toArray(float[][]::new);
    }

    private static float[][] permutedFlippedAndBent(final float[][] codes) {
        return Arrays.stream(codes).map(row -> new float[]{(float)-Math.exp(row[2]), row[0] * row[0] * row[0], -2 * row[1]})
            .toArray(float[][]::new);
    }

    /** Codes with a posterior's variance of 0.1: informative, whatever they are. */
    private static Posteriors informative(final float[][] codes) {
        final float[][] logVariance = new float[codes.length][codes[0].length];
        Arrays.stream(logVariance).forEach(row -> Arrays.fill(row, (float)Math.log(0.1)));
        return new Posteriors(FeatureMatrix.of(codes), FeatureMatrix.of(logVariance));
    }

    private static List<Rank> ranks(final Posteriors... models) {
        try {
            return UnsupervisedRanking.of(List.of(models), 1, Progress.NONE);
        } finally {
            for (final Posteriors model : models) {
                model.mean().close();
                model.logVariance().close();
            }
        }
    }

    @Test
    void pairsAreWorthWhatTheEquationSays() {
        // rows: 0.8²/1.0, 0.6²/0.9; columns: 0.8²/1.1, 0.6²/0.8
        assertEquals((0.64 + 0.36 / 0.9 + 0.64 / 1.1 + 0.36 / 0.8) / 4,
            UnsupervisedRanking.pair(new double[][]{{0.8, 0.2}, {0.3, 0.6}}), 1e-12);
        assertEquals((1 + 1 + 0.) / 3, UnsupervisedRanking.pair(new double[][]{{1, 0}}), 1e-12);
        assertEquals(1, UnsupervisedRanking.pair(new double[][]{{0, 1}, {1, 0}}));
        assertEquals(0, UnsupervisedRanking.pair(new double[2][0]));
        assertEquals(0, UnsupervisedRanking.pair(new double[0][]));
    }

    @Test
    void orderSignAndScaleOfCodesDoNotMatter() {
        final List<Rank> same = ranks(informative(codes()), informative(codes()));
        final List<Rank> bent = ranks(informative(codes()), informative(permutedFlippedAndBent(codes())));
        assertEquals(same.get(0).score(), bent.get(0).score(), 1e-9, "rank correlation knows order only");
        // independent codes of 2000 rows correlate by 0.8/√2000 on average, with either of two others: 1/(1 + 0.036)
        assertTrue(bent.get(0).score() > 0.9, () -> "UDR is " + bent.get(0).score());
    }

    @Test
    void rotatedCodesScoreClearlyLower() {
        final List<Rank> ranks =
            ranks(informative(codes()), informative(rotated(codes(), 0.7)), informative(rotated(codes(), 2.1)));
        assertTrue(ranks.stream().allMatch(rank -> rank.score() < 0.7), ranks::toString);
    }

    @Test
    void aPairIsWorthTheSameFromEitherSide() {
        final List<Rank> there = ranks(informative(codes()), informative(rotated(codes(), 0.3)));
        final List<Rank> back = ranks(informative(rotated(codes(), 0.3)), informative(codes()));
        assertEquals(there.get(0).score(), there.get(1).score());
        assertEquals(there.get(0).score(), back.get(0).score(), 1e-9);
    }

    @Test
    void theModelUnlikeTheOthersIsRankedLast() {
        final List<Rank> ranks = ranks(informative(codes()), informative(rotated(codes(), 0.7)),
            informative(permutedFlippedAndBent(codes())), informative(codes()));
        assertTrue(ranks.get(1).score() < Math.min(ranks.get(0).score(), ranks.get(2).score()), ranks::toString);
        assertTrue(ranks.get(0).score() > 0.9, "the median is not moved by one that differs: " + ranks);
    }

    @Test
    void theMedianOfTwoOthersIsTheirMean() {
        final double near = ranks(informative(codes()), informative(permutedFlippedAndBent(codes()))).get(0).score();
        final double far = ranks(informative(codes()), informative(rotated(codes(), 0.7))).get(0).score();
        assertEquals((near + far) / 2, ranks(informative(codes()), informative(permutedFlippedAndBent(codes())),
            informative(rotated(codes(), 0.7))).get(0).score(), 1e-9);
    }

    @Test
    void codesThatTellNothingDoNotCount() {
        final SplittableRandom random = new SplittableRandom(9);
        final float[][] wider = new float[ROWS][];
        final float[][] codes = codes();
        final float[][] logVariance = new float[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            // close to the prior: mean about 0.1, so a KL of about 0.005 nats
            wider[row] = new float[]{codes[row][0], (float)(0.1 * random.nextGaussian()), codes[row][1], codes[row][2]};
            logVariance[row] = new float[]{-2, 0, -2, -2};
        }
        final List<Rank> ranks = ranks(informative(codes()),
            new Posteriors(FeatureMatrix.of(wider), FeatureMatrix.of(logVariance)));
        assertEquals(3, ranks.get(1).informative());
        assertEquals(ranks(informative(codes()), informative(codes())).get(0).score(), ranks.get(0).score(), 1e-9);
        final List<Rank> none = ranks(informative(codes()),
            new Posteriors(FeatureMatrix.of(new float[ROWS][2]), FeatureMatrix.of(new float[ROWS][2])));
        assertEquals(List.of(new Rank(0, 3), new Rank(0, 0)), none);
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        final float[][] codes = codes();
        final float[][] other = rotated(codes, 0.4);
        final int[] reversed = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
        assertEquals(ranks(informative(codes), informative(other)),
            ranks(informative(Arrays.stream(reversed).mapToObj(row -> codes[row]).toArray(float[][]::new)),
                informative(Arrays.stream(reversed).mapToObj(row -> other[row]).toArray(float[][]::new))));
    }

    @Test
    void aCodeThatIsTheSameForAllRowsIsLikeNone() {
        final float[][] constant = codes();
        Arrays.stream(constant).forEach(row -> row[1] = 4);
        final double score = ranks(informative(codes()), informative(constant)).get(0).score();
        // of three codes on either side, one has no counterpart; of the first model that is chance alone, of the second nothing
        assertTrue(score > 0.55 && score < 4 / 6.0 + 0.05, "UDR is " + score);
    }

    @Test
    void whatCannotBeComparedIsRefusedInWords() {
        final float[][] broken = codes();
        broken[7][1] = Float.NaN;
        assertTrue(assertThrows(DataException.class, () -> ranks(informative(codes()), informative(broken))).getMessage()
            .startsWith("Code 2 of row 8 by model 2 is NaN"));
        final float[][] three = Arrays.copyOf(codes(), 3);
        assertTrue(assertThrows(DataException.class, () -> ranks(informative(three), informative(three))).getMessage()
            .contains("3 rows"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ranks(informative(codes()), informative(three)))
            .getMessage().contains("[2000, 3]"));
        assertThrows(IllegalArgumentException.class, () -> ranks(informative(codes())));
    }

    @Test
    void canBeCancelled() {
        final Posteriors one = informative(codes());
        try {
            assertThrows(CancellationException.class, () -> UnsupervisedRanking.of(List.of(one, one), 1, (fraction, message) -> {
                throw new CancellationException();
            }));
        } finally {
            one.mean().close();
            one.logVariance().close();
        }
    }
}
