package org.elbow.benchmarks;

import java.util.Arrays;

/**
 * Takes the time of one and the same piece of work, done over and over. The first repetitions, while the JVM compiles, do not
 * count: at least one does not, and at least three do.
 */
final class Stopwatch {

    private static final int FEWEST_COUNTED = 3;

    private final long warmUpNanoseconds;

    private final long countedNanoseconds;

    private long[] durations = new long[1024];

    private boolean warm;

    private int counted;

    private long begin;

    private long last;

    /**
     * @param warmUp for how many seconds repetitions do not count
     * @param seconds for how many seconds they do
     */
    Stopwatch(final double warmUp, final double seconds) {
        warmUpNanoseconds = Math.round(warmUp * 1e9);
        countedNanoseconds = Math.round(seconds * 1e9);
    }

    /** The next repetition begins now, and what has happened since the last one counts for nothing. */
    void resume() {
        last = System.nanoTime();
        if (begin == 0) {
            begin = last;
        }
    }

    /**
     * A repetition ends and the next one begins.
     *
     * @return whether there is to be a next one
     */
    boolean lap() {
        final long now = System.nanoTime();
        if (warm) {
            if (counted == durations.length) {
                durations = Arrays.copyOf(durations, 2 * counted);
            }
            durations[counted++] = now - last;
        } else if (now - begin >= warmUpNanoseconds) {
            warm = true;
            begin = now;
        }
        last = now;
        return !warm || counted < FEWEST_COUNTED || now - begin < countedNanoseconds;
    }

    /** @return how many repetitions were counted */
    int count() {
        return counted;
    }

    /** @return the duration in milliseconds that a share {@code q} of the counted repetitions stayed below */
    double quantile(final double q) {
        final long[] sorted = Arrays.copyOf(durations, counted);
        Arrays.sort(sorted);
        final double position = q * (counted - 1);
        final int below = (int)position;
        final double share = position - below;
        return ((1 - share) * sorted[below] + share * sorted[Math.min(below + 1, counted - 1)]) / 1e6;
    }
}
