package org.elbow.novelty;

import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaePass;

/**
 * Adam (Kingma and Ba 2015) on the posterior's mean and log-variance of each row of a block, starting at the encoder's. The
 * loss is −Σ ELBO over the rows: a sum, so that a row's gradient does not depend on how many others there are.
 */
final class PosteriorOptimiser {

    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    private final VaePass pass;

    private final VaePass.Worker worker;

    private final int first;

    private final int latent;

    private final float[][] posteriors;

    private final float[][] firstMoments;

    private final float[][] secondMoments;

    private final float[] draw;

    private final float[] adjoint;

    /**
     * Encodes the rows.
     *
     * @param block holds the rows
     * @param first the index in the table of the block's first row
     * @param rows how many rows the block holds
     */
    PosteriorOptimiser(final PassPool.Block block, final int first, final int rows) {
        pass = block.pass();
        worker = block.worker();
        this.first = first;
        latent = pass.latent();
        posteriors = new float[rows][2 * latent];
        firstMoments = new float[rows][2 * latent];
        secondMoments = new float[rows][2 * latent];
        draw = new float[latent];
        adjoint = new float[2 * latent];
        pass.encode(0, rows, worker);
        for (int row = 0; row < rows; row++) {
            pass.posterior(row, posteriors[row]);
        }
    }

    /** Sets the entries of {@code target} for the block's rows to the ELBO with the posteriors as they are now. */
    void elbo(final int samples, final RowNoise noise, final double[] target) {
        final double[] logLikelihood = new double[posteriors.length];
        for (int sample = 0; sample < samples; sample++) {
            decode(sample, noise);
            for (int row = 0; row < posteriors.length; row++) {
                logLikelihood[row] += pass.logLikelihood(row, worker) / samples;
            }
        }
        for (int row = 0; row < posteriors.length; row++) {
            target[first + row] = logLikelihood[row] - VaePass.kl(posteriors[row]);
        }
    }

    /** Takes one step; {@code iteration} counts from 0. */
    void step(final int iteration, final double learningRate, final RowNoise noise) {
        decode(iteration, noise);
        for (int row = 0; row < posteriors.length; row++) {
            pass.likelihoodGradient(row, 1f, worker);
        }
        pass.decoderBackward(0, posteriors.length, worker);
        final double rate = learningRate / (1 - Math.pow(BETA1, iteration + 1.0));
        final double scale = 1 / Math.sqrt(1 - Math.pow(BETA2, iteration + 1.0));
        for (int row = 0; row < posteriors.length; row++) {
            pass.posteriorAdjoint(row, posteriors[row], 1, adjoint, worker);
            adam(posteriors[row], firstMoments[row], secondMoments[row], rate, scale);
        }
    }

    private void adam(final float[] posterior, final float[] m, final float[] v, final double rate, final double scale) {
        for (int i = 0; i < posterior.length; i++) {
            m[i] = (float)(BETA1 * m[i] + (1 - BETA1) * adjoint[i]);
            v[i] = (float)(BETA2 * v[i] + (1 - BETA2) * adjoint[i] * adjoint[i]);
            posterior[i] -= (float)(rate * m[i] / (Math.sqrt(v[i]) * scale + EPSILON));
        }
    }

    private void decode(final int number, final RowNoise noise) {
        for (int row = 0; row < posteriors.length; row++) {
            noise.draw(first + row, number, draw, latent);
            pass.setNoise(row, draw, 0);
            pass.setCode(row, posteriors[row], worker);
        }
        pass.decode(0, posteriors.length, worker);
    }
}
