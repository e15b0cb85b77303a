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

/** The columns that VAE Apply appends: announced from the specs alone, filled from the evaluation of the rows. */
final class EvaluatedColumns {

    private final VaeApplyParameters parameters;

    private final VaePortObjectSpec model;

    private final AppendedColumns columns;

    /** Reconstructed nominal values, which may be missing for being none in particular. */
    private final BitSet nominal = new BitSet();

    private int rowsBeyondNumbers;

    /**
     * @param parameters which columns
     * @param model spec of the model
     * @param table spec of the table
     * @throws InvalidSettingsException if the table lacks a column of the model or has it in another type
     */
    EvaluatedColumns(final VaeApplyParameters parameters, final VaePortObjectSpec model, final DataTableSpec table)
        throws InvalidSettingsException {
        this.parameters = parameters;
        this.model = model;
        FeatureColumns.requireAll(table, model.columns());
        columns = new AppendedColumns(table);
        if (parameters.m_codes) {
            addNumbered("Code ");
        }
        if (parameters.m_logVariances) {
            addNumbered("Log-variance ");
        }
        if (parameters.m_reconstructions) {
            for (final FeatureColumn column : FeatureColumns.inTypesOf(table, model.columns())) {
                nominal.set(columns.size(), column.kind() == FeatureKind.NOMINAL);
                columns.add(column.name() + " (reconstructed)", column.type(), column.categories());
            }
        }
        if (parameters.m_measures) {
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
        final DataCell[] cells = allCells(row, evaluation, reconstructed);
        rowsBeyondNumbers += IntStream.range(0, cells.length).anyMatch(i -> cells[i].isMissing() && !nominal.get(i)) ? 1 : 0;
        return cells;
    }

    private DataCell[] allCells(final int row, final RowEvaluation evaluation, final ReconstructedColumns reconstructed) {
        final DataCell[] cells = new DataCell[columns.size()];
        int next = 0;
        if (parameters.m_codes) {
            for (int i = 0; i < model.latent(); i++) {
                cells[next++] = ReconstructedColumns.number(evaluation.mean().get(row, i));
            }
        }
        if (parameters.m_logVariances) {
            for (int i = 0; i < model.latent(); i++) {
                cells[next++] = ReconstructedColumns.number(evaluation.logVariance().get(row, i));
            }
        }
        if (parameters.m_reconstructions) {
            final float[] features = new float[evaluation.reconstruction().columns()];
            evaluation.reconstruction().getRow(row, features, 0);
            reconstructed.decode(features, cells, next);
            next += model.columns().size();
        }
        if (parameters.m_measures) {
            cells[next++] = ReconstructedColumns.number(evaluation.elbo()[row]);
            cells[next++] = ReconstructedColumns.number(evaluation.logLikelihood()[row]);
            cells[next] = ReconstructedColumns.number(evaluation.kl()[row]);
        }
        return cells;
    }
}
