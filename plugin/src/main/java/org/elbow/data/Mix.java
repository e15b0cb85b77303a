package org.elbow.data;

/** SplitMix64's finaliser (Steele, Lea, Flood 2014): a bijection of 64 bits that spreads every bit over all others. */
final class Mix {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mix() {
    }

    static long mix(final long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The {@code index}-th number of the stream that belongs to {@code seed}, uniform in [0, bound), bound positive. */
    static int below(final int bound, final long seed, final long index) {
        final long bits = mix(mix(seed) + index * GOLDEN) >>> 32;
        return (int)(bits * bound >>> 32);
    }
}
