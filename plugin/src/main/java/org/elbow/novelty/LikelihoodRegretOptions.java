package org.elbow.novelty;

/**
 * How likelihood regret is computed.
 *
 * @param iterations steps of Adam for each row, 0 or more
 * @param learningRate Adam's step size, in (0, 1]
 * @param samples draws over which the bound before and after is taken, the same for both, at least 1
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 * @param bound what is compared before and after. What is optimised is the ELBO in any case
 * @param variant what is optimised
 */
public record LikelihoodRegretOptions(int iterations, double learningRate, int samples, long seed, int workers,
    LikelihoodBound bound, RegretVariant variant) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public LikelihoodRegretOptions {
        require(iterations >= 0 && iterations <= 1_000_000, "number of iterations", iterations, "between 0 and 1000000");
        require(learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0 and at most 1");
        require(samples >= 1 && samples <= 100_000, "number of draws for the bound", samples, "between 1 and 100000");
        require(workers >= 0 && workers <= 1024, "number of worker threads", workers, "between 0 (all processors) and 1024");
        java.util.Objects.requireNonNull(bound, "bound");
        java.util.Objects.requireNonNull(variant, "variant");
    }

    /** @return the posterior variant: 100 iterations with learning rate 0.05, the ELBO over 20 draws */
    public static LikelihoodRegretOptions defaults() {
        return defaults(RegretVariant.POSTERIOR);
    }

    /**
     * 100 iterations, the ELBO over 20 draws, and a learning rate that suits the variant: 0.05 for a posterior's few
     * numbers, 0.0002 for an encoder's many weights.
     *
     * @return the options
     */
    public static LikelihoodRegretOptions defaults(final RegretVariant variant) {
        return new LikelihoodRegretOptions(100, variant == RegretVariant.POSTERIOR ? 0.05 : 2e-4, 20, 1, 0,
            LikelihoodBound.ELBO, variant);
    }

    /** @return the same with another number of iterations */
    public LikelihoodRegretOptions withIterations(final int value) {
        return new LikelihoodRegretOptions(value, learningRate, samples, seed, workers, bound, variant);
    }

    /** @return the same with another learning rate */
    public LikelihoodRegretOptions withLearningRate(final double value) {
        return new LikelihoodRegretOptions(iterations, value, samples, seed, workers, bound, variant);
    }

    /** @return the same with another bound, over another number of draws */
    public LikelihoodRegretOptions withBound(final LikelihoodBound value, final int draws) {
        return new LikelihoodRegretOptions(iterations, learningRate, draws, seed, workers, value, variant);
    }

    private static void require(final boolean valid, final String what, final Number value, final String range) {
        if (!valid) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be " + range + ".");
        }
    }
}
