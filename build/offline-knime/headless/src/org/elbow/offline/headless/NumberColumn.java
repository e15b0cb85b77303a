package org.elbow.offline.headless;

import java.util.Arrays;
import java.util.Locale;

/** Rounds the numbers of a column for the eye: all to as many decimals as the largest of them leaves room for. */
final class NumberColumn {

    private static final int DIGITS = 5;
    private static final double LARGEST = 1e12; // above, figures are too many to be read

    private final int decimals;
    private final double smallest; // what would lose more than half of its digits is written with an exponent

    /** @param values the numbers that the column shows; any of them may be NaN or infinite */
    NumberColumn(final double... values) {
        final double largest = Arrays.stream(values).map(Math::abs).filter(value -> value < LARGEST).max().orElse(0);
        final int whole = largest < 1 ? 0 : (int)Math.floor(Math.log10(largest)) + 1;
        int needed = Math.max(1, DIGITS - whole);
        final double readable = Math.pow(10, DIGITS / 2 - needed);
        while (needed > 1 && allEndInZero(values, needed, readable)) {
            needed--;
        }
        decimals = needed;
        smallest = readable;
    }

    private static boolean allEndInZero(final double[] values, final int decimals, final double smallest) {
        return Arrays.stream(values).filter(value -> isPlain(value, smallest))
            .allMatch(value -> fixed(value, decimals).endsWith("0"));
    }

    /** @return the number, rounded; very large and, beside large ones, very small numbers with an exponent */
    String text(final double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return isPlain(value, smallest) ? fixed(value, decimals) : String.format(Locale.ROOT, "%.2e", value);
    }

    private static boolean isPlain(final double value, final double smallest) {
        return value == 0 || Math.abs(value) >= smallest && Math.abs(value) < LARGEST;
    }

    private static String fixed(final double value, final int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
