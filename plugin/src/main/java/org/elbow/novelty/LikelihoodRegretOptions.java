package org.elbow.novelty;

/**
 * How likelihood regret is computed.
 *
 * @param iterations steps of Adam on each row's posterior, 0 or more
 * @param learningRate Adam's step size, in (0, 1]
 * @param samples draws over which the ELBO before and after is averaged, the same for both, at least 1
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record LikelihoodRegretOptions(int iterations, double learningRate, int samples, long seed, int workers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public LikelihoodRegretOptions {
        require(iterations >= 0 && iterations <= 1_000_000, "number of iterations", iterations, "between 0 and 1000000");
        require(learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0 and at most 1");
        require(samples >= 1 && samples <= 100_000, "number of draws for the ELBO", samples, "between 1 and 100000");
        require(workers >= 0 && workers <= 1024, "number of worker threads", workers, "between 0 (all processors) and 1024");
    }

    /** @return 100 iterations with learning rate 0.05, the ELBO over 20 draws */
    public static LikelihoodRegretOptions defaults() {
        return new LikelihoodRegretOptions(100, 0.05, 20, 1, 0);
    }

    /** @return the same with another number of iterations */
    public LikelihoodRegretOptions withIterations(final int value) {
        return new LikelihoodRegretOptions(value, learningRate, samples, seed, workers);
    }

    private static void require(final boolean valid, final String what, final Number value, final String range) {
        if (!valid) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be " + range + ".");
        }
    }
}
