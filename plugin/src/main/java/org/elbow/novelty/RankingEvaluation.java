package org.elbow.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How well scores rank novel rows above ordinary ones.
 *
 * <p>Every distinct score is a threshold: the rows with that score or more are called novel. Rows with equal scores always
 * fall together, so ties count neither for nor against a ranking. With TPR the share of the novel rows that are called novel
 * (recall), FPR that of the ordinary ones, and P (precision) the share of novel rows among those called novel:
 * <ul>
 * <li>ROC-AUC is the area under TPR over FPR, the points joined by straight lines: the probability that a novel row has a
 * higher score than an ordinary one, plus half the probability that theirs are equal;</li>
 * <li>average precision is Σₙ (Rₙ − Rₙ₋₁) Pₙ over the thresholds from the highest to the lowest, with R the recall, not
 * interpolated;</li>
 * <li>FPR at 95 % TPR is the FPR at the highest threshold whose TPR is at least 0.95.</li>
 * </ul>
 *
 * @param rocAuc in [0, 1]; 0.5 if the scores say nothing
 * @param averagePrecision in (0, 1]; about positives / rows if the scores say nothing
 * @param fprAt95Tpr in [0, 1]; low is good
 * @param positives the number of novel rows
 * @param negatives the number of ordinary rows
 */
public record RankingEvaluation(double rocAuc, double averagePrecision, double fprAt95Tpr, int positives, int negatives) {

    private static final double TPR = 0.95;

    /**
     * One threshold.
     *
     * @param threshold the lowest score that is called novel
     * @param fpr share of the ordinary rows that are called novel
     * @param tpr share of the novel rows that are called novel
     * @param precision share of novel rows among those called novel
     */
    public record Point(double threshold, double fpr, double tpr, double precision) {
    }

    /**
     * Evaluates a ranking.
     *
     * @param scores high = more novel; any range, infinite scores included; not modified
     * @param novel whether the row of each score is novel; not modified
     * @return the evaluation
     * @throws IllegalArgumentException if the arrays differ in length, a score is NaN, or all rows are novel or none
     */
    public static RankingEvaluation of(final double[] scores, final boolean[] novel) {
        final Ranking ranking = new Ranking(scores, novel);
        final int positives = ranking.novel.length;
        final int negatives = ranking.ordinary.length;
        // twice the area in whole pairs of rows, hence exact
        final long[] doubledPairs = new long[1];
        final double[] averagePrecision = new double[1];
        final double[] fprAt95Tpr = {Double.NaN};
        final int[] before = new int[2];
        ranking.forEachStep((threshold, trueFlags, falseFlags) -> {
            doubledPairs[0] += (long)(falseFlags - before[1]) * ((long)trueFlags + before[0]);
            averagePrecision[0] += (double)(trueFlags - before[0]) / positives * precision(trueFlags, falseFlags);
            if (Double.isNaN(fprAt95Tpr[0]) && trueFlags >= TPR * positives) {
                fprAt95Tpr[0] = (double)falseFlags / negatives;
            }
            before[0] = trueFlags;
            before[1] = falseFlags;
        });
        return new RankingEvaluation((double)doubledPairs[0] / (2.0 * positives * negatives), averagePrecision[0],
            fprAt95Tpr[0], positives, negatives);
    }

    /**
     * The points of the ROC and precision-recall curves, of which there may be as many as rows.
     *
     * @param scores high = more novel; any range, infinite scores included; not modified
     * @param novel whether the row of each score is novel; not modified
     * @param points is given a point for each distinct score, from the highest to the lowest; the last has FPR and TPR 1. The
     *            curves' common beginning, FPR and TPR 0, is not among them.
     * @throws IllegalArgumentException if the arrays differ in length, a score is NaN, or all rows are novel or none
     */
    public static void curve(final double[] scores, final boolean[] novel, final Consumer<Point> points) {
        final Ranking ranking = new Ranking(scores, novel);
        ranking.forEachStep((threshold, trueFlags, falseFlags) -> points.accept(new Point(threshold,
            (double)falseFlags / ranking.ordinary.length, (double)trueFlags / ranking.novel.length,
            precision(trueFlags, falseFlags))));
    }

    /** @return the points of {@link #curve(double[], boolean[], Consumer)} */
    public static List<Point> curve(final double[] scores, final boolean[] novel) {
        final List<Point> points = new ArrayList<>();
        curve(scores, novel, points::add);
        return points;
    }

    private static double precision(final int trueFlags, final int falseFlags) {
        return (double)trueFlags / ((long)trueFlags + falseFlags);
    }

    /** Hears how many novel and ordinary rows have at least the threshold's score. */
    @FunctionalInterface
    private interface StepConsumer {
        void accept(double threshold, int trueFlags, int falseFlags);
    }

    /** The scores of the novel and of the ordinary rows, each ascending: to sort them apart takes no memory for an order. */
    private static final class Ranking {

        private final double[] novel;

        private final double[] ordinary;

        Ranking(final double[] scores, final boolean[] isNovel) {
            check(scores, isNovel);
            novel = sorted(scores, isNovel, true);
            ordinary = sorted(scores, isNovel, false);
        }

        private static double[] sorted(final double[] scores, final boolean[] isNovel, final boolean wanted) {
            final double[] chosen =
                IntStream.range(0, scores.length).filter(row -> isNovel[row] == wanted).mapToDouble(row -> scores[row]).toArray();
            Arrays.sort(chosen);
            return chosen;
        }

        void forEachStep(final StepConsumer steps) {
            int trueFlags = 0;
            int falseFlags = 0;
            while (trueFlags < novel.length || falseFlags < ordinary.length) {
                final double threshold = Math.max(next(novel, trueFlags), next(ordinary, falseFlags));
                while (trueFlags < novel.length && next(novel, trueFlags) == threshold) {
                    trueFlags++;
                }
                while (falseFlags < ordinary.length && next(ordinary, falseFlags) == threshold) {
                    falseFlags++;
                }
                steps.accept(threshold, trueFlags, falseFlags);
            }
        }

        /** The next lower score when so many are passed. */
        private static double next(final double[] ascending, final int passed) {
            return passed < ascending.length ? ascending[ascending.length - 1 - passed] : Double.NEGATIVE_INFINITY;
        }
    }

    private static void check(final double[] scores, final boolean[] novel) {
        if (scores.length != novel.length) {
            throw new IllegalArgumentException(
                "There are " + scores.length + " scores, but " + novel.length + " rows are marked novel or not.");
        }
        int positives = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("Score " + (i + 1) + " is NaN and cannot be ranked. Exclude the row.");
            }
            positives += novel[i] ? 1 : 0;
        }
        if (positives == 0 || positives == novel.length) {
            throw new IllegalArgumentException((positives == 0 ? "None" : "All") + " of the " + novel.length
                + " rows are novel. A ranking is evaluated on rows of both kinds; check the label column.");
        }
    }
}
