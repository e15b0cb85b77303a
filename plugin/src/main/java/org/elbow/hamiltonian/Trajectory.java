package org.elbow.hamiltonian;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.FloatBlock;
import org.elbow.nn.Pass;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeWorker;

/**
 * Trajectories of Hamiltonian dynamics, a row of the batch each: U(z) = −log p(x|z) − log p(z), and for k = 1 … K
 *
 * <pre>ρ̃ = ρ − ½ ε ⊙ ∇U(z),  z ← z + ε ⊙ ρ̃,  ρ′ = ρ̃ − ½ ε ⊙ ∇U(z),  ρ ← αₖ ρ′</pre>
 *
 * (Caterini et al. 2018, equations 6 to 9). ∇U is the same at the end of a step and at the beginning of the next, so K steps
 * take K + 1 passes through the decoder and back, which are kept for the gradient. Threads work on disjoint rows.
 */
final class Trajectory implements AutoCloseable {

    final VaePass batch;

    final int latent;

    final int leapfrogSteps;

    /** z₀ … z_K, [batch, latent] each. */
    final List<FloatBlock> codes = new ArrayList<>();

    /** The passes through the decoder at z₀ … z_K, whose backward pass was that of −log p(x|z). */
    final List<Pass> passes = new ArrayList<>();

    /** ∇U at z₀ … z_K, [batch, latent] each. */
    final List<FloatBlock> gradients = new ArrayList<>();

    /** ρ̃ of steps 1 … K at index k − 1, ρ′ likewise, [batch · latent]. */
    final double[][] halfway;

    final double[][] uncooled;

    /** ρ₀ and, in the end, ρ_K, [batch · latent]. */
    final double[] firstMomentum;

    final double[] lastMomentum;

    /** log p(x|z) at the last point that was come to, in the end z_K, in nats. */
    final double[] lastLogLikelihood;

    Trajectory(final VaePass batch, final int capacity, final int leapfrogSteps) {
        this.batch = batch;
        this.leapfrogSteps = leapfrogSteps;
        latent = batch.latent();
        for (int k = 0; k <= leapfrogSteps; k++) {
            codes.add(FloatBlock.allocate((long)capacity * latent));
            gradients.add(FloatBlock.allocate((long)capacity * latent));
            passes.add(new Pass(batch.structure().decoder(), capacity, true).from(codes.get(k)));
        }
        halfway = new double[leapfrogSteps][capacity * latent];
        uncooled = new double[leapfrogSteps][capacity * latent];
        firstMomentum = new double[capacity * latent];
        lastMomentum = new double[capacity * latent];
        lastLogLikelihood = new double[capacity];
    }

    /** Runs the trajectories of rows [from, to), whose z₀ stand in the first codes and whose ρ₀ in the first momentum. */
    void run(final int from, final int to, final Dynamics dynamics, final VaeWorker worker) {
        final float[] z = new float[latent];
        final float[] g = new float[latent];
        findGradient(0, from, to, worker);
        System.arraycopy(firstMomentum, from * latent, lastMomentum, from * latent, (to - from) * latent);
        for (int k = 1; k <= leapfrogSteps; k++) {
            final double[] step = dynamics.steps()[k - 1];
            for (int row = from; row < to; row++) {
                final int at = row * latent;
                codes.get(k - 1).get(at, z, 0, latent);
                gradients.get(k - 1).get(at, g, 0, latent);
                for (int i = 0; i < latent; i++) {
                    final double half = lastMomentum[at + i] - 0.5 * step[i] * g[i];
                    halfway[k - 1][at + i] = half;
                    z[i] += (float)(step[i] * half);
                }
                codes.get(k).put(at, z, 0, latent);
            }
            findGradient(k, from, to, worker);
            for (int row = from; row < to; row++) {
                final int at = row * latent;
                gradients.get(k).get(at, g, 0, latent);
                for (int i = 0; i < latent; i++) {
                    final double end = halfway[k - 1][at + i] - 0.5 * step[i] * g[i];
                    uncooled[k - 1][at + i] = end;
                    lastMomentum[at + i] = dynamics.alphas()[k - 1] * end;
                }
            }
        }
    }

    /** ∇U(z) = −∂ log p(x|z)/∂z + z. */
    private void findGradient(final int k, final int from, final int to, final VaeWorker worker) {
        final Pass pass = passes.get(k);
        final FloatBlock parameters = batch.parameters();
        final int outputs = batch.structure().likelihood().outputs();
        final float[] adjoint = worker.outputArray();
        pass.forward(parameters, from, to, worker.scratch());
        for (int row = from; row < to; row++) {
            lastLogLikelihood[row] = batch.likelihoodGradient(pass, row, 1f, adjoint, 0f, worker);
            pass.outputAdjoint().put((long)row * outputs, adjoint, 0, outputs);
        }
        pass.backward(parameters, from, to, worker.scratch());
        pass.inputAdjoint(parameters, gradients.get(k), from, to, worker.scratch());
        final float[] z = new float[latent];
        final float[] g = new float[latent];
        for (int row = from; row < to; row++) {
            codes.get(k).get((long)row * latent, z, 0, latent);
            gradients.get(k).get((long)row * latent, g, 0, latent);
            for (int i = 0; i < latent; i++) {
                g[i] += z[i];
            }
            gradients.get(k).put((long)row * latent, g, 0, latent);
        }
    }

    @Override
    public void close() {
        codes.forEach(FloatBlock::close);
        gradients.forEach(FloatBlock::close);
        passes.forEach(Pass::close);
    }
}
