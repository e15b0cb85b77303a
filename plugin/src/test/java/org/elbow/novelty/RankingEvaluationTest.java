package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.elbow.nn.NativeRuntime;
import org.elbow.novelty.RankingEvaluation.Point;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RankingEvaluationTest {

    private static final double EXACT = 1e-15;

    private static boolean[] novel(final String pattern) {
        final boolean[] novel = new boolean[pattern.length()];
        for (int i = 0; i < novel.length; i++) {
            novel[i] = pattern.charAt(i) == '1';
        }
        return novel;
    }

    @Test
    void aPerfectRankingIsOneAndAReversedOneZero() {
        final RankingEvaluation perfect = RankingEvaluation.of(new double[]{-3, 1, 5, 1e300}, novel("0011"));
        assertEquals(new RankingEvaluation(1, 1, 0, 2, 2), perfect);
        final RankingEvaluation reversed = RankingEvaluation.of(new double[]{3, 2, 1, 0}, novel("0011"));
        assertEquals(0, reversed.rocAuc());
        assertEquals(0.5 * (1.0 / 3 + 2.0 / 4), reversed.averagePrecision(), EXACT);
        assertEquals(1, reversed.fprAt95Tpr());
    }

    @Test
    void constantScoresSayNothing() {
        assertEquals(new RankingEvaluation(0.5, 0.4, 1, 2, 3), RankingEvaluation.of(new double[5], novel("01010")));
    }

    @Test
    void smallRankingsAgreeWithHandAndWithScikitLearn() {
        // roc_auc_score and average_precision_score of scikit-learn's own documentation
        final double[] scores = {0.1, 0.4, 0.35, 0.8};
        final RankingEvaluation evaluation = RankingEvaluation.of(scores, novel("0011"));
        assertEquals(0.75, evaluation.rocAuc(), EXACT);
        assertEquals(0.8333333333333333, evaluation.averagePrecision(), EXACT);
        assertEquals(0.5, evaluation.fprAt95Tpr(), EXACT);
        assertArrayEquals(new double[]{0.1, 0.4, 0.35, 0.8}, scores);
    }

    @Test
    void tiesCountHalfWhateverTheirOrder() {
        // pairs (novel, ordinary): 2 > 1, 2 = 2, 2 = 2, 3 > all: (1 + ½ + ½ + 3) / 6
        final double expected = 5.0 / 6;
        for (final int[] order : new int[][]{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}}) {
            final double[] scores = {1, 2, 2, 2, 3};
            final boolean[] novel = novel("00101");
            final double[] permutedScores = Arrays.stream(order).mapToDouble(i -> scores[i]).toArray();
            final boolean[] permutedNovel = new boolean[5];
            for (int i = 0; i < 5; i++) {
                permutedNovel[i] = novel[order[i]];
            }
            final RankingEvaluation evaluation = RankingEvaluation.of(permutedScores, permutedNovel);
            assertEquals(expected, evaluation.rocAuc(), EXACT);
            assertEquals(0.5 * 1 + 0.5 * 2 / 4, evaluation.averagePrecision(), EXACT);
            assertEquals(2.0 / 3, evaluation.fprAt95Tpr(), EXACT);
        }
    }

    @Test
    void theCurveHasAPointForEachDistinctScore() {
        final List<Point> curve = RankingEvaluation.curve(new double[]{1, 2, 2, 2, 3, -1}, novel("001010"));
        assertEquals(List.of(new Point(3, 0, 0.5, 1), new Point(2, 0.5, 1, 0.5), new Point(1, 0.75, 1, 2.0 / 5),
            new Point(-1, 1, 1, 2.0 / 6)), curve);
    }

    @Test
    void fprAt95TprIsTakenWhereTheShareIsReached() {
        // of 20 novel rows, 19 are 95 %: the threshold lies at the nineteenth
        final double[] scores = new double[30];
        final boolean[] novel = new boolean[30];
        for (int i = 0; i < 30; i++) {
            scores[i] = 30 - i;
            novel[i] = i < 18 || i == 22 || i == 29;
        }
        assertEquals(0.4, RankingEvaluation.of(scores, novel).fprAt95Tpr(), EXACT);
    }

    @Test
    void infiniteScoresRankLikeOthers() {
        final double[] scores = {Double.NEGATIVE_INFINITY, 0, 5, Double.POSITIVE_INFINITY};
        assertEquals(1, RankingEvaluation.of(scores, novel("0011")).rocAuc());
        assertEquals(0.5, RankingEvaluation.of(new double[]{0.0, -0.0}, novel("10")).rocAuc());
    }

    @Test
    void manyRowsDoNotOverflow() {
        final int rows = 300_000;
        final double[] scores = new double[rows];
        final boolean[] novel = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            scores[i] = i;
            novel[i] = i % 2 == 1;
        }
        assertEquals(0.5 + 1.0 / rows, RankingEvaluation.of(scores, novel).rocAuc(), EXACT);
        assertEquals(0.5, RankingEvaluation.of(new double[rows], novel).rocAuc());
    }

    /** ND4J takes probabilities, so the scores are squeezed into [0, 1] for it, which keeps their order. */
    @Test
    void nd4jAgreesWhereThereAreNoTies() {
        NativeRuntime.start();
        final Random random = new Random(11);
        final int rows = 500;
        final double[] scores = new double[rows];
        final boolean[] novel = new boolean[rows];
        final double[][] labels = new double[rows][1];
        final double[][] probabilities = new double[rows][1];
        for (int i = 0; i < rows; i++) {
            novel[i] = random.nextInt(4) == 0;
            scores[i] = 100 * (random.nextGaussian() + (novel[i] ? 1 : 0)) - 4000;
            labels[i][0] = novel[i] ? 1 : 0;
        }
        final double[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < rows; i++) {
            probabilities[i][0] = (Arrays.binarySearch(sorted, scores[i]) + 0.5) / rows;
        }
        final RankingEvaluation evaluation = RankingEvaluation.of(scores, novel);
        try (INDArray label = Nd4j.createFromArray(labels); INDArray probability = Nd4j.createFromArray(probabilities)) {
            final ROC roc = new ROC(0);
            roc.eval(label, probability);
            assertEquals(roc.calculateAUC(), evaluation.rocAuc(), 1e-6);
            // ND4J joins the points of the precision-recall curve by straight lines, so its area is only close
            assertEquals(roc.calculateAUCPR(), evaluation.averagePrecision(), 5e-3);
        }
    }

    @Test
    void whatCannotBeRankedIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> RankingEvaluation.of(new double[]{1, Double.NaN}, novel("01"))).getMessage().contains("Score 2 is NaN"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> RankingEvaluation.of(new double[]{1, 2}, novel("00"))).getMessage().startsWith("None of the 2 rows"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> RankingEvaluation.of(new double[]{1, 2}, novel("11"))).getMessage().startsWith("All of the 2 rows"));
        assertThrows(IllegalArgumentException.class, () -> RankingEvaluation.of(new double[0], new boolean[0]));
        assertThrows(IllegalArgumentException.class, () -> RankingEvaluation.curve(new double[1], novel("01")));
    }
}
