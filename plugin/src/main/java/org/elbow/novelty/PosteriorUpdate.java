package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.vae.PassPool;

/** How the posteriors of the rows in a block follow the gradients of their ELBOs. For one block and one thread. */
interface PosteriorUpdate extends AutoCloseable {

    /**
     * Begins: sets the posteriors to the encoder's.
     *
     * @param block holds the rows
     * @param rows the table, whose row {@code from} is the block's first
     * @param posteriors are set, per row of the block: mean, then log-variance
     */
    void begin(PassPool.Block block, FeatureMatrix rows, int from, float[][] posteriors);

    /**
     * Takes a step.
     *
     * @param row in the block
     * @param iteration counts from 0
     * @param adjoint the derivative of −ELBO by the row's posterior
     * @param posterior the row's, replaced by the next
     */
    void step(int row, int iteration, float[] adjoint, float[] posterior);

    @Override
    void close();
}
