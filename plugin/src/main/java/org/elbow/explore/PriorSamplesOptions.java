package org.elbow.explore;

/**
 * How codes are drawn from the prior.
 *
 * @param count of codes, at least 1
 * @param temperature T, positive, at most 100: codes are drawn from N(0, T² I). At 1 they are the prior's; below 1 they are
 *            nearer to its middle, so that rows are more typical and less varied; above 1 farther out
 * @param seed of the draws; a code depends on this and its own number, not on the count
 */
public record PriorSamplesOptions(long count, double temperature, long seed) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public PriorSamplesOptions {
        if (count < 1) {
            throw new IllegalArgumentException("The number of samples is " + count + "; it must be at least 1.");
        }
        if (!(temperature > 0 && temperature <= 100)) {
            throw new IllegalArgumentException("The temperature is " + temperature
                + "; it must be above 0 and at most 100. 1 samples the prior itself.");
        }
    }

    /** @return 100 draws from the prior itself */
    public static PriorSamplesOptions defaults() {
        return new PriorSamplesOptions(100, 1, 1);
    }

    /** @return the same with another count */
    public PriorSamplesOptions withCount(final long newCount) {
        return new PriorSamplesOptions(newCount, temperature, seed);
    }

    /** @return the same with another temperature */
    public PriorSamplesOptions withTemperature(final double newTemperature) {
        return new PriorSamplesOptions(count, newTemperature, seed);
    }

    /** @return the same with another seed */
    public PriorSamplesOptions withSeed(final long newSeed) {
        return new PriorSamplesOptions(count, temperature, newSeed);
    }
}
