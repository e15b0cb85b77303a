package org.elbow.consistency;

/**
 * How the consistency of codes is measured.
 *
 * @param transformations random transformations of each row, at least 1; more make its score less noisy
 * @param seed of the transformations; those of a row depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record ConsistencyOptions(int transformations, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public ConsistencyOptions {
        if (transformations < 1 || transformations > 100_000) {
            throw new IllegalArgumentException("The number of transformations per row is " + transformations
                + "; it must be between 1 and 100000.");
        }
        if (workers < 0 || workers > 1024) {
            throw new IllegalArgumentException(
                "The number of worker threads is " + workers + "; it must be between 0 (all processors) and 1024.");
        }
    }

    /** @return ten transformations per row */
    public static ConsistencyOptions defaults() {
        return new ConsistencyOptions(10, 1, 0);
    }
}
