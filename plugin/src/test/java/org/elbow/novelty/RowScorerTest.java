package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowScorerTest {

    /** The same numbers are multiplied in blocks of another size. */
    private static final double ROUNDING = 1e-3;

    /** A hundred steps of Adam amplify the rounding. */
    private static final double ROUNDING_OF_REGRET = 5e-3;

    private static final EvaluationOptions EVALUATION = new EvaluationOptions(10, true, 4, 1);

    private static float[] row(final FeatureMatrix rows, final int row) {
        final float[] features = new float[rows.columns()];
        rows.getRow(row, features, 0);
        return features;
    }

    private static void assertSameRow(final FeatureMatrix expected, final int row, final FeatureMatrix actual) {
        assertArrayEquals(row(expected, row), row(actual, 0), (float)ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void aRowAloneGetsWhatItGetsInATable(final ScoredModels kind) {
        final VaeModel model = kind.model();
        final ImportanceSamplingOptions sampling = new ImportanceSamplingOptions(300, 4, 1); // more than fit into a pass
        final LikelihoodRegretOptions regret = new LikelihoodRegretOptions(100, 0.05, 20, 4, 2, LikelihoodBound.ELBO,
            RegretVariant.POSTERIOR);
        try (FeatureMatrix rows = kind.ordinary(12, 5);
                RowEvaluation evaluation = VaeEvaluator.evaluate(model, rows, EVALUATION, Progress.NONE);
                RowScorer scorer = new RowScorer(model, EVALUATION, sampling, regret)) {
            final double[] likelihoods = ImportanceWeightedLikelihood.logLikelihood(model, rows, sampling, Progress.NONE);
            final double[] regrets = LikelihoodRegret.score(model, rows, regret, Progress.NONE).regret();
            for (int row = 11; row >= 0; row--) {
                final ScoredRow scored = scorer.score(row(rows, row));
                assertSameRow(evaluation.mean(), row, scored.evaluation().mean());
                assertSameRow(evaluation.logVariance(), row, scored.evaluation().logVariance());
                assertSameRow(evaluation.reconstruction(), row, scored.evaluation().reconstruction());
                assertEquals(evaluation.elbo()[row], scored.evaluation().elbo()[0], ROUNDING);
                assertEquals(evaluation.logLikelihood()[row], scored.evaluation().logLikelihood()[0], ROUNDING);
                assertEquals(evaluation.kl()[row], scored.evaluation().kl()[0], ROUNDING);
                assertEquals(likelihoods[row], scored.logLikelihood(), ROUNDING);
                assertEquals(regrets[row], scored.regret(), ROUNDING_OF_REGRET);
            }
        }
    }

    @Test
    void fewerImportanceSamplesThanDrawsOfTheBoundStayFew() {
        final VaeModel model = ScoredModels.MIXED.model();
        final ImportanceSamplingOptions sampling = new ImportanceSamplingOptions(3, 4, 1);
        try (FeatureMatrix rows = ScoredModels.MIXED.ordinary(5, 5);
                RowEvaluation evaluation = VaeEvaluator.evaluate(model, rows, EVALUATION, Progress.NONE);
                RowScorer scorer = new RowScorer(model, EVALUATION, sampling, null)) {
            final double[] likelihoods = ImportanceWeightedLikelihood.logLikelihood(model, rows, sampling, Progress.NONE);
            for (int row = 0; row < 5; row++) {
                final ScoredRow scored = scorer.score(row(rows, row));
                assertEquals(evaluation.elbo()[row], scored.evaluation().elbo()[0], ROUNDING);
                assertEquals(likelihoods[row], scored.logLikelihood(), ROUNDING);
            }
        }
    }

    @Test
    void whatIsNotAskedForIsNotComputed() {
        final VaeModel model = ScoredModels.MIXED.model();
        try (FeatureMatrix rows = ScoredModels.MIXED.ordinary(1, 5);
                RowScorer scorer = new RowScorer(model, new EvaluationOptions(1, false, 4, 1), null, null)) {
            final ScoredRow scored = scorer.score(row(rows, 0));
            assertNull(scored.evaluation().reconstruction());
            assertTrue(Double.isNaN(scored.logLikelihood()) && Double.isNaN(scored.regret()));
        }
    }

    @Test
    void aRowThatTheLikelihoodDoesNotCoverIsRefusedAndTheNextOneScored() {
        final VaeModel model = ScoredModels.MIXED.model();
        try (FeatureMatrix rows = ScoredModels.MIXED.ordinary(1, 5);
                RowScorer scorer = new RowScorer(model, EVALUATION, null, null)) {
            final double elbo = scorer.score(row(rows, 0)).evaluation().elbo()[0];
            final float[] tooBright = row(rows, 0);
            tooBright[0] = 2;
            assertThrows(DataException.class, () -> scorer.score(tooBright));
            assertEquals(elbo, scorer.score(row(rows, 0)).evaluation().elbo()[0]);
        }
    }

    @Test
    void whatWasFoundIsFreedWithTheScorer() {
        try (FeatureMatrix rows = ScoredModels.MIXED.ordinary(1, 5)) {
            final RowScorer scorer = new RowScorer(ScoredModels.MIXED.model(), EVALUATION, null, null);
            final RowEvaluation evaluation = scorer.score(row(rows, 0)).evaluation();
            scorer.close();
            assertThrows(IllegalStateException.class, () -> row(evaluation.mean(), 0));
        }
    }

    @Test
    void drawsOfTwoSeedsAreRefused() {
        final VaeModel model = ScoredModels.MIXED.model();
        final ImportanceSamplingOptions other = new ImportanceSamplingOptions(3, 5, 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new RowScorer(model, EVALUATION, other, null)).getMessage()
            .contains("5"));
    }
}
