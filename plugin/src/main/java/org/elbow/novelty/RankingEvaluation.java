package org.elbow.novelty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        final List<Step> steps = steps(scores, novel);
        final int positives = steps.get(steps.size() - 1).truePositives;
        final int negatives = steps.get(steps.size() - 1).falsePositives;
        // twice the area in whole pairs of rows, hence exact
        long doubledPairs = 0;
        double averagePrecision = 0;
        double fprAt95Tpr = Double.NaN;
        int trueBefore = 0;
        int falseBefore = 0;
        for (final Step step : steps) {
            doubledPairs += (long)(step.falsePositives - falseBefore) * ((long)step.truePositives + trueBefore);
            averagePrecision += (double)(step.truePositives - trueBefore) / positives * step.precision();
            if (Double.isNaN(fprAt95Tpr) && step.truePositives >= TPR * positives) {
                fprAt95Tpr = (double)step.falsePositives / negatives;
            }
            trueBefore = step.truePositives;
            falseBefore = step.falsePositives;
        }
        final double rocAuc = (double)doubledPairs / (2.0 * positives * negatives);
        return new RankingEvaluation(rocAuc, averagePrecision, fprAt95Tpr, positives, negatives);
    }

    /**
     * The points of the ROC and precision-recall curves.
     *
     * @param scores high = more novel; any range, infinite scores included; not modified
     * @param novel whether the row of each score is novel; not modified
     * @return a point for each distinct score, from the highest to the lowest; the last has FPR and TPR 1. The curves' common
     *         beginning, FPR and TPR 0, is not among them.
     * @throws IllegalArgumentException if the arrays differ in length, a score is NaN, or all rows are novel or none
     */
    public static List<Point> curve(final double[] scores, final boolean[] novel) {
        final List<Step> steps = steps(scores, novel);
        final Step last = steps.get(steps.size() - 1);
        return steps.stream().map(s -> new Point(s.threshold, (double)s.falsePositives / last.falsePositives,
            (double)s.truePositives / last.truePositives, s.precision())).toList();
    }

    /** How many novel and ordinary rows have at least the threshold's score. */
    private record Step(double threshold, int truePositives, int falsePositives) {

        double precision() {
            return (double)truePositives / ((long)truePositives + falsePositives);
        }
    }

    private static List<Step> steps(final double[] scores, final boolean[] novel) {
        check(scores, novel);
        final int[] order = IntStream.range(0, scores.length).boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed()).mapToInt(Integer::intValue).toArray();
        final List<Step> steps = new ArrayList<>();
        int truePositives = 0;
        int falsePositives = 0;
        for (int i = 0; i < order.length; i++) {
            if (novel[order[i]]) {
                truePositives++;
            } else {
                falsePositives++;
            }
            if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
                steps.add(new Step(scores[order[i]], truePositives, falsePositives));
            }
        }
        return steps;
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
