package org.elbow.consistency;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;

/**
 * What a model's code tells about the rows of a table.
 *
 * @param mutualInformation I(x; z) under q between rows and codes, in nats: at most the logarithm of {@code rows}, and below 0
 *            only by chance; NaN if there is no row
 * @param rows among which the mutual information was estimated
 * @param variances per latent dimension, the variance of the posterior's mean over all rows of the table, [latent]; NaN if there
 *            is no row
 */
public record CodeUsage(double mutualInformation, int rows, double[] variances) {

    /** A dimension whose mean varies more than this is active (Burda, Grosse and Salakhutdinov 2016). */
    private static final double ACTIVE = 0.01;

    /** @return #{j: Var_x(mean_j) > 0.01} */
    public int activeUnits() {
        return (int)Arrays.stream(variances).filter(variance -> variance > ACTIVE).count();
    }

    /**
     * Measures the use of the code. With q(z) the mean of the posteriors of N rows, the mutual information between the row, drawn
     * evenly, and its code is, by draws of z from each posterior (Hoffman and Johnson 2016):
     *
     * <pre>I(x; z) = E KL(q(z|x) ‖ p(z)) − KL(q(z) ‖ p(z)) = 1/N Σₙ E_q(z|xₙ) [log q(z|xₙ) − log 1/N Σₘ q(z|xₘ)]</pre>
     *
     * <p>No draw exceeds log N, for the inner sum holds the row itself. Sample and draws depend on the content of the rows, not
     * on their order. Rows whose codes are beyond the range of numbers are left out.
     *
     * @param model a trained model
     * @param table encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return what was found
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static CodeUsage measure(final VaeModel model, final FeatureMatrix table, final CodeUsageOptions options,
        final Progress progress) {
        try (CodeUsageMeter meter = new CodeUsageMeter(model, options, table.rows(), progress)) {
            meter.add(table);
            return meter.measure();
        }
    }
}
