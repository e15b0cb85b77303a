package org.elbow.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one and the same piece of work, in nanoseconds, and what to say of them. */
final class Durations {

    private final long[] sorted;

    private Durations(final long[] values) {
        sorted = values;
        Arrays.sort(sorted);
    }

    /** The durations but the first {@code skipped}; the array is not changed. */
    static Durations of(final long[] nanoseconds, final int skipped) {
        return new Durations(Arrays.copyOfRange(nanoseconds, skipped, nanoseconds.length));
    }

    Durations and(final Durations others) {
        final long[] all = Arrays.copyOf(sorted, sorted.length + others.sorted.length);
        System.arraycopy(others.sorted, 0, all, sorted.length, others.sorted.length);
        return new Durations(all);
    }

    static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors, Java " + System.getProperty("java.version");
    }

    static String header(final String work) {
        return String.format("%-28s %10s %10s %10s %8s", work, "median ms", "10 % ms", "90 % ms", "count");
    }

    String line(final String label) {
        return String.format(Locale.ROOT, "%-28s %10.2f %10.2f %10.2f %8d", label, quantile(0.5), quantile(0.1),
            quantile(0.9), sorted.length);
    }

    private double quantile(final double q) {
        return sorted[(int)Math.round(q * (sorted.length - 1))] / 1e6;
    }
}
