package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.ContentSampler;
import org.elbow.data.FeatureMatrix;
import org.elbow.knime.table.StorageParameters;
import org.elbow.nn.Progress;
import org.elbow.novelty.ColumnRepair;
import org.elbow.novelty.ColumnSurprises;
import org.elbow.novelty.ExpectedValue;
import org.elbow.novelty.RepairedColumns;
import org.elbow.vae.VaeModel;

/** Explains the rows with the highest scores by what the repair of each column gains, above its median over a sample of rows. */
final class RowsToRepair implements RowsToExplain {

    /** Enough rows for medians that are off by a tenth of the standard deviation. */
    private static final int SAMPLE = 200;

    /** A row that is kept, and where. */
    private record Kept(ScoredRow row, int place) {
    }

    private static final Comparator<Kept> ORDER =
        Comparator.<Kept>comparingDouble(kept -> kept.row().score()).thenComparing(kept -> -kept.row().row());

    private final int most;

    private final PriorityQueue<Kept> highest = new PriorityQueue<>(ORDER);

    private final FeatureMatrix rows;

    private final ContentSampler sampler;

    private int seen;

    /**
     * @param most how many rows are to be explained at most, at least 0
     * @param features of a row
     * @param tableRows how many rows there can be
     * @param seed of the sample that tells what is usual
     */
    RowsToRepair(final int most, final int features, final int tableRows, final long seed) {
        this.most = Math.min(most, tableRows);
        rows = FeatureMatrix.allocate(this.most, features, StorageParameters.automatic());
        try {
            sampler = new ContentSampler(Math.min(SAMPLE, tableRows), features, seed, StorageParameters.automatic());
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    @Override
    public void add(final FeatureMatrix chunk, final Scoring scoring) {
        final double[] scores = scoring.negativeLogLikelihood();
        final float[] features = new float[chunk.columns()];
        for (int i = 0; i < chunk.rows(); i++) {
            sampler.add(chunk, i);
            final double score = Double.isNaN(scores[i]) ? Double.POSITIVE_INFINITY : scores[i];
            final ScoredRow row = new ScoredRow(seen++, score);
            if (highest.size() == most && (most == 0 || score <= highest.peek().row().score())) {
                continue;
            }
            final Kept kept = new Kept(row, highest.size() < most ? highest.size() : highest.poll().place());
            chunk.getRow(i, features, 0);
            rows.setRow(kept.place(), features, 0);
            highest.add(kept);
        }
    }

    @Override
    public RowExplanations explain(final RowsToExplain ordinary, final VaeModel model, final OodScorerParameters parameters,
        final Progress progress) {
        final List<Kept> kept = highest.stream().sorted(ORDER.reversed()).toList();
        try (FeatureMatrix suspects = rows.selectRows(kept.stream().mapToInt(Kept::place).toArray());
                FeatureMatrix sample = ((RowsToRepair)ordinary).sampler.sample();
                ColumnRepair repair =
                    new ColumnRepair(model, parameters.repair(), (long)suspects.rows() + sample.rows(), progress)) {
            final ColumnSurprises usual = usual(repair, sample);
            try (RepairedColumns repaired = repair.repair(suspects)) {
                return new Repairs(kept.stream().map(Kept::row).toList(), repaired, usual, model.encoding().columns());
            }
        }
    }

    private static ColumnSurprises usual(final ColumnRepair repair, final FeatureMatrix sample) {
        try (RepairedColumns repaired = repair.repair(sample)) {
            final float[] gains = new float[repair.columns()];
            try (FeatureMatrix all = FeatureMatrix.allocate(sample.rows(), gains.length)) {
                for (int row = 0; row < sample.rows(); row++) {
                    for (int c = 0; c < gains.length; c++) {
                        gains[c] = (float)repaired.gains()[row][c];
                    }
                    all.setRow(row, gains, 0);
                }
                return ColumnSurprises.against(all, sample.rows());
            }
        }
    }

    @Override
    public void close() {
        rows.close();
        sampler.close();
    }

    /** What was found, in words and numbers. */
    private static final class Repairs implements RowExplanations {

        private final List<ScoredRow> highest;

        private final Map<Integer, double[]> surprises = new HashMap<>();

        private final Map<Integer, List<Optional<String>>> expected = new HashMap<>();

        Repairs(final List<ScoredRow> highest, final RepairedColumns repaired, final ColumnSurprises usual,
            final List<ColumnEncoding> columns) {
            this.highest = highest;
            final float[] values = new float[repaired.values().columns()];
            for (int i = 0; i < highest.size(); i++) {
                repaired.values().getRow(i, values, 0);
                final List<Optional<String>> words = new ArrayList<>();
                int offset = 0;
                for (final ColumnEncoding column : columns) {
                    words.add(ExpectedValue.inWords(column, values, offset));
                    offset += column.width();
                }
                surprises.put(highest.get(i).row(), usual.of(repaired.gains()[i]));
                expected.put(highest.get(i).row(), words);
            }
        }

        @Override
        public double[] surprises(final int row) {
            return surprises.get(row);
        }

        @Override
        public Optional<String> expected(final int row, final int column) {
            return expected.get(row).get(column);
        }

        @Override
        public List<ScoredRow> highest() {
            return highest.stream().filter(row -> Double.isFinite(row.score())).limit(SHOWN).toList();
        }
    }
}
