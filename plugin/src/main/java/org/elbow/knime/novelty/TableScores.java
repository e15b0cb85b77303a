package org.elbow.knime.novelty;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.UsedRows;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The chosen scores of all rows of a table that can be scored, and what explains them.
 *
 * @param used which rows those are
 * @param scores a list for each chosen kind, in their order; none NaN
 * @param toExplain what is kept of the rows to explain their scores; {@code null} if that is not asked for
 * @param warning what the user should know about rows that were left out or cut
 */
record TableScores(UsedRows used, List<double[]> scores, RowsToExplain toExplain, Optional<String> warning)
    implements AutoCloseable {

    /**
     * Scores a table.
     *
     * @param name what the table is called in warnings
     * @param chunks its rows
     * @param scoring of these
     */
    static TableScores of(final String name, final AppliedChunks chunks, final Scoring scoring) {
        final RowsToExplain toExplain = scoring.rowsToExplain(chunks.tableRows());
        try {
            return of(name, chunks, scoring, toExplain);
        } catch (final RuntimeException | Error e) {
            close(toExplain);
            throw e;
        }
    }

    private static TableScores of(final String name, final AppliedChunks chunks, final Scoring scoring,
        final RowsToExplain toExplain) {
        final double[][] scores = new double[scoring.kinds()][chunks.tableRows()];
        final UsedRows used = new UsedRows();
        while (chunks.next()) {
            final int before = used.count();
            used.addAll(chunks.used());
            if (chunks.used().count() > 0) {
                final List<double[]> found = scoring.scores(chunks.matrix());
                for (int kind = 0; kind < scores.length; kind++) {
                    System.arraycopy(found.get(kind), 0, scores[kind], before, chunks.used().count());
                }
                if (toExplain != null) {
                    toExplain.add(chunks.matrix(), scoring);
                }
            }
        }
        for (int kind = 0; kind < scores.length && used.skipped() > 0; kind++) {
            scores[kind] = Arrays.copyOf(scores[kind], used.count());
        }
        return new TableScores(used, List.of(scores), toExplain, chunks.warning(name));
    }

    private static void close(final RowsToExplain toExplain) {
        if (toExplain != null) {
            toExplain.close();
        }
    }

    @Override
    public void close() {
        close(toExplain);
    }

    /**
     * Scores a table.
     *
     * @param name what the table is called in warnings
     * @param table its rows
     * @param model of what is ordinary
     * @param background the background model; may be {@code null} unless the likelihood ratio is chosen
     * @param parameters of the node
     * @param progress of all of it
     */
    static TableScores of(final String name, final BufferedDataTable table, final VaeModel model, final VaeModel background,
        final OodScorerParameters parameters, final Progress progress) throws InvalidSettingsException {
        try (Scoring scoring = new Scoring(model, background, parameters, table.size(), progress);
                AppliedChunks chunks = new AppliedChunks(table, model, scoring.reading())) {
            return of(name, chunks, scoring);
        }
    }
}
