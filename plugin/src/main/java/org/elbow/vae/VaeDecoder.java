package org.elbow.vae;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/** Turns codes into what a model expects of the rows that have them. Holds memory outside the heap until closed. */
public final class VaeDecoder implements AutoCloseable {

    private final PassPool passes;

    private final int latent;

    /**
     * @param model a trained model
     * @param workers threads to use; 0 for one per processor
     */
    public VaeDecoder(final VaeModel model, final int workers) {
        passes = new PassPool(model, false, workers);
        latent = model.architecture().latent();
    }

    /**
     * Finds the mean of p(x|z).
     *
     * @param codes z, [rows, latent]; not changed
     * @param from the first row to decode
     * @param target its entries [0, rows of target) are set to the features of rows from, from + 1, …
     * @param progress hears of blocks of rows, and may cancel
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public void decode(final FeatureMatrix codes, final int from, final FeatureMatrix target, final Progress progress) {
        passes.forEachBlock(target.rows(), progress, "Decoding", (block, first, end) -> {
            final VaePass pass = block.pass();
            final float[] row = new float[Math.max(latent, target.columns())];
            for (int i = first; i < end; i++) {
                codes.getRow(from + i, row, 0);
                pass.codes().put((long)(i - first) * latent, row, 0, latent);
            }
            pass.decode(0, end - first, block.worker());
            for (int i = first; i < end; i++) {
                pass.reconstruction(i - first, row, block.worker());
                target.setRow(i, row, 0);
            }
        });
    }

    @Override
    public void close() {
        passes.close();
    }
}
