package org.elbow.data;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The sample of {@link ContentSample} for rows that come by one after the other, of which only the sample is kept. Holds memory
 * outside the heap until closed.
 */
public final class ContentSampler implements AutoCloseable {

    /** A row that is kept, and where. */
    private record Kept(long hash, long number, int place) {
    }

    private static final Comparator<Kept> ORDER = Comparator.comparingLong(Kept::hash).thenComparingLong(Kept::number);

    private final int count;

    private final long seed;

    private final FeatureMatrix rows;

    private final PriorityQueue<Kept> kept = new PriorityQueue<>(ORDER.reversed());

    private long seen;

    /**
     * @param count the largest number of rows wanted, at least 0
     * @param columns of what is kept of a row, at least 1
     * @param seed another seed gives another, unrelated sample
     * @param storage of what is kept
     */
    public ContentSampler(final int count, final int columns, final long seed, final MatrixStorage storage) {
        this.count = count;
        this.seed = seed;
        rows = FeatureMatrix.allocate(count, columns, storage);
    }

    /**
     * Takes note of a row.
     *
     * @param source has the row; not changed
     * @param row its index there
     */
    public void add(final FeatureMatrix source, final int row) {
        add(source, row, source);
    }

    /**
     * Takes note of a row of which something else than its features is to be kept.
     *
     * @param source has the row's features; not changed
     * @param row its index in both matrices
     * @param values has what is to be kept of the row; not changed
     */
    public void add(final FeatureMatrix source, final int row, final FeatureMatrix values) {
        final long hash = source.contentHash(row, seed);
        final long number = seen++;
        final int place;
        if (kept.size() < count) {
            place = kept.size();
        } else if (count > 0 && hash < kept.peek().hash()) {
            place = kept.poll().place();
        } else {
            return;
        }
        kept.add(new Kept(hash, number, place));
        final float[] copy = new float[rows.columns()];
        values.getRow(row, copy, 0);
        rows.setRow(place, copy, 0);
    }

    private List<Kept> inOrder() {
        return kept.stream().sorted(ORDER).toList();
    }

    /** @return what is kept of the sample's rows, in the order of {@link ContentSample#of}; to be closed by the caller */
    public FeatureMatrix sample() {
        return rows.selectRows(inOrder().stream().mapToInt(Kept::place).toArray());
    }

    /** @return {@link FeatureMatrix#contentHash} of the sample's rows in that order, by this sampler's seed */
    public long[] hashes() {
        return inOrder().stream().mapToLong(Kept::hash).toArray();
    }

    @Override
    public void close() {
        rows.close();
    }
}
