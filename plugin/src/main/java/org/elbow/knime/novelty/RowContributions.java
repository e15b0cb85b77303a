package org.elbow.knime.novelty;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

import org.elbow.data.FeatureMatrix;
import org.elbow.knime.table.StorageParameters;
import org.elbow.nn.Progress;
import org.elbow.novelty.ColumnContributions;
import org.elbow.novelty.ColumnSurprises;
import org.elbow.vae.VaeModel;

/** What each column, and behind them the code, contributes to the negative log-likelihood of a table's scored rows. */
final class RowContributions implements RowsToExplain {

    private final int mostRows;

    private final PriorityQueue<ScoredRow> highest =
        new PriorityQueue<>(Comparator.comparingDouble(ScoredRow::score).thenComparing(scored -> -scored.row()));

    private FeatureMatrix contributions;

    private int rows;

    /** @param mostRows how many rows there can be */
    RowContributions(final int mostRows) {
        this.mostRows = mostRows;
    }

    @Override
    public void add(final FeatureMatrix chunk, final Scoring scoring) {
        final ColumnContributions parts = scoring.contributions();
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
            note(new ScoredRow(rows, -parts.logLikelihood()[i]));
            contributions.setRow(rows++, row, 0);
        }
    }

    private void note(final ScoredRow scored) {
        if (Double.isFinite(scored.score())) {
            highest.add(scored);
            if (highest.size() > RowExplanations.SHOWN) {
                highest.remove();
            }
        }
    }

    @Override
    public RowExplanations explain(final RowsToExplain ordinary, final VaeModel model, final OodScorerParameters parameters,
        final Progress progress) {
        return new Division(((RowContributions)ordinary).usual());
    }

    /** What is usual in these rows; {@code null} if there are none. */
    private ColumnSurprises usual() {
        return rows == 0 ? null : ColumnSurprises.against(contributions, rows);
    }

    @Override
    public void close() {
        if (contributions != null) {
            contributions.close();
        }
    }

    /** What the columns contribute above the usual, the code's last. Valid until the contributions are closed. */
    private final class Division implements RowExplanations {

        private final ColumnSurprises usual;

        Division(final ColumnSurprises usual) {
            this.usual = usual;
        }

        @Override
        public double[] surprises(final int row) {
            final double[] result = new double[contributions.columns()];
            for (int c = 0; c < result.length; c++) {
                result[c] = contributions.get(row, c);
            }
            return usual.of(result);
        }

        @Override
        public Optional<String> expected(final int row, final int column) {
            return Optional.empty();
        }

        @Override
        public List<ScoredRow> highest() {
            return highest.stream().sorted(highest.comparator().reversed()).toList();
        }
    }
}
