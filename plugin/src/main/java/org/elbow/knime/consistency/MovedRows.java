package org.elbow.knime.consistency;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import org.elbow.data.FeatureMatrix;

/** The few rows of a table whose codes move most, kept while the table goes by. */
final class MovedRows implements AutoCloseable {

    /** How many rows are kept. */
    private static final int MOST = 5;

    /**
     * A row that is kept.
     *
     * @param divergence its score, finite
     * @param place among the rows that were scored
     * @param index in {@link #features}
     */
    record Moved(double divergence, int place, int index) {
    }

    private final TreeSet<Moved> rows = new TreeSet<>(
        Comparator.comparingDouble(Moved::divergence).reversed().thenComparingInt(Moved::place));

    private final FeatureMatrix features;

    /** @param width features of a row */
    MovedRows(final int width) {
        features = FeatureMatrix.allocate(MOST, width);
    }

    /**
     * Takes note of a chunk of rows.
     *
     * @param chunk their features; not changed
     * @param first the place of its first row
     * @param divergence scores of its rows
     */
    void add(final FeatureMatrix chunk, final int first, final double[] divergence) {
        final float[] row = new float[features.columns()];
        for (int i = 0; i < divergence.length; i++) {
            if (!Double.isFinite(divergence[i]) || rows.size() == MOST && divergence[i] <= rows.last().divergence()) {
                continue;
            }
            final int index = rows.size() < MOST ? rows.size() : rows.pollLast().index();
            chunk.getRow(i, row, 0);
            features.setRow(index, row, 0);
            rows.add(new Moved(divergence[i], first + i, index));
        }
    }

    /** The rows, the one that moves most first. */
    List<Moved> inOrder() {
        return List.copyOf(rows);
    }

    /** Their features. */
    FeatureMatrix features() {
        return features;
    }

    @Override
    public void close() {
        features.close();
    }
}
