package org.elbow.disentangle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.DecoderJacobian;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.Objective;
import org.elbow.vae.SmallData;
import org.elbow.vae.StepContext;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;

class JacobianPenaltyTest {

    private static VaeModel train(final FeatureMatrix data, final double gamma, final TrainingOptions options) {
        return VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
            LikelihoodSpec.bernoulli(SmallData.FEATURES), Objective.elbo().plus(new JacobianPenalty(gamma, 0)), options,
            Progress.NONE).model();
    }

    /** Σ |∂ mean/∂z| at the prior's mean. */
    private static double norm(final VaeModel model) {
        double sum = 0;
        try (FeatureMatrix origin = FeatureMatrix.allocate(1, 2); FeatureMatrix jacobian = DecoderJacobian.at(model, origin)) {
            for (int row = 0; row < jacobian.rows(); row++) {
                for (int column = 0; column < jacobian.columns(); column++) {
                    sum += Math.abs(jacobian.get(row, column));
                }
            }
        }
        return sum;
    }

    @Test
    void aLargerWeightGivesASmallerJacobian() {
        try (FeatureMatrix data = SmallData.bumps(300, 1)) {
            final TrainingOptions options = SmallData.options().withEpochs(20);
            final double without = norm(train(data, 0, options));
            final double with = norm(train(data, 1, options));
            assertTrue(with < 0.7 * without, with + " against " + without);
        }
    }

    @Test
    void workersWithoutRowsAddNothing() {
        // batches of 8 and a last one of a single row, so that with four workers three get none of it
        final TrainingOptions options = new TrainingOptions(2, 8, 1e-3, 1, 0, 0, 0, 0, 5, 1);
        try (FeatureMatrix data = SmallData.bumps(33, 1)) {
            assertArrayEquals(train(data, 0.3, options).parameters(), train(data, 0.3, options.withWorkers(4)).parameters(),
                2e-4f);
        }
    }

    @Test
    void theWeightRisesOverTheWarmUp() {
        final JacobianPenalty penalty = new JacobianPenalty(4, 2);
        assertEquals(1, penalty.weight(new StepContext(0, 1, 1, 0.5, null)), 1e-12);
        assertEquals(4, penalty.weight(new StepContext(0, 1, 1, 3, null)), 1e-12);
    }

    @Test
    void aNegativeWeightIsRefused() {
        final String message = assertThrows(IllegalArgumentException.class, () -> new JacobianPenalty(-1, 0)).getMessage();
        assertTrue(message.contains("-1"), message);
    }
}
