package org.elbow.vae;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.DualPass;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;

/**
 * How the mean of p(x|z) moves with the code: ∂ mean_d(z)/∂zᵢ, exactly, by one forward pass with unit tangents. Holds memory
 * outside the heap until closed; belongs to one thread.
 */
public final class DecoderJacobian implements AutoCloseable {

    private final int latent;

    private final Likelihood likelihood;

    private final float[] output;

    private final float[] tangent;

    private final FloatBlock parameters;

    private final FloatBlock code;

    private final FloatBlock units;

    private final Pass values;

    private final DualPass dual;

    private final Scratch scratch = new Scratch();

    /** @param model a trained model */
    public DecoderJacobian(final VaeModel model) {
        final VaeStructure structure = model.structure();
        latent = structure.latent();
        likelihood = Likelihood.of(structure.likelihood());
        output = new float[structure.likelihood().outputs()];
        tangent = new float[output.length];
        parameters = FloatBlock.of(model.parameters());
        code = FloatBlock.allocate(latent);
        units = FloatBlock.allocate((long)latent * latent);
        for (int i = 0; i < latent; i++) {
            units.set((long)i * latent + i, 1f);
        }
        // a code at a time: the tangents of one already make full matrix products
        values = new Pass(structure.decoder(), 1, true).from(code);
        dual = DualPass.of(values, 1, latent).from(units);
    }

    /**
     * Goes to a code, which the next calls of {@link #column} are about.
     *
     * @param z the code, [latent]; not changed
     */
    public void moveTo(final float[] z) {
        code.put(0, z, 0, latent);
        values.forward(parameters, 0, 1, scratch);
        dual.forward(parameters, 0, 1, scratch);
        values.output().get(0, output, 0, output.length);
        likelihood.linearise(output);
    }

    /**
     * A column of the Jacobian at the code of {@link #moveTo}.
     *
     * @param dimension i, from 0
     * @param target is set to ∂ mean/∂zᵢ, [features]
     */
    public void column(final int dimension, final float[] target) {
        dual.outputTangent().get((long)dimension * output.length, tangent, 0, output.length);
        likelihood.meanTangent(tangent, target);
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
        final int latent = model.architecture().latent();
        final FeatureMatrix result =
            FeatureMatrix.allocate(Math.multiplyExact(codes.rows(), latent), model.likelihood().features(),
                codes.storage());
        final float[] code = new float[latent];
        final float[] column = new float[result.columns()];
        try (DecoderJacobian jacobian = new DecoderJacobian(model)) {
            for (int row = 0; row < codes.rows(); row++) {
                codes.getRow(row, code, 0);
                jacobian.moveTo(code);
                for (int i = 0; i < latent; i++) {
                    jacobian.column(i, column);
                    result.setRow(row * latent + i, column, 0);
                }
            }
            return result;
        } catch (final RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    @Override
    public void close() {
        scratch.close();
        dual.close();
        values.close();
        units.close();
        code.close();
        parameters.close();
    }
}
