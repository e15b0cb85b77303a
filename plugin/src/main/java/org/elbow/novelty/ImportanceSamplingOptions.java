package org.elbow.novelty;

/**
 * How the likelihood of rows is estimated by importance sampling.
 *
 * @param samples draws from the encoder's posterior per row, at least 1; more make the bound tighter
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record ImportanceSamplingOptions(int samples, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public ImportanceSamplingOptions {
        if (samples < 1 || samples > 1_000_000) {
            throw new IllegalArgumentException(
                "The number of importance samples is " + samples + "; it must be between 1 and 1000000.");
        }
        if (workers < 0 || workers > 1024) {
            throw new IllegalArgumentException(
                "The number of worker threads is " + workers + "; it must be between 0 (all processors) and 1024.");
        }
    }

    /** @return 100 samples */
    public static ImportanceSamplingOptions defaults() {
        return new ImportanceSamplingOptions(100, 1, 0);
    }
}
