package org.elbow.disentangle;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.DualPass;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;
import org.elbow.vae.Likelihood;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;

/** How the mean of p(x|z) moves with the code: ∂ mean_d(z)/∂zᵢ, exactly, by one forward pass with unit tangents. */
public final class DecoderJacobian {

    private DecoderJacobian() {
    }

    /**
     * The Jacobians at some codes.
     *
     * @param model a trained model
     * @param codes [rows, latent]; not changed
     * @return a row for each code and latent dimension: ∂ mean/∂zᵢ of code r at row r · latent + i, [rows · latent, features];
     *         to be closed by the caller
     */
    public static FeatureMatrix at(final VaeModel model, final FeatureMatrix codes) {
        final VaeStructure structure = model.structure();
        final int latent = structure.latent();
        final int outputs = structure.likelihood().outputs();
        final int features = structure.likelihood().features();
        final Likelihood likelihood = Likelihood.of(structure.likelihood());
        final FeatureMatrix result = FeatureMatrix.allocate(Math.multiplyExact(codes.rows(), latent), features);
        final float[] code = new float[latent];
        final float[] output = new float[outputs];
        final float[] tangent = new float[outputs];
        final float[] column = new float[features];
        // a code at a time: the tangents of one already make full matrix products
        try (FloatBlock parameters = FloatBlock.of(model.parameters()); FloatBlock z = FloatBlock.allocate(latent);
                FloatBlock units = FloatBlock.allocate((long)latent * latent);
                Pass values = new Pass(structure.decoder(), 1, true).from(z);
                DualPass dual = DualPass.of(values, 1, latent).from(units); Scratch scratch = new Scratch()) {
            for (int i = 0; i < latent; i++) {
                units.set((long)i * latent + i, 1f);
            }
            for (int row = 0; row < codes.rows(); row++) {
                codes.getRow(row, code, 0);
                z.put(0, code, 0, latent);
                values.forward(parameters, 0, 1, scratch);
                dual.forward(parameters, 0, 1, scratch);
                values.output().get(0, output, 0, outputs);
                likelihood.linearise(output);
                for (int i = 0; i < latent; i++) {
                    dual.outputTangent().get((long)i * outputs, tangent, 0, outputs);
                    likelihood.meanTangent(tangent, column);
                    result.setRow(row * latent + i, column, 0);
                }
            }
            return result;
        } catch (final RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }
}
