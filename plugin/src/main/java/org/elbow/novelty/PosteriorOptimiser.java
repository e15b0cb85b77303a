package org.elbow.novelty;

import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;

/**
 * Optimises the posteriors of the rows in a block. The loss is −Σ ELBO over the rows: a sum, so that a row's gradient does not
 * depend on how many others there are. One pass through the decoder and back per iteration serves all rows.
 */
final class PosteriorOptimiser {

    private final PassPool.Block block;

    private final int first;

    private final float[][] posteriors;

    private final PosteriorUpdate update;

    private final float[] draw;

    private final float[] adjoint;

    /**
     * @param block holds the rows
     * @param first the index in the table of the block's first row
     * @param posteriors of the block's rows, changed by each step
     * @param update how they change
     */
    PosteriorOptimiser(final PassPool.Block block, final int first, final float[][] posteriors,
        final PosteriorUpdate update) {
        this.block = block;
        this.first = first;
        this.posteriors = posteriors;
        this.update = update;
        draw = new float[block.pass().latent()];
        adjoint = new float[2 * draw.length];
    }

    /**
     * Takes one step.
     *
     * @param iteration counts from 0, and is the number of the draw
     * @param noise the draws
     * @param rowDone is called after each row, and may throw to end the work
     */
    void step(final int iteration, final RowNoise noise, final Runnable rowDone) {
        final int rows = posteriors.length;
        BoundEstimator.decode(block, first, posteriors, iteration, noise, draw);
        for (int row = 0; row < rows; row++) {
            block.pass().likelihoodGradient(row, 1f, block.worker());
        }
        block.pass().decoderBackward(0, rows, block.worker());
        for (int row = 0; row < rows; row++) {
            block.pass().posteriorAdjoint(row, posteriors[row], 1, adjoint, block.worker());
            update.step(row, iteration, adjoint, posteriors[row]);
            rowDone.run();
        }
    }
}
