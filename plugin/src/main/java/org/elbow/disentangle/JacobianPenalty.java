package org.elbow.disentangle;

import java.util.List;

import org.elbow.nn.DualPass;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.Pass;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.StepContext;
import org.elbow.vae.VaePass;

/**
 * The L1 norm of the decoder's Jacobian (Rhodes and Lee 2021, equation 5): γ · Σᵢ Σ_d |∂ mean_d(z)/∂zᵢ| with mean(z) the mean
 * of p(x|z), at the sampled code, which is held constant. Its sparsity ties each latent dimension to few features.
 *
 * <p>Exact: the unit vectors of the latent space are pushed through the decoder as tangents, and the derivative of their norm
 * by the weights comes back through the same pass.
 *
 * @param gamma γ, 0 or more
 * @param warmUpEpochs epochs over which γ rises from 0; 0 for none
 */
public record JacobianPenalty(double gamma, double warmUpEpochs) implements Objective.Penalty {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public JacobianPenalty {
        if (!(gamma >= 0 && gamma <= 1e6)) {
            throw new IllegalArgumentException(
                "The weight γ of the Jacobian penalty is " + gamma + "; it must be between 0 and 1,000,000.");
        }
        if (!(warmUpEpochs >= 0)) {
            throw new IllegalArgumentException(
                "The number of warm-up epochs of the Jacobian penalty is " + warmUpEpochs + "; it must be 0 or more.");
        }
    }

    @Override
    public LossTerm create(final VaePass batch, final MainTerm main, final int capacity) {
        return new Term(batch, main.decoderPass(), capacity);
    }

    @Override
    public String describe() {
        return "Jacobian L1 (γ = " + gamma + ")";
    }

    /** γ in a step. */
    double weight(final StepContext step) {
        return warmUpEpochs == 0 ? gamma : gamma * Math.min(1, step.epochs() / warmUpEpochs);
    }

    private final class Term implements LossTerm {

        private final VaePass batch;

        private final Pass decoder;

        private final int latent;

        private final int outputs;

        private final int features;

        private final FloatBlock units;

        private final DualPass dual;

        private final double[] norms;

        private double weight;

        Term(final VaePass batch, final Pass decoder, final int capacity) {
            this.batch = batch;
            this.decoder = decoder;
            latent = batch.latent();
            outputs = batch.structure().likelihood().outputs();
            features = batch.structure().likelihood().features();
            units = FloatBlock.allocate((long)capacity * latent * latent);
            for (int row = 0; row < capacity; row++) {
                for (int i = 0; i < latent; i++) {
                    units.set(((long)row * latent + i) * latent + i, 1f);
                }
            }
            dual = DualPass.of(decoder, capacity, latent).from(units);
            norms = new double[capacity];
        }

        @Override
        public void forward(final int from, final int to, final StepContext step, final VaePass.Worker worker) {
            weight = weight(step);
            dual.forward(batch.parameters(), from, to, worker.scratch());
            final float[] output = new float[outputs];
            final float[] tangent = new float[outputs];
            final float[] meanTangent = new float[features];
            final float[] outputAdjoint = new float[outputs];
            final float[] tangentAdjoint = new float[outputs];
            final float scale = (float)(weight * step.weight());
            for (int row = from; row < to; row++) {
                decoder.output().get((long)row * outputs, output, 0, outputs);
                java.util.Arrays.fill(outputAdjoint, 0f);
                double norm = 0;
                for (int i = 0; i < latent; i++) {
                    final long at = ((long)row * latent + i) * outputs;
                    dual.outputTangent().get(at, tangent, 0, outputs);
                    worker.likelihood().meanTangent(output, tangent, meanTangent);
                    for (int d = 0; d < features; d++) {
                        norm += Math.abs(meanTangent[d]);
                        meanTangent[d] = scale * Math.signum(meanTangent[d]);
                    }
                    worker.likelihood().meanTangentAdjoint(output, tangent, meanTangent, outputAdjoint, tangentAdjoint);
                    dual.outputTangentAdjoint().put(at, tangentAdjoint, 0, outputs);
                }
                dual.outputAdjoint().put((long)row * outputs, outputAdjoint, 0, outputs);
                norms[row] = norm;
            }
        }

        @Override
        public void backward(final int from, final int to, final StepContext step, final VaePass.Worker worker) {
            dual.backward(batch.parameters(), from, to, worker.scratch()); // the code is held constant: nothing goes further
        }

        @Override
        public double value(final int row) {
            return weight * norms[row];
        }

        @Override
        public List<GradientSource> gradientSources() {
            return List.of(dual);
        }

        @Override
        public void close() {
            dual.close();
            units.close();
        }
    }
}
