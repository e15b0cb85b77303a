package org.elbow.influence;

/**
 * How influence is computed.
 *
 * @param draws draws of the code over which a row's loss is averaged, at least 1
 * @param seed of the draws; a row's draws depend on this, on the checkpoint and on the row's content, not on the other rows
 * @param workers threads to use; 0 for one per processor
 * @param lastCheckpoints how many checkpoints to use, the last ones; 0 for all
 * @param lastLayers by the parameters of how many layers gradients are taken, counted from the decoder's output back through
 *            the code to the encoder's input, those of the likelihood itself always; 0 for all
 */
public record InfluenceOptions(int draws, long seed, int workers, int lastCheckpoints, int lastLayers) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public InfluenceOptions {
        require(draws >= 1 && draws <= 10_000, "number of draws", draws, "between 1 and 10000");
        require(workers >= 0 && workers <= 1024, "number of worker threads", workers, "between 0 (all processors) and 1024");
        require(lastCheckpoints >= 0, "number of last checkpoints", lastCheckpoints, "0 (all) or more");
        require(lastLayers >= 0, "number of last layers", lastLayers, "0 (all) or more");
    }

    /** Options with all checkpoints and all layers. */
    public InfluenceOptions(final int draws, final long seed, final int workers) {
        this(draws, seed, workers, 0, 0);
    }

    /** @return 4 draws, one thread per processor */
    public static InfluenceOptions defaults() {
        return new InfluenceOptions(4, 1, 0);
    }

    /** @return the same with another number of draws */
    public InfluenceOptions withDraws(final int value) {
        return new InfluenceOptions(value, seed, workers, lastCheckpoints, lastLayers);
    }

    /** @return the same with the last checkpoints only; 0 for all */
    public InfluenceOptions withLastCheckpoints(final int value) {
        return new InfluenceOptions(draws, seed, workers, value, lastLayers);
    }

    /** @return the same with gradients by the last layers' parameters only; 0 for all */
    public InfluenceOptions withLastLayers(final int value) {
        return new InfluenceOptions(draws, seed, workers, lastCheckpoints, value);
    }

    private static void require(final boolean valid, final String what, final Number value, final String range) {
        if (!valid) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be " + range + ".");
        }
    }
}
