package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.vae.PassPool;

/** Adam (Kingma and Ba 2015) on the numbers of the posteriors themselves. */
final class FreePosteriors implements PosteriorUpdate {

    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    private final double learningRate;

    private float[][] firstMoments;

    private float[][] secondMoments;

    FreePosteriors(final double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public void begin(final PassPool.Block block, final FeatureMatrix rows, final int from, final float[][] posteriors) {
        firstMoments = new float[posteriors.length][2 * block.pass().latent()];
        secondMoments = new float[posteriors.length][2 * block.pass().latent()];
        block.pass().encode(0, posteriors.length, block.worker());
        for (int row = 0; row < posteriors.length; row++) {
            block.pass().posterior(row, posteriors[row]);
        }
    }

    @Override
    public void step(final int row, final int iteration, final float[] adjoint, final float[] posterior) {
        final float[] m = firstMoments[row];
        final float[] v = secondMoments[row];
        final double rate = learningRate / (1 - Math.pow(BETA1, iteration + 1.0));
        final double scale = 1 / Math.sqrt(1 - Math.pow(BETA2, iteration + 1.0));
        for (int i = 0; i < posterior.length; i++) {
            m[i] = (float)(BETA1 * m[i] + (1 - BETA1) * adjoint[i]);
            v[i] = (float)(BETA2 * v[i] + (1 - BETA2) * adjoint[i] * adjoint[i]);
            posterior[i] -= (float)(rate * m[i] / (Math.sqrt(v[i]) * scale + EPSILON));
        }
    }

    @Override
    public void close() {
        // all on the heap
    }
}
