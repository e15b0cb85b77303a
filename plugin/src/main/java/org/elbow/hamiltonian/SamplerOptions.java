package org.elbow.hamiltonian;

import org.elbow.data.FeatureMatrix;
import org.elbow.vae.VaeModel;

/**
 * How {@link HamiltonianSampler} estimates likelihoods.
 *
 * @param samples S, draws from the encoder's posterior per row, each the beginning of a trajectory; between 1 and 1,000,000
 * @param kept how many of a row's samples are kept, the first ones; between 0 and S
 * @param dynamics the trajectories
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record SamplerOptions(int samples, int kept, SamplerDynamics dynamics, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public SamplerOptions {
        require(samples >= 1 && samples <= 1_000_000, "number of samples per row", samples, "between 1 and 1000000");
        require(kept >= 0 && kept <= samples, "number of samples to keep per row", kept,
            "between 0 and the number of samples, " + samples + " (keep fewer, or draw more)");
        java.util.Objects.requireNonNull(dynamics, "dynamics");
        require(workers >= 0 && workers <= 1024, "number of worker threads", workers, "between 0 (all processors) and 1024");
    }

    /** @return 100 samples, of which 10 are kept, by the dynamics that the model learned, or else the default ones */
    public static SamplerOptions defaults() {
        return new SamplerOptions(100, 10, SamplerDynamics.defaults(), 1, 0);
    }

    /** @return the same with other numbers of samples */
    public SamplerOptions withSamples(final int value, final int keptValue) {
        return new SamplerOptions(value, keptValue, dynamics, seed, workers);
    }

    /** @return the same with other dynamics */
    public SamplerOptions withDynamics(final SamplerDynamics value) {
        return new SamplerOptions(samples, kept, value, seed, workers);
    }

    /** @return the same with another seed */
    public SamplerOptions withSeed(final long value) {
        return new SamplerOptions(samples, kept, dynamics, value, workers);
    }

    /** Room for the codes that are kept of all rows. */
    static FeatureMatrix matrixOfSamples(final FeatureMatrix table, final int kept, final VaeModel model) {
        final int rows = table.rows();
        if ((long)rows * kept > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("With " + rows + " rows and " + kept + " samples to keep of each there are "
                + (long)rows * kept + " samples; at most " + Integer.MAX_VALUE + " can be kept. Keep fewer per row.");
        }
        return FeatureMatrix.allocate(rows * kept, model.architecture().latent(), table.storage());
    }

    static void require(final boolean condition, final String name, final Number value, final String range) {
        if (!condition) {
            throw new IllegalArgumentException("The " + name + " is " + value + "; it must be " + range + ".");
        }
    }
}
