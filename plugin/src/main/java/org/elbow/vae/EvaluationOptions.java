package org.elbow.vae;

/**
 * How rows are evaluated.
 *
 * @param samples draws of z per row over which log p(x|z) is averaged, at least 1
 * @param reconstruct whether reconstructions are wanted
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record EvaluationOptions(int samples, boolean reconstruct, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public EvaluationOptions {
        if (samples < 1 || samples > 100_000) {
            throw new IllegalArgumentException(
                "The number of draws per row is " + samples + "; it must be between 1 and 100000.");
        }
        if (workers < 0 || workers > 1024) {
            throw new IllegalArgumentException(
                "The number of worker threads is " + workers + "; it must be between 0 (all processors) and 1024.");
        }
    }

    /** @return ten draws per row, with reconstructions */
    public static EvaluationOptions defaults() {
        return new EvaluationOptions(10, true, 1, 0);
    }
}
