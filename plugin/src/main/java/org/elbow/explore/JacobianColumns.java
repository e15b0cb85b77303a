package org.elbow.explore;

import org.elbow.nn.Progress;
import org.elbow.vae.DecoderJacobian;
import org.elbow.vae.VaeModel;

/** The columns of the decoder's Jacobian at some codes: ∂ mean/∂zᵢ tells what changes in a row when dimension i grows. */
public final class JacobianColumns {

    private JacobianColumns() {
    }

    /** Takes columns one after the other. */
    @FunctionalInterface
    public interface Columns {

        /**
         * @param centre the number of the code, from 0
         * @param dimension i, from 0
         * @param code z, [latent]; changes afterwards
         * @param derivative ∂ mean/∂zᵢ, [features], per feature as the model sees it; changes afterwards
         */
        void accept(int centre, int dimension, float[] code, float[] derivative);
    }

    /**
     * Computes columns, one code after the other.
     *
     * @param model a trained model
     * @param centres the codes, of as many dimensions as the model's
     * @param dimensions whose columns are wanted, from 0, at least one
     * @param progress hears of codes, and may cancel
     * @param columns takes the columns, on the calling thread, for each code in the order of {@code dimensions}
     * @throws IllegalArgumentException if there is no dimension, or the code has not so many
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static void forEach(final VaeModel model, final CodeSequence centres, final int[] dimensions,
        final Progress progress, final Columns columns) {
        LatentDimensions.require(dimensions, model.architecture().latent());
        final float[] code = new float[model.architecture().latent()];
        final float[] derivative = new float[model.encoding().width()];
        try (DecoderJacobian jacobian = new DecoderJacobian(model)) {
            for (int centre = 0; centre < centres.size(); centre++) {
                progress.update((double)centre / centres.size(), "Jacobian " + (centre + 1) + " of " + centres.size());
                centres.code(centre, code);
                jacobian.moveTo(code);
                for (final int dimension : dimensions) {
                    jacobian.column(dimension, derivative);
                    columns.accept(centre, dimension, code, derivative);
                }
            }
        }
    }

    /** @return Σ |dᵢ| */
    public static double absoluteNorm(final float[] derivative) {
        double sum = 0;
        for (final float element : derivative) {
            sum += Math.abs(element);
        }
        return sum;
    }

    /** @return √Σ dᵢ² */
    public static double euclideanNorm(final float[] derivative) {
        double sum = 0;
        for (final float element : derivative) {
            sum += (double)element * element;
        }
        return Math.sqrt(sum);
    }
}
