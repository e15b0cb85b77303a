package org.elbow.consistency;

/**
 * How the use of the code is measured.
 *
 * @param rows the largest number of rows among which the mutual information is estimated, in [1, 100000]; time grows with its
 *            square, and its logarithm is the largest mutual information that can be found
 * @param draws of the code per row, at least 1; more make the estimate less noisy
 * @param seed of the sample of rows and of the draws
 * @param workers threads to use; 0 for one per processor
 */
public record CodeUsageOptions(int rows, int draws, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public CodeUsageOptions {
        if (rows < 1 || rows > 100_000) {
            throw new IllegalArgumentException(
                "The number of rows for the mutual information is " + rows + "; it must be between 1 and 100000.");
        }
        if (draws < 1 || draws > 100_000) {
            throw new IllegalArgumentException("The number of draws per row for the mutual information is " + draws
                + "; it must be between 1 and 100000.");
        }
        if (workers < 0 || workers > 1024) {
            throw new IllegalArgumentException(
                "The number of worker threads is " + workers + "; it must be between 0 (all processors) and 1024.");
        }
    }

    /** @return five draws for each of 5,000 rows */
    public static CodeUsageOptions defaults() {
        return new CodeUsageOptions(5000, 5, 1, 0);
    }
}
