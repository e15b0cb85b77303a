package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LikelihoodRegretTest {

    private static VaeModel trained;

    @BeforeAll
    static void train() {
        trained = SmallData.model();
    }

    private static RegretScores score(final VaeModel model, final FeatureMatrix rows) {
        return LikelihoodRegret.score(model, rows, new LikelihoodRegretOptions(100, 0.02, 400, 1, 2), Progress.NONE);
    }

    @Test
    void regretIsZeroWhenTheEncoderIsAlreadyOptimal() {
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            // small steps: at the optimum the noise of the gradient is all that moves the posterior
            final RegretScores scores = LikelihoodRegret.score(LinearGaussian.model(0), rows,
                new LikelihoodRegretOptions(100, 0.002, 400, 1, 2), Progress.NONE);
            for (int i = 0; i < 20; i++) {
                assertEquals(LinearGaussian.logEvidence(rows, i), scores.elboBefore()[i], 0.35, "row " + i);
                assertEquals(0, scores.regret()[i], 0.05, "row " + i);
            }
        }
    }

    @Test
    void regretIsWhatAWrongEncoderLoses() {
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            final RegretScores scores = score(LinearGaussian.model(0.8), rows);
            for (int i = 0; i < 20; i++) {
                assertEquals(LinearGaussian.logEvidence(rows, i), scores.elboAfter()[i], 0.5, "row " + i);
                assertTrue(scores.regret()[i] > 2, "row " + i + ": " + scores.regret()[i]);
            }
        }
    }

    @Test
    void withoutIterationsRegretIsExactlyZero() {
        try (FeatureMatrix rows = SmallData.bumps(10, 4)) {
            final double[] regret = LikelihoodRegret
                .score(trained, rows, LikelihoodRegretOptions.defaults().withIterations(0), Progress.NONE).regret();
            assertArrayEquals(new double[10], regret, 0);
        }
    }

    @Test
    void regretGrowsAlongAPathFromAFamiliarRowToNoise() {
        final int steps = 6;
        try (FeatureMatrix familiar = SmallData.bumps(1, 4);
                FeatureMatrix path = FeatureMatrix.allocate(steps, SmallData.FEATURES)) {
            final java.util.SplittableRandom random = new java.util.SplittableRandom(8);
            for (int feature = 0; feature < SmallData.FEATURES; feature++) {
                final double noise = random.nextInt(2);
                for (int step = 0; step < steps; step++) {
                    final double share = step / (steps - 1.0);
                    path.set(step, feature, (float)((1 - share) * familiar.get(0, feature) + share * noise));
                }
            }
            final double[] regret = score(trained, path).regret();
            assertTrue(regret[steps - 1] > regret[0] + 1, Arrays.toString(regret));
            assertTrue(Arrays.stream(regret).min().orElseThrow() > -0.2, Arrays.toString(regret));
        }
    }

    @Test
    void aRowsScoreDependsNeitherOnTheOtherRowsNorOnTheirOrder() {
        final LikelihoodRegretOptions options = LikelihoodRegretOptions.defaults();
        try (FeatureMatrix rows = SmallData.bumps(100, 4); FeatureMatrix some = rows.selectRows(new int[]{99, 12, 50})) {
            final double[] all = LikelihoodRegret.score(trained, rows, options, Progress.NONE).regret();
            final double[] few = LikelihoodRegret.score(trained, some, options, Progress.NONE).regret();
            assertArrayEquals(new double[]{all[99], all[12], all[50]}, few, 2e-3);
        }
    }

    @Test
    void aValueOutsideTheLikelihoodsRangeIsRefusedWithItsRow() {
        try (FeatureMatrix rows = SmallData.bumps(3, 4)) {
            rows.set(2, 5, 7f);
            final String message = assertThrows(DataException.class, () -> score(trained, rows)).getMessage();
            assertTrue(message.contains("row 3") && message.contains("7.0"), message);
        }
    }

    @Test
    void cancelEndsTheScoring() {
        try (FeatureMatrix rows = SmallData.bumps(300, 4)) {
            assertThrows(CancellationException.class,
                () -> LikelihoodRegret.score(trained, rows, LikelihoodRegretOptions.defaults(), (fraction, message) -> {
                    throw new CancellationException();
                }));
        }
    }
}
