package org.elbow.vae;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/** Turns rows into the posteriors of their codes. Holds memory outside the heap until closed. */
public final class VaeEncoder implements AutoCloseable {

    private final PassPool passes;

    private final VaeModel model;

    /**
     * @param model a trained model
     * @param workers threads to use; 0 for one per processor
     */
    public VaeEncoder(final VaeModel model, final int workers) {
        this.model = model;
        passes = new PassPool(model, false, workers);
    }

    /**
     * Finds q(z|x) of each row.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param progress hears of blocks of rows, and may cancel
     * @return mean, then log-variance, [rows, 2 · latent]; to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public FeatureMatrix encode(final FeatureMatrix rows, final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final int size = 2 * model.architecture().latent();
        final FeatureMatrix posteriors = FeatureMatrix.allocate(rows.rows(), size, rows.storage());
        try {
            passes.forEachBlock(rows.rows(), progress, "Encoding rows", (block, from, to) -> {
                final float[] posterior = new float[size];
                block.load(rows, from, to);
                block.pass().encode(0, to - from, block.worker());
                for (int row = from; row < to; row++) {
                    block.pass().posterior(row - from, posterior);
                    posteriors.setRow(row, posterior, 0);
                }
            });
            return posteriors;
        } catch (final RuntimeException | Error e) {
            posteriors.close();
            throw e;
        }
    }

    @Override
    public void close() {
        passes.close();
    }
}
