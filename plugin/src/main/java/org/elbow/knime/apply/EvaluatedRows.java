package org.elbow.knime.apply;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.knime.core.data.DataCell;

/**
 * Evaluates the rows of a table while it is written: reads ahead some thousands of rows whenever the cells of a row are asked
 * for that is not evaluated yet.
 */
final class EvaluatedRows implements AppendedColumns.RowCells, AutoCloseable {

    private final EvaluatedColumns columns;

    private final AppliedChunks chunks;

    private final VaeEvaluator evaluator;

    private final ReconstructedColumns reconstructed;

    private RowEvaluation evaluation;

    /** Rows of the table that came before the chunk. */
    private int before;

    /**
     * @param columns to be made
     * @param chunks of the table's rows; not closed with this
     * @param evaluator of the rows; not closed with this
     * @param reconstructed turns features into cells; not closed with this
     */
    EvaluatedRows(final EvaluatedColumns columns, final AppliedChunks chunks, final VaeEvaluator evaluator,
        final ReconstructedColumns reconstructed) {
        this.columns = columns;
        this.chunks = chunks;
        this.evaluator = evaluator;
        this.reconstructed = reconstructed;
    }

    @Override
    public DataCell[] of(final int tableRow) {
        while (tableRow - before >= chunks.used().tableRows()) {
            before += chunks.used().tableRows();
            readAhead();
        }
        return columns.cells(chunks.used().place(tableRow - before), evaluation, reconstructed);
    }

    private void readAhead() {
        if (!chunks.next()) {
            throw new IllegalStateException("The table has fewer rows than are written.");
        }
        closeEvaluation();
        evaluation = evaluator.evaluate(chunks.matrix());
    }

    /** What the user should know about the rows so far. */
    Optional<String> warning() {
        final String warnings =
            Stream.of(chunks.warning("table"), columns.warning()).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return warnings.isEmpty() ? Optional.empty() : Optional.of(warnings);
    }

    private void closeEvaluation() {
        if (evaluation != null) {
            evaluation.close();
        }
        evaluation = null;
    }

    @Override
    public void close() {
        closeEvaluation();
    }
}
