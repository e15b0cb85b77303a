package org.elbow.explore;

/**
 * How far and how finely a dimension of the code is gone through.
 *
 * @param range R, positive, at most 1000: the dimension goes from −R to R. The prior has a standard deviation of 1
 * @param steps values on the way, both ends included, from 2 to 10,000; with an odd number one of them is 0
 */
public record TraversalOptions(double range, int steps) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public TraversalOptions {
        if (!(range > 0 && range <= 1000)) {
            throw new IllegalArgumentException("The range of a traversal is ±" + range
                + "; it must be above 0 and at most 1000. The prior has a standard deviation of 1.");
        }
        if (steps < 2 || steps > 10_000) {
            throw new IllegalArgumentException(
                "The number of steps of a traversal is " + steps + "; it must be between 2 (both ends) and 10000.");
        }
    }

    /** @return nine steps from −3 to 3 */
    public static TraversalOptions defaults() {
        return new TraversalOptions(3, 9);
    }

    /** @return the same with another range */
    public TraversalOptions withRange(final double newRange) {
        return new TraversalOptions(newRange, steps);
    }

    /** @return the same with another number of steps */
    public TraversalOptions withSteps(final int newSteps) {
        return new TraversalOptions(range, newSteps);
    }

    /** @return the value of the dimension in a step, from −range at step 0 to range at the last */
    public double value(final int step) {
        return range * (2.0 * step - (steps - 1)) / (steps - 1);
    }
}
