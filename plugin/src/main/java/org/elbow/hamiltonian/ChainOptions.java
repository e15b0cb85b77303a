package org.elbow.hamiltonian;

/**
 * How {@link HamiltonianChain} samples posteriors.
 *
 * @param chains chains per row, each begun at a draw from the encoder's posterior; between 1 and 64
 * @param burnIn steps of a chain that are thrown away, between 0 and 1,000,000
 * @param draws draws of a chain that count, between 1 and 1,000,000 and, over all chains of a row, at most 100,000 in all
 * @param thinning steps of a chain per draw, between 1 and 10,000
 * @param level the probability of the credible intervals, in (0, 1)
 * @param kept how many of a row's draws are kept, evenly spaced; between 0 and chains · draws
 * @param dynamics the moves, which are made without cooling
 * @param seed of the draws; a row's draws depend on this and on its content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 */
public record ChainOptions(int chains, int burnIn, int draws, int thinning, double level, int kept, SamplerDynamics dynamics,
    long seed, int workers) {

    private static final int MOST_DRAWS_PER_ROW = 100_000;

    /** @throws IllegalArgumentException if a value is out of the range above */
    public ChainOptions {
        SamplerOptions.require(chains >= 1 && chains <= 64, "number of chains per row", chains, "between 1 and 64");
        SamplerOptions.require(burnIn >= 0 && burnIn <= 1_000_000, "burn-in", burnIn, "between 0 and 1000000 steps");
        SamplerOptions.require(draws >= 1 && (long)chains * draws <= MOST_DRAWS_PER_ROW, "number of draws per chain", draws,
            "between 1 and " + MOST_DRAWS_PER_ROW / chains + " for this number of chains");
        SamplerOptions.require(thinning >= 1 && thinning <= 10_000, "thinning", thinning, "between 1 and 10000");
        SamplerOptions.require(level > 0 && level < 1, "probability of the credible intervals", level, "above 0 and below 1");
        SamplerOptions.require(kept >= 0 && kept <= chains * draws, "number of draws to keep per row", kept,
            "between 0 and the number of draws of all chains, " + chains * draws + " (keep fewer, or draw more)");
        java.util.Objects.requireNonNull(dynamics, "dynamics");
        SamplerOptions.require(workers >= 0 && workers <= 1024, "number of worker threads", workers,
            "between 0 (all processors) and 1024");
    }

    /** @return four chains of 100 burn-in steps and 250 draws, 95 % intervals, 10 draws kept; ε adapted to each row */
    public static ChainOptions defaults() {
        return new ChainOptions(4, 100, 250, 1, 0.95, 10, SamplerDynamics.defaults().withTuning(), 1, 0);
    }

    /** @return the same with other dynamics */
    public ChainOptions withDynamics(final SamplerDynamics value) {
        return new ChainOptions(chains, burnIn, draws, thinning, level, kept, value, seed, workers);
    }

    /** @return the same with other lengths */
    public ChainOptions withDraws(final int burnInValue, final int drawsValue, final int keptValue) {
        return new ChainOptions(chains, burnInValue, drawsValue, thinning, level, keptValue, dynamics, seed, workers);
    }

    /** How many steps a chain goes. */
    int steps() {
        return Math.toIntExact((long)burnIn + (long)draws * thinning);
    }
}
