package org.elbow.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Samples of a table's rows, at random by a seed, which depend on what the rows hold, but not on their order. */
public final class ContentSample {

    private ContentSample() {
    }

    /**
     * Samples rows without replacement. Rows of the same content are taken or left together, but for the last one.
     *
     * @param rows the table; not changed
     * @param count the largest number of rows wanted, at least 0
     * @param seed another seed gives another, unrelated sample
     * @return indices of min(count, number of rows) rows, in an order that depends on their content as well
     */
    public static int[] of(final FeatureMatrix rows, final int count, final long seed) {
        final long[] hashes = new long[rows.rows()];
        for (int row = 0; row < hashes.length; row++) {
            hashes[row] = rows.contentHash(row, seed);
        }
        final long largest = largestOf(hashes, count);
        return IntStream.range(0, hashes.length).filter(row -> hashes[row] <= largest).boxed()
            .sorted(Comparator.comparingLong(row -> hashes[row])).limit(Math.max(0, count)).mapToInt(Integer::intValue).toArray();
    }

    /** The largest of the {@code count} smallest hashes. */
    private static long largestOf(final long[] hashes, final int count) {
        if (count < 1 || count >= hashes.length) {
            return Long.MAX_VALUE;
        }
        final long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        return sorted[count - 1];
    }
}
