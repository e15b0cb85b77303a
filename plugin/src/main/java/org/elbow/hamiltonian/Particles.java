package org.elbow.hamiltonian;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Pass;
import org.elbow.vae.PassPool;
import org.elbow.vae.VaePass;

/**
 * Points z with momenta ρ that move by Hamiltonian dynamics through the posteriors of rows, as many as a thread moves at once:
 * each belongs to a row, and a row may have several. U(z) = −log p(x|z) − log p(z), and a step is the one of
 * {@link Trajectory}, for which no derivatives are kept. Energies are U(z) + ½ |ρ|² without the constants of the normal
 * densities, in nats. What is not a number stays so: the caller looks for it.
 */
final class Particles {

    /** Particles that a thread moves at once: enough for matrix products at full speed. */
    static final int CAPACITY = 128;

    final int latent;

    /** z, [particles · latent]. */
    final float[] codes;

    /** ρ, [particles · latent]. */
    final double[] momenta;

    /** Factors of ε, [particles · latent]. */
    final double[] scales;

    /** log p(x|z), in nats, [particles]. */
    final double[] logLikelihoods;

    /** What the integration has added to the energy since {@link #start}, cooling apart, [particles]. */
    final double[] energyErrors;

    private final PassPool.Block block;

    private final VaePass pass;

    private final float[] gradients;

    private final double[] energies;

    private final float[] outputAdjoint;

    Particles(final PassPool.Block block) {
        this.block = block;
        pass = block.pass();
        latent = pass.latent();
        codes = new float[CAPACITY * latent];
        gradients = new float[codes.length];
        momenta = new double[codes.length];
        scales = new double[codes.length];
        logLikelihoods = new double[CAPACITY];
        energyErrors = new double[CAPACITY];
        energies = new double[CAPACITY];
        outputAdjoint = new float[pass.structure().likelihood().outputs()];
    }

    /** The posteriors (mean, then log-variance) of rows [from, to) of a table, at most {@link #CAPACITY}. */
    float[][] posteriors(final FeatureMatrix rows, final int from, final int to) {
        block.load(rows, from, to);
        pass.encode(0, to - from, block.worker());
        final float[][] posteriors = new float[to - from][2 * latent];
        for (int row = 0; row < posteriors.length; row++) {
            pass.posterior(row, posteriors[row]);
        }
        return posteriors;
    }

    /** Says which row of a table a particle belongs to. */
    void assign(final int particle, final FeatureMatrix rows, final int row) {
        pass.load(rows, row, particle, block.worker());
    }

    /** Puts a particle at z = mean + exp(logvar/2) ⊙ ε. */
    void place(final int particle, final float[] posterior, final float[] epsilon) {
        for (int i = 0; i < latent; i++) {
            codes[particle * latent + i] = posterior[i] + (float)Math.exp(0.5 * posterior[latent + i]) * epsilon[i];
        }
    }

    /** Sets the factors of a particle's ε: one number, times the posterior's standard deviations if {@code relative}. */
    void scale(final int particle, final double factor, final boolean relative, final float[] posterior) {
        for (int i = 0; i < latent; i++) {
            scales[particle * latent + i] = relative ? factor * Math.exp(0.5 * posterior[latent + i]) : factor;
        }
    }

    /** Finds log p(x|z) and ∇U of particles [0, count) where they stand. */
    void look(final int count) {
        final FloatBlock parameters = pass.parameters();
        final Pass decoder = pass.decoderPass();
        final int outputs = outputAdjoint.length;
        pass.codes().put(0, codes, 0, count * latent);
        pass.decode(0, count, block.worker());
        for (int particle = 0; particle < count; particle++) {
            logLikelihoods[particle] = pass.likelihoodGradient(decoder, particle, 1f, outputAdjoint, 0f, block.worker());
            decoder.outputAdjoint().put((long)particle * outputs, outputAdjoint, 0, outputs);
        }
        decoder.backward(parameters, 0, count, block.worker().scratch());
        decoder.inputAdjoint(parameters, pass.codeAdjoint(), 0, count, block.worker().scratch());
        pass.codeAdjoint().get(0, gradients, 0, count * latent);
        for (int i = 0; i < count * latent; i++) {
            gradients[i] += codes[i];
        }
    }

    /** Takes note of the energy from which errors are counted. The momenta are set, and {@link #look} was called. */
    void start(final int count) {
        for (int particle = 0; particle < count; particle++) {
            energies[particle] = energy(particle);
            energyErrors[particle] = 0;
        }
    }

    /** Takes leapfrog step k, from 1, without looking at energies; cools, if {@code cooled}. */
    void step(final int count, final Dynamics dynamics, final int k, final boolean cooled) {
        final double[] step = dynamics.steps()[k - 1];
        for (int particle = 0; particle < count; particle++) {
            final int at = particle * latent;
            for (int i = 0; i < latent; i++) {
                final double epsilon = step[i] * scales[at + i];
                momenta[at + i] -= 0.5 * epsilon * gradients[at + i];
                codes[at + i] += (float)(epsilon * momenta[at + i]);
            }
        }
        look(count);
        for (int particle = 0; particle < count; particle++) {
            final int at = particle * latent;
            for (int i = 0; i < latent; i++) {
                momenta[at + i] -= 0.5 * step[i] * scales[at + i] * gradients[at + i];
            }
            final double energy = energy(particle);
            energyErrors[particle] += energy - energies[particle];
            energies[particle] = energy;
        }
        if (cooled) {
            cool(count, dynamics.alphas()[k - 1]);
        }
    }

    private void cool(final int count, final double alpha) {
        for (int i = 0; i < count * latent; i++) {
            momenta[i] *= alpha;
        }
        for (int particle = 0; particle < count; particle++) {
            energies[particle] = energy(particle);
        }
    }

    private double energy(final int particle) {
        return squares(particle) / 2 - logLikelihoods[particle];
    }

    /** |z|² + |ρ|² of a particle. */
    double squares(final int particle) {
        return codeSquares(particle) + momentumSquares(particle);
    }

    /** |z|² of a particle. */
    double codeSquares(final int particle) {
        double sum = 0;
        for (int i = particle * latent; i < (particle + 1) * latent; i++) {
            sum += (double)codes[i] * codes[i];
        }
        return sum;
    }

    /** |ρ|² of a particle. */
    double momentumSquares(final int particle) {
        double sum = 0;
        for (int i = particle * latent; i < (particle + 1) * latent; i++) {
            sum += momenta[i] * momenta[i];
        }
        return sum;
    }

    /** Puts a particle back where it stood. */
    void restore(final int particle, final Saved saved) {
        System.arraycopy(saved.codes, particle * latent, codes, particle * latent, latent);
        System.arraycopy(saved.gradients, particle * latent, gradients, particle * latent, latent);
        logLikelihoods[particle] = saved.logLikelihoods[particle];
    }

    /** Takes note of where particles [0, count) stand. */
    void save(final int count, final Saved target) {
        System.arraycopy(codes, 0, target.codes, 0, count * latent);
        System.arraycopy(gradients, 0, target.gradients, 0, count * latent);
        System.arraycopy(logLikelihoods, 0, target.logLikelihoods, 0, count);
    }

    /** Where particles stood, with log p(x|z) and ∇U. */
    static final class Saved {

        private final float[] codes;

        private final float[] gradients;

        private final double[] logLikelihoods;

        Saved(final Particles particles) {
            codes = new float[particles.codes.length];
            gradients = new float[codes.length];
            logLikelihoods = new double[CAPACITY];
        }
    }
}
