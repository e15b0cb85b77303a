package org.elbow.vae;

import org.elbow.data.FeatureMatrix;

/**
 * What a VAE says of each row. Holds memory outside the heap until closed.
 *
 * @param mean the posterior's means, [rows, latent]
 * @param logVariance the posterior's log-variances, [rows, latent]
 * @param reconstruction the mean of p(x|z) at z = the posterior's mean, [rows, features]; {@code null} if not asked for
 * @param elbo logLikelihood − KL, in nats
 * @param logLikelihood log p(x|z) averaged over draws of z from the posterior, in nats
 * @param kl KL(q(z|x) ‖ p(z)), in nats
 */
public record RowEvaluation(FeatureMatrix mean, FeatureMatrix logVariance, FeatureMatrix reconstruction, double[] elbo,
    double[] logLikelihood, double[] kl) implements AutoCloseable {

    @Override
    public void close() {
        mean.close();
        logVariance.close();
        if (reconstruction != null) {
            reconstruction.close();
        }
    }
}
