package org.elbow.knime.apply;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.vae.RowEvaluation;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;

/**
 * The columns that tell of a row's evaluation: announced from the specs alone, filled from the evaluation of the rows. Others
 * may be appended behind them.
 */
final class EvaluatedColumns {

    /** Which columns are appended. */
    record Kinds(boolean codes, boolean logVariances, boolean reconstructions, boolean measures) {
    }

    private final Kinds kinds;

    private final VaePortObjectSpec model;

    private final AppendedColumns columns;

    /** Reconstructed nominal values, which may be missing for being none in particular. */
    private final BitSet nominal = new BitSet();

    private int rowsBeyondNumbers;

    /**
     * @param kinds which columns
     * @param model spec of the model
     * @param table spec of the table
     * @throws InvalidSettingsException if the table lacks a column of the model or has it in another type
     */
    EvaluatedColumns(final Kinds kinds, final VaePortObjectSpec model, final DataTableSpec table)
        throws InvalidSettingsException {
        this.kinds = kinds;
        this.model = model;
        FeatureColumns.requireAll(table, model.columns());
        columns = new AppendedColumns(table);
        if (kinds.codes()) {
            addNumbered("Code ");
        }
        if (kinds.logVariances()) {
            addNumbered("Log-variance ");
        }
        if (kinds.reconstructions()) {
            for (final FeatureColumn column : FeatureColumns.inTypesOf(table, model.columns())) {
                nominal.set(columns.size(), column.kind() == FeatureKind.NOMINAL);
                columns.add(column.name() + " (reconstructed)", column.type(), column.categories());
            }
        }
        if (kinds.measures()) {
            columns.add("ELBO", DoubleCell.TYPE);
            columns.add("Expected log-likelihood", DoubleCell.TYPE);
            columns.add("KL", DoubleCell.TYPE);
        }
    }

    private void addNumbered(final String prefix) {
        for (int i = 1; i <= model.latent(); i++) {
            columns.add(prefix + i, DoubleCell.TYPE);
        }
    }

    AppendedColumns columns() {
        return columns;
    }

    /** What the user should know about the cells made so far. */
    Optional<String> warning() {
        return rowsBeyondNumbers == 0 ? Optional.empty() : Optional.of(rowsBeyondNumbers
            + (rowsBeyondNumbers == 1 ? " row lies" : " rows lie") + " so far from the training data that values are beyond the "
            + "range of numbers, and missing therefore. Look for extreme values.");
    }

    /**
     * @param row a row of the evaluation, or a negative number for one that was left out
     * @param evaluation of rows
     * @param reconstructed turns features into cells
     * @return the row's cells
     */
    DataCell[] cells(final int row, final RowEvaluation evaluation, final ReconstructedColumns reconstructed) {
        if (row < 0) {
            return AppendedColumns.missing(columns.size());
        }
        final DataCell[] cells = new DataCell[columns.size()];
        fill(row, evaluation, reconstructed, cells);
        rowsBeyondNumbers += IntStream.range(0, cells.length).anyMatch(i -> cells[i].isMissing() && !nominal.get(i)) ? 1 : 0;
        return cells;
    }

    /**
     * @param row a row of the evaluation
     * @param evaluation of rows
     * @param reconstructed turns features into cells
     * @param cells the first of which are set, as many as there are columns that tell of the evaluation
     */
    void fill(final int row, final RowEvaluation evaluation, final ReconstructedColumns reconstructed, final DataCell[] cells) {
        int next = 0;
        if (kinds.codes()) {
            for (int i = 0; i < model.latent(); i++) {
                cells[next++] = ReconstructedColumns.number(evaluation.mean().get(row, i));
            }
        }
        if (kinds.logVariances()) {
            for (int i = 0; i < model.latent(); i++) {
                cells[next++] = ReconstructedColumns.number(evaluation.logVariance().get(row, i));
            }
        }
        if (kinds.reconstructions()) {
            final float[] features = new float[evaluation.reconstruction().columns()];
            evaluation.reconstruction().getRow(row, features, 0);
            reconstructed.decode(features, cells, next);
            next += model.columns().size();
        }
        if (kinds.measures()) {
            cells[next++] = ReconstructedColumns.number(evaluation.elbo()[row]);
            cells[next++] = ReconstructedColumns.number(evaluation.logLikelihood()[row]);
            cells[next] = ReconstructedColumns.number(evaluation.kl()[row]);
        }
    }
}
