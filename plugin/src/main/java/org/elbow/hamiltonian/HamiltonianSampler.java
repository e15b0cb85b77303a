package org.elbow.hamiltonian;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * Hamiltonian importance sampling (Caterini, Doucet, Sejdinovic 2018, Algorithm 1): draws z₀ of the encoder's posterior are
 * moved by K steps of Hamiltonian dynamics towards where p(z|x) is large, and weighted by
 *
 * <pre>log w = log p(x|z_K) + log N(z_K; 0, I) + log N(ρ_K; 0, I) − log q(z₀|x) − log N(ρ₀; 0, β₀⁻¹ I) + (L/2) log β₀.</pre>
 *
 * exp(log w) is an unbiased estimate of p(x), whatever the model was trained with. The encoder's estimate beside it (Burda,
 * Grosse, Salakhutdinov 2016) uses the same z₀, so that their difference shows what the dynamics gain.
 *
 * <pre>
 * try (HamiltonianEstimates found = HamiltonianSampler.estimate(model, rows, SamplerOptions.defaults(), Progress.NONE)) {
 *     System.out.println(found.summary());
 * }
 * </pre>
 */
public final class HamiltonianSampler {

    /** From so many samples on, a block is a single row. */
    private static final int FEWEST_PARTICLES = 64;

    private static final int MOST_ROWS_PER_BLOCK = 64;

    private HamiltonianSampler() {
    }

    /**
     * Estimates log p(x) of each row, and samples p(z|x).
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of the leapfrog steps of all rows, and may cancel between two of them
     * @return what was found, to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws IllegalArgumentException if the dynamics that the model learned are damaged
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static HamiltonianEstimates estimate(final VaeModel model, final FeatureMatrix rows, final SamplerOptions options,
        final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final SamplerDynamics.Chosen chosen = options.dynamics().forModel(model);
        final boolean tuned = chosen.tuned() && !chosen.learned();
        final int count = rows.rows();
        final long stepsPerRow = (long)options.samples() * (chosen.dynamics().leapfrogSteps() + 1)
            + (tuned ? StepTuning.stepsPerRow(chosen.dynamics()) : 0);
        final BlockProgress steps = new BlockProgress(progress, count * stepsPerRow);
        final FeatureMatrix codes = SamplerOptions.matrixOfSamples(rows, options.kept(), model);
        try (PassPool passes = new PassPool(model, true, options.workers(), Particles.CAPACITY)) {
            final HamiltonianEstimates result = new HamiltonianEstimates(new LikelihoodEstimate[count],
                new LikelihoodEstimate[count], new double[count], new int[count], new SamplingStatus[count], codes,
                new double[count * options.kept()], options.kept(), chosen.dynamics(), chosen.learned(),
                StepTuning.factors(passes, rows, chosen, tuned, options.seed(), steps));
            final RowNoise noise = RowNoise.byContent(rows, options.seed());
            final RowNoise momenta = RowNoise.byContent(rows, RandomStreams.seed(options.seed(), 'M'));
            passes.forEachBlock(count, rowsPerBlock(options.samples()), steps,
                "Sampling " + options.samples() + " trajectories per row", (block, from, to) -> new Rows(block, rows, from, to,
                    chosen, options.samples(), noise, momenta, steps, result).sample());
            return result;
        } catch (final RuntimeException | Error e) {
            codes.close();
            throw e;
        }
    }

    private static int rowsPerBlock(final int samples) {
        return samples >= FEWEST_PARTICLES ? 1 : Math.min(MOST_ROWS_PER_BLOCK, Particles.CAPACITY / samples);
    }

    /** The rows of one block, all samples of which are drawn by one thread. */
    private static final class Rows {

        private final PassPool.Block block;

        private final FeatureMatrix rows;

        private final int from;

        private final int count;

        private final SamplerDynamics.Chosen chosen;

        private final int samples;

        private final RowNoise noise;

        private final RowNoise momenta;

        private final BlockProgress progress;

        private final HamiltonianEstimates result;

        private final Particles particles;

        private final float[][] posteriors;

        private final float[] draw;

        private final double[] encoderWeights;

        private final double[] hamiltonianWeights;

        /** Per row. */
        private final double[] energyErrors;

