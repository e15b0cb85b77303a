package org.elbow.hamiltonian;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011): Markov chains that begin at draws from the encoder's posterior and
 * converge to p(z|x) itself, whatever the encoder takes it for. Moves are leapfrog steps without cooling, corrected by
 * Metropolis' rule.
 *
 * <pre>
 * try (PosteriorSamples found = HamiltonianChain.sample(model, rows, ChainOptions.defaults(), Progress.NONE)) {
 *     System.out.println(found.mean().get(0, 0));
 * }
 * </pre>
 */
public final class HamiltonianChain {

    /** Numbers that the draws of a block may hold: 64 megabytes. */
    private static final long MOST_NUMBERS_OF_DRAWS = 1 << 24;

    private HamiltonianChain() {
    }

    /**
     * Samples the posteriors of rows.
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
    public static PosteriorSamples sample(final VaeModel model, final FeatureMatrix rows, final ChainOptions options,
        final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final SamplerDynamics.Chosen chosen = options.dynamics().forModel(model);
        final int count = rows.rows();
        final long stepsPerRow = (long)options.chains() * options.steps() * chosen.dynamics().leapfrogSteps()
            + (chosen.tuned() ? StepTuning.stepsPerRow(chosen.dynamics()) : 0);
        final BlockProgress steps = new BlockProgress(progress, count * stepsPerRow);
        final int latent = model.architecture().latent();
        final PosteriorSamples result = new PosteriorSamples(FeatureMatrix.allocate(count, latent, rows.storage()),
            FeatureMatrix.allocate(count, latent, rows.storage()), FeatureMatrix.allocate(count, latent, rows.storage()),
            new double[count], new double[count], new double[count], new double[count], new SamplingStatus[count],
            SamplerOptions.matrixOfSamples(rows, options.kept(), model), options.kept(), chosen.dynamics(), new double[count]);
        try (PassPool passes = new PassPool(model, true, options.workers(), Particles.CAPACITY)) {
            System.arraycopy(StepTuning.factors(passes, rows, chosen, chosen.tuned(), options.seed(), steps), 0,
                result.stepFactors(), 0, count);
            passes.forEachBlock(count, rowsPerBlock(options, latent), steps,
                "Running " + options.chains() + " Markov chains per row",
                (block, from, to) -> new Rows(block, rows, from, to, chosen, options, steps, result).sample());
            return result;
        } catch (final RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    /** As many as a thread moves at once, but fewer where their draws would take more than some memory. */
    private static int rowsPerBlock(final ChainOptions options, final int latent) {
        final long perRow = (long)options.chains() * options.draws() * latent;
        return (int)Math.max(1, Math.min(Particles.CAPACITY / options.chains(), MOST_NUMBERS_OF_DRAWS / perRow));
    }

    /** The rows of one block, all chains of which are moved by one thread. */
    private static final class Rows {

        private final PassPool.Block block;

        private final int from;

        private final int rowCount;

        private final int count;

        private final ChainOptions options;

        private final BlockProgress progress;

        private final PosteriorSamples result;

        private final Particles particles;

        private final MetropolisMoves moves;

        private final SplittableRandom[] streams;

        /** Draws of each particle, [particles][draws · latent]. */
        private final float[][] draws;

        private final double[] accepted;

        private final double[] energyErrors;

        private final int[] diverged;

        Rows(final PassPool.Block block, final FeatureMatrix rows, final int from, final int to,
            final SamplerDynamics.Chosen chosen, final ChainOptions options, final BlockProgress progress,
            final PosteriorSamples result) {
            this.block = block;
            this.from = from;
            this.options = options;
            this.progress = progress;
            this.result = result;
            rowCount = to - from;
            count = rowCount * options.chains();
            particles = new Particles(block);
            moves = new MetropolisMoves(particles, chosen.dynamics());
            streams = new SplittableRandom[count];
            draws = new float[count][options.draws() * particles.latent];
            accepted = new double[count];
            energyErrors = new double[count];
            diverged = new int[count];
            final float[][] posteriors = particles.posteriors(rows, from, to);
            final float[] draw = new float[particles.latent];
            final long seed = RandomStreams.seed(options.seed(), 'C');
            for (int particle = 0; particle < count; particle++) {
                final int row = particle / options.chains();
                streams[particle] = RandomStreams.of(rows.contentHash(from + row, seed), particle % options.chains());
                RandomStreams.gaussian(streams[particle], draw, 0, draw.length);
                particles.assign(particle, rows, from + row);
                particles.place(particle, posteriors[row], draw);
                particles.scale(particle, result.stepFactors()[from + row], chosen.relative(), posteriors[row]);
            }
        }

