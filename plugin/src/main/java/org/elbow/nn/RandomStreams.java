package org.elbow.nn;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on a seed and on what they are for, and on nothing else: not on the thread that draws them, nor
 * on how the work is divided, nor on what else runs.
 */
public final class RandomStreams {

    private RandomStreams() {
    }

    /**
     * The stream for one purpose.
     *
     * @param seed the seed of the computation
     * @param path what the numbers are for: say the purpose, the step and the row
     * @return a stream of its own for each different seed and path
     */
    public static SplittableRandom of(final long seed, final long... path) {
        return new SplittableRandom(seed(seed, path));
    }

    /**
     * A seed for one purpose.
     *
     * @param seed the seed of the computation
     * @param path what it is for
     * @return a seed of its own for each different seed and path
     */
    public static long seed(final long seed, final long... path) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        for (final long part : path) {
            // the factor keeps a seed and a part of the path that happen to be equal from cancelling each other
            state = mix(state * 0xD1342543DE82EF95L + part + 0x9E3779B97F4A7C15L);
        }
        return state;
    }

    /**
     * Fills part of an array with draws from the standard normal distribution.
     *
     * @param random the stream to draw from
     * @param target the array to change
     * @param offset the first entry to set
     * @param count how many entries to set
     */
    public static void gaussian(final SplittableRandom random, final float[] target, final int offset, final int count) {
        for (int i = offset; i < offset + count; i++) {
            target[i] = (float)random.nextGaussian();
        }
    }

    /** The finalising mix of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(final long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