        Rows(final PassPool.Block block, final FeatureMatrix rows, final int from, final int to,
            final SamplerDynamics.Chosen chosen, final int samples, final RowNoise noise, final RowNoise momenta,
            final BlockProgress progress, final HamiltonianEstimates result) {
            this.block = block;
            this.rows = rows;
            this.from = from;
            this.chosen = chosen;
            this.samples = samples;
            this.noise = noise;
            this.momenta = momenta;
            this.progress = progress;
            this.result = result;
            count = to - from;
            particles = new Particles(block);
            posteriors = particles.posteriors(rows, from, to);
            draw = new float[particles.latent];
            encoderWeights = new double[count * samples];
            hamiltonianWeights = new double[count * samples];
            energyErrors = new double[count];
        }

        void sample() {
            final int total = count * samples;
            final int chunks = (total + Particles.CAPACITY - 1) / Particles.CAPACITY;
            for (int chunk = 0; chunk < chunks; chunk++) {
                move((int)((long)total * chunk / chunks), (int)((long)total * (chunk + 1) / chunks));
            }
            for (int row = 0; row < count; row++) {
                final int at = from + row;
                result.encoder()[at] = LikelihoodEstimate.of(encoderWeights, row * samples, samples);
                result.hamiltonian()[at] = LikelihoodEstimate.of(hamiltonianWeights, row * samples, samples);
                final int measured = samples - result.diverged()[at];
                result.energyError()[at] = measured == 0 ? Double.NaN : energyErrors[row] / measured;
                result.status()[at] = status(at);
            }
        }

        private SamplingStatus status(final int row) {
            if (!result.encoder()[row].isFinite()) {
                return SamplingStatus.OUT_OF_RANGE;
            }
            return 2L * result.diverged()[row] > samples || !result.hamiltonian()[row].isFinite() ? SamplingStatus.DIVERGED
                : SamplingStatus.OK;
        }

        /** Draws samples [first, end) of the block, which has {@link #samples} of each row, one row after the other. */
        private void move(final int first, final int end) {
            final int moved = end - first;
            final Dynamics dynamics = chosen.dynamics();
            final double[] atStart = new double[moved];
            for (int particle = 0; particle < moved; particle++) {
                atStart[particle] = begin(particle, first + particle);
            }
            particles.look(moved);
            for (int particle = 0; particle < moved; particle++) {
                encoderWeights[first + particle] =
                    particles.logLikelihoods[particle] + 0.5 * (atStart[particle] - particles.codeSquares(particle));
                atStart[particle] += particles.momentumSquares(particle) * dynamics.sqrtBeta0() * dynamics.sqrtBeta0();
            }
            particles.start(moved);
            progress.advance(block, moved);
            for (int k = 1; k <= dynamics.leapfrogSteps(); k++) {
                particles.step(moved, dynamics, k, true);
                progress.advance(block, moved);
            }
            for (int particle = 0; particle < moved; particle++) {
                hamiltonianWeights[first + particle] =
                    particles.logLikelihoods[particle] + 0.5 * (atStart[particle] - particles.squares(particle));
                end(particle, first + particle);
            }
        }

        /** @return ε² + Σ logvar, so that log N(z₀; 0, I) − log q(z₀|x) = ½ (this − z₀²) */
        private double begin(final int particle, final int sample) {
            final int row = sample / samples;
            final float[] posterior = posteriors[row];
            particles.assign(particle, rows, from + row);
            particles.scale(particle, result.stepFactors()[from + row], chosen.relative(), posterior);
            noise.draw(from + row, sample % samples, draw, draw.length);
            particles.place(particle, posterior, draw);
            double value = 0;
            for (int i = 0; i < draw.length; i++) {
                value += (double)draw[i] * draw[i] + posterior[draw.length + i];
            }
            momenta.draw(from + row, sample % samples, draw, draw.length);
            for (int i = 0; i < draw.length; i++) {
                particles.momenta[particle * draw.length + i] = draw[i] / chosen.dynamics().sqrtBeta0();
            }
            return value;
        }

        private void end(final int particle, final int sample) {
            final int row = sample / samples;
            final double error = particles.energyErrors[particle];
            if (SamplingStatus.isDivergence(error)) {
                result.diverged()[from + row]++;
            } else {
                energyErrors[row] += Math.abs(error);
            }
            final int number = sample % samples;
            if (number < result.kept()) {
                final int target = (from + row) * result.kept() + number;
                result.codes().setRow(target, Arrays.copyOfRange(particles.codes, particle * draw.length,
                    (particle + 1) * draw.length), 0);
                result.logWeights()[target] = hamiltonianWeights[sample];
            }
        }
    }
}
