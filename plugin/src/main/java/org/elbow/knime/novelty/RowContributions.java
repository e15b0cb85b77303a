package org.elbow.knime.novelty;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.elbow.data.FeatureMatrix;
import org.elbow.knime.table.StorageParameters;
import org.elbow.novelty.ColumnContributions;
import org.elbow.novelty.ColumnSurprises;

/** What each column, and behind them the code, contributes to the negative log-likelihood of a table's scored rows. */
final class RowContributions implements AutoCloseable {

    /** A scored row, counted from 0, and its negative log-likelihood. */
    record Scored(int row, double score) {
    }

    private static final int MOST_HIGHEST = 12;

    private final int mostRows;

    private final PriorityQueue<Scored> highest =
        new PriorityQueue<>(Comparator.comparingDouble(Scored::score).thenComparing(scored -> -scored.row()));

    private FeatureMatrix contributions;

    private int rows;

    /** @param mostRows how many rows there can be */
    RowContributions(final int mostRows) {
        this.mostRows = mostRows;
    }

    /** Takes the next rows, one at least. */
    void add(final ColumnContributions parts) {
        final float[] row = new float[parts.columns()[0].length + 1];
        if (contributions == null) {
            contributions = FeatureMatrix.allocate(mostRows, row.length, StorageParameters.automatic());
        }
        for (int i = 0; i < parts.code().length; i++) {
            for (int c = 0; c < row.length; c++) {
                final double value = c < row.length - 1 ? parts.columns()[i][c] : parts.code()[i];
                // out of the range of numbers is as surprising as can be
                row[c] = Double.isNaN(value) ? Float.POSITIVE_INFINITY : (float)value;
            }
            note(new Scored(rows, -parts.logLikelihood()[i]));
            contributions.setRow(rows++, row, 0);
        }
    }

    private void note(final Scored scored) {
        if (Double.isFinite(scored.score())) {
            highest.add(scored);
            if (highest.size() > MOST_HIGHEST) {
                highest.remove();
            }
        }
    }

    /** The rows with the highest finite scores, highest first. */
    List<Scored> highest() {
        return highest.stream().sorted(highest.comparator().reversed()).toList();
    }

    /** What is usual in these rows; {@code null} if there are none. */
    ColumnSurprises usual() {
        return rows == 0 ? null : ColumnSurprises.against(contributions, rows);
    }

    /** What a row's columns contribute above the usual, in nats, the code's last. */
    double[] surprises(final int row, final ColumnSurprises usual) {
        final double[] result = new double[contributions.columns()];
        for (int c = 0; c < result.length; c++) {
            result[c] = contributions.get(row, c);
        }
        return usual.of(result);
    }

    @Override
    public void close() {
        if (contributions != null) {
            contributions.close();
        }
    }
}
