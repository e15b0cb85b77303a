package org.elbow.knime.consistency;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

import org.elbow.consistency.CodeUsage;
import org.elbow.consistency.CodeUsageMeter;
import org.elbow.consistency.ConsistencyScorer;
import org.elbow.consistency.ConsistencyScores;
import org.elbow.consistency.Transformation;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.UsedRows;
import org.elbow.nn.JointProgress;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.vae.VaeModel;

/**
 * What is measured of a table's rows, chunk by chunk.
 *
 * @param used which rows were scored
 * @param scores of these
 * @param usage of the code by these
 * @param negativeLogLikelihood its mean, in nats; NaN if it is not asked for
 */
record ScoredRows(UsedRows used, ConsistencyScores scores, CodeUsage usage, double negativeLogLikelihood) {

    /** How long the works take, relative to each other. */
    private static final double SCORING = 5;

    private static final double USAGE = 4;

    private static final double LIKELIHOOD = 9;

    /** Hears how far the works have come; made before the chunks are. */
    record Works(Progress reading, Progress scoring, Progress usage, Progress likelihood) {

        static Works of(final Progress progress, final boolean likelihood) {
            final JointProgress joint = new JointProgress(progress);
            return new Works(joint.work(1), joint.work(SCORING), joint.work(USAGE),
                likelihood ? joint.work(LIKELIHOOD) : Progress.NONE);
        }
    }

    /**
     * Measures.
     *
     * @param chunks of the table's rows
     * @param model that the rows are for
     * @param transformation of rows
     * @param parameters of the node
     * @param moved hears of all rows
     * @param works that are to be done
     */
    static ScoredRows of(final AppliedChunks chunks, final VaeModel model, final Transformation transformation,
        final ConsistencyScorerParameters parameters, final MovedRows moved, final Works works) {
        final int rows = chunks.tableRows();
        final boolean likelihood = parameters.m_negativeLogLikelihood;
        try (ConsistencyScorer scorer =
            new ConsistencyScorer(model, transformation, parameters.consistency(), rows, works.scoring());
                CodeUsageMeter usage = new CodeUsageMeter(model, parameters.codeUsage(), rows, works.usage());
                ImportanceWeightedLikelihood estimator = likelihood ? new ImportanceWeightedLikelihood(model,
                    parameters.importanceSampling(), rows, works.likelihood()) : null) {
            final double[][] scores = new double[3][rows];
            final DoubleSummaryStatistics negativeLogLikelihood = new DoubleSummaryStatistics();
            final UsedRows used = new UsedRows();
            while (chunks.next()) {
                final int before = used.count();
                final int count = chunks.used().count();
                used.addAll(chunks.used());
                if (count == 0) {
                    continue;
                }
                final ConsistencyScores found = scorer.score(chunks.matrix());
                System.arraycopy(found.divergence(), 0, scores[0], before, count);
                System.arraycopy(found.shift(), 0, scores[1], before, count);
                System.arraycopy(found.relativeShift(), 0, scores[2], before, count);
                moved.add(chunks.matrix(), before, found.divergence());
                usage.add(chunks.matrix());
                if (likelihood) {
                    Arrays.stream(estimator.logLikelihood(chunks.matrix())).filter(Double::isFinite)
                        .forEach(value -> negativeLogLikelihood.accept(-value));
                }
            }
            for (int i = 0; i < scores.length && used.skipped() > 0; i++) {
                scores[i] = Arrays.copyOf(scores[i], used.count());
            }
            return new ScoredRows(used, new ConsistencyScores(scores[0], scores[1], scores[2]), usage.measure(),
                negativeLogLikelihood.getCount() == 0 ? Double.NaN : negativeLogLikelihood.getAverage());
        }
    }
}