        void sample() {
            particles.look(count);
            final boolean[] inRange = new boolean[rowCount];
            Arrays.fill(inRange, true);
            for (int particle = 0; particle < count; particle++) {
                inRange[particle / options.chains()] &= Double.isFinite(particles.logLikelihoods[particle]);
            }
            for (int step = 0; step < options.steps(); step++) {
                moves.move(count, streams, () -> progress.advance(block, count));
                if (step >= options.burnIn()) {
                    record(step - options.burnIn());
                }
            }
            for (int row = 0; row < rowCount; row++) {
                summarise(row, inRange[row]);
            }
        }

        /** Takes note of a step after the burn-in. */
        private void record(final int step) {
            final int latent = particles.latent;
            for (int particle = 0; particle < count; particle++) {
                accepted[particle] += moves.acceptance[particle];
                if (SamplingStatus.isDivergence(particles.energyErrors[particle])) {
                    diverged[particle]++;
                } else {
                    energyErrors[particle] += Math.abs(particles.energyErrors[particle]);
                }
                if ((step + 1) % options.thinning() == 0) {
                    System.arraycopy(particles.codes, particle * latent, draws[particle], step / options.thinning() * latent,
                        latent);
                }
            }
        }

        private void summarise(final int row, final boolean inRange) {
            final int first = row * options.chains();
            final int end = first + options.chains();
            final long all = (long)options.chains() * options.draws() * options.thinning();
            final long divergences = Arrays.stream(diverged, first, end).asLongStream().sum();
            final int at = from + row;
            result.diverged()[at] = (double)divergences / all;
            result.acceptance()[at] = Arrays.stream(accepted, first, end).sum() / all;
            result.energyError()[at] = divergences == all ? Double.NaN
                : Arrays.stream(energyErrors, first, end).sum() / (all - divergences);
            result.status()[at] = !inRange ? SamplingStatus.OUT_OF_RANGE
                : 2 * divergences > all ? SamplingStatus.DIVERGED : SamplingStatus.OK;
            result.scaleReduction()[at] = Double.NaN;
            final boolean usable = result.status()[at] == SamplingStatus.OK;
            final ChainMoments moments = new ChainMoments(options.chains(), options.draws());
            final float[] mean = new float[particles.latent];
            final float[] lower = new float[mean.length];
            final float[] upper = new float[mean.length];
            for (int i = 0; i < mean.length; i++) {
                moments.read(draws, first, mean.length, i);
                mean[i] = usable ? (float)moments.mean() : Float.NaN;
                lower[i] = usable ? (float)moments.quantile((1 - options.level()) / 2) : Float.NaN;
                upper[i] = usable ? (float)moments.quantile((1 + options.level()) / 2) : Float.NaN;
                if (usable) {
                    result.scaleReduction()[at] = largest(result.scaleReduction()[at], moments.scaleReduction());
                }
            }
            result.mean().setRow(at, mean, 0);
            result.lower().setRow(at, lower, 0);
            result.upper().setRow(at, upper, 0);
            keep(at, first, usable);
        }

        private static double largest(final double soFar, final double value) {
            return Double.isNaN(soFar) || value > soFar ? value : soFar;
        }

        /** Keeps draws at even distances from all chains of a row, one chain after the other. */
        private void keep(final int row, final int first, final boolean usable) {
            final int latent = particles.latent;
            final float[] code = new float[latent];
            final long all = (long)options.chains() * options.draws();
            for (int number = 0; number < options.kept(); number++) {
                final int draw = (int)((2L * number + 1) * all / (2L * options.kept()));
                if (usable) {
                    System.arraycopy(draws[first + draw / options.draws()], draw % options.draws() * latent, code, 0, latent);
                } else {
                    Arrays.fill(code, Float.NaN);
                }
                result.codes().setRow(row * options.kept() + number, code, 0);
            }
        }
    }
}
