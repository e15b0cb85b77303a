package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;

/**
 * What each column adds to a row's negative log-likelihood. With z₁ … z_S and weights wₛ = p(x|zₛ) p(zₛ) / q(zₛ|x) as in
 * {@link ImportanceWeightedLikelihood}, and w̃ₛ = wₛ / Σ w, the estimate falls exactly into a term for each column c, which is
 * the expectation of −log p(x_c|z) under the row's own posterior p(z|x), and one for the code:
 *
 * <pre>−log p̂(x) = Σ_c [ −Σₛ w̃ₛ log p(x_c|zₛ) ] + Σₛ w̃ₛ [ log q(zₛ|x) − log p(zₛ) + log(w̃ₛ S) ]</pre>
 *
 * <p>since log p̂(x) = log wₛ − log(w̃ₛ S) for each s. The last sum estimates KL(p(z|x) ‖ p(z)) ≥ 0: how unusual the code is
 * that the columns have in common. Draws and weights are those of the likelihood of the same options.
 *
 * <pre>
 * ColumnContributions parts = ColumnContributions.of(model, rows, ImportanceSamplingOptions.defaults(), Progress.NONE);
 * </pre>
 *
 * @param logLikelihood log p̂(x) per row, in nats
 * @param columns [rows][columns of the model's encoding], in nats; high = the column is improbable in its row
 * @param code per row, in nats
 */
public record ColumnContributions(double[] logLikelihood, double[][] columns, double[] code) {

    /**
     * Divides the negative log-likelihood of each row.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how the likelihood is estimated
     * @param progress hears of the draws of all rows, and may cancel between two of them
     * @return the parts. Where a row lies so far from all that was trained on that its likelihood leaves the range of numbers,
     *         they may be infinite or NaN
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static ColumnContributions of(final VaeModel model, final FeatureMatrix rows,
        final ImportanceSamplingOptions options, final Progress progress) {
        try (ImportanceWeightedLikelihood likelihood =
            new ImportanceWeightedLikelihood(model, options, rows.rows(), progress)) {
            return likelihood.contributions(rows);
        }
    }
}
