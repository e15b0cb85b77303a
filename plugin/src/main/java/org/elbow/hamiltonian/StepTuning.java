package org.elbow.hamiltonian;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;

/**
 * Adapts step sizes to each row: a few trajectories without cooling are begun at draws from the encoder's posterior, and
 * bisection finds the factor of ε for which the mean of exp(−|ΔH|) is 0.7. Where energies change like normal numbers, as they
 * do in equilibrium, Metropolis' rule then accepts 80 % of the moves, which is about the best (Beskos et al. 2013). The
 * trajectories are used for nothing else, so that estimates with the step sizes found stay unbiased, and the factor depends
 * continuously on what they find, so that rounding does not matter.
 */
final class StepTuning {

    private static final int TRAJECTORIES = 8;

    private static final int BISECTIONS = 8;

    private static final double TARGET = 0.7;

    /** Factors are sought between 2 to the power of these. */
    private static final double SMALLEST_EXPONENT = -12;

    private static final double LARGEST_EXPONENT = 6;

    private static final int ROWS_PER_BLOCK = Particles.CAPACITY / TRAJECTORIES;

    private StepTuning() {
    }

    /** How many leapfrog steps tuning takes for a row. */
    static long stepsPerRow(final Dynamics dynamics) {
        return (long)TRAJECTORIES * BISECTIONS * dynamics.leapfrogSteps();
    }

    /** @return the factor of ε for each row; 1 for all if they are not to be tuned */
    static double[] factors(final PassPool passes, final FeatureMatrix rows, final SamplerDynamics.Chosen chosen,
        final boolean tuned, final long seed, final BlockProgress progress) {
        final double[] factors = new double[rows.rows()];
        Arrays.fill(factors, 1);
        if (tuned) {
            final RowNoise noise = RowNoise.byContent(rows, RandomStreams.seed(seed, 'T'));
            passes.forEachBlock(rows.rows(), ROWS_PER_BLOCK, progress, "Tuning the step sizes",
                (block, from, to) -> tune(block, rows, from, to, chosen, noise, progress, factors));
        }
        return factors;
    }

    private static void tune(final PassPool.Block block, final FeatureMatrix rows, final int from, final int to,
        final SamplerDynamics.Chosen chosen, final RowNoise noise, final BlockProgress progress, final double[] factors) {
        final Particles particles = new Particles(block);
        final float[][] posteriors = particles.posteriors(rows, from, to);
        final int count = (to - from) * TRAJECTORIES;
        final float[] draw = new float[particles.latent];
        for (int particle = 0; particle < count; particle++) {
            final int row = particle / TRAJECTORIES;
            particles.assign(particle, rows, from + row);
            noise.draw(from + row, 2 * (particle % TRAJECTORIES), draw, draw.length);
            particles.place(particle, posteriors[row], draw);
        }
        particles.look(count);
        final Particles.Saved beginning = new Particles.Saved(particles);
        particles.save(count, beginning);
        final Bracket[] brackets = new Bracket[to - from];
        Arrays.setAll(brackets, row -> new Bracket());
        for (int i = 0; i < BISECTIONS; i++) {
            for (int particle = 0; particle < count; particle++) {
                final int row = particle / TRAJECTORIES;
                particles.restore(particle, beginning);
                particles.scale(particle, Math.pow(2, brackets[row].middle()), chosen.relative(), posteriors[row]);
                noise.draw(from + row, 2 * (particle % TRAJECTORIES) + 1, draw, draw.length);
                for (int j = 0; j < draw.length; j++) {
                    particles.momenta[particle * draw.length + j] = draw[j];
                }
            }
            particles.start(count);
            for (int k = 1; k <= chosen.dynamics().leapfrogSteps(); k++) {
                particles.step(count, chosen.dynamics(), k, false);
                progress.advance(block, count);
            }
            for (int row = 0; row < brackets.length; row++) {
                brackets[row].halve(agreement(particles, row * TRAJECTORIES));
            }
        }
        for (int row = 0; row < brackets.length; row++) {
            factors[from + row] = Math.pow(2, brackets[row].crossing());
        }
    }

    /** The mean of exp(−|ΔH|) over a row's trajectories; 0 for those that leave the range of numbers. */
    private static double agreement(final Particles particles, final int first) {
        double sum = 0;
        for (int particle = first; particle < first + TRAJECTORIES; particle++) {
            final double error = particles.energyErrors[particle];
            sum += Double.isNaN(error) ? 0 : Math.exp(-Math.abs(error));
        }
        return sum / TRAJECTORIES;
    }

    /** Exponents between which the target is crossed, with what was found there. */
    private static final class Bracket {

        private double low = SMALLEST_EXPONENT;

        private double high = LARGEST_EXPONENT;

        private double atLow = 1;

        private double atHigh;

        double middle() {
            return (low + high) / 2;
        }

        void halve(final double atMiddle) {
            if (atMiddle > TARGET) {
                low = middle();
                atLow = atMiddle;
            } else {
                high = middle();
                atHigh = atMiddle;
            }
        }

        double crossing() {
            return low + (high - low) * (atLow - TARGET) / (atLow - atHigh);
        }
    }
}
