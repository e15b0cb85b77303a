package org.elbow.novelty;

import java.util.Objects;

/**
 * How columns are repaired.
 *
 * @param iterations how often a column is set to its reconstruction, at least 1; more bring it closer to what the other columns
 *            say of it, the more the less they say
 * @param likelihood how the likelihood before and after is estimated
 */
public record ColumnRepairOptions(int iterations, ImportanceSamplingOptions likelihood) {

    /** @throws IllegalArgumentException if the number of iterations is out of the range above */
    public ColumnRepairOptions {
        if (iterations < 1 || iterations > 100_000) {
            throw new IllegalArgumentException(
                "The number of iterations for the repair of a column is " + iterations + "; it must be between 1 and 100000.");
        }
        Objects.requireNonNull(likelihood, "likelihood");
    }

    /** @return 10 iterations, and 100 samples for the likelihood */
    public static ColumnRepairOptions defaults() {
        return defaults(ImportanceSamplingOptions.defaults());
    }

    /** @return 10 iterations */
    public static ColumnRepairOptions defaults(final ImportanceSamplingOptions likelihood) {
        return new ColumnRepairOptions(10, likelihood);
    }

    /** @return the same with another number of iterations */
    public ColumnRepairOptions withIterations(final int value) {
        return new ColumnRepairOptions(value, likelihood);
    }
}
