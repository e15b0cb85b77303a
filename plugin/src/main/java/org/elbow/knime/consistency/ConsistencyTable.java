package org.elbow.knime.consistency;

import java.util.Arrays;

import org.elbow.consistency.CodeUsage;
import org.elbow.consistency.ConsistencyScores;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.knime.table.UsedRows;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The columns that the scorer appends, and the summary of the table. */
final class ConsistencyTable {

    static final String DIVERGENCE = "Consistency KL";

    static final String SHIFT = "Code shift";

    static final String RELATIVE_SHIFT = "Relative code shift";

    private static final String[] MEASURES = {DIVERGENCE, SHIFT, RELATIVE_SHIFT};

    private static final DataTableSpec SUMMARY = new DataTableSpec(
        new String[] {"Rows scored", "Rows skipped", "Transformations per row", "Mean consistency KL", "Mean code shift",
            "Mean relative code shift", "Mutual information", "Largest mutual information", "Rows for mutual information",
            "Active units", "Code dimensions", "Mean NLL"},
        new DataType[] {IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE,
            DoubleCell.TYPE, DoubleCell.TYPE, IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE});

    private ConsistencyTable() {
    }

    /** The columns to be appended to a table. */
    static AppendedColumns columns(final DataTableSpec table) {
        final AppendedColumns columns = new AppendedColumns(table);
        for (final String measure : MEASURES) {
            columns.add(measure, DoubleCell.TYPE);
        }
        return columns;
    }

    /**
     * @param rows which rows of the table were scored
     * @param scores of these rows
     * @return makes the cells of one table row after another
     */
    static AppendedColumns.RowCells cells(final UsedRows rows, final ConsistencyScores scores) {
        return tableRow -> {
            final int row = rows.place(tableRow);
            return row < 0 ? AppendedColumns.missing(MEASURES.length)
                : new DataCell[] {ReconstructedColumns.number(scores.divergence()[row]),
                    ReconstructedColumns.number(scores.shift()[row]), ReconstructedColumns.number(scores.relativeShift()[row])};
        };
    }

    static DataTableSpec summarySpec() {
        return SUMMARY;
    }

    /**
     * @param exec of the node
     * @param parameters of the node
     * @param scores of the rows
     * @param usage of the code
     * @param negativeLogLikelihood the mean of the rows; NaN if not estimated
     * @param skipped rows that were not scored
     * @return a table of one row; what was not asked for, or cannot be computed, is missing
     */
    static BufferedDataTable summary(final ExecutionContext exec, final ConsistencyScorerParameters parameters,
        final ConsistencyScores scores, final CodeUsage usage, final double negativeLogLikelihood, final int skipped) {
        final BufferedDataContainer container = exec.createDataContainer(SUMMARY);
        container.addRowToTable(new DefaultRow("Model", new IntCell(scores.shift().length), new IntCell(skipped),
            new IntCell(parameters.m_transformations), mean(scores.divergence()), mean(scores.shift()),
            mean(scores.relativeShift()), ReconstructedColumns.number(usage.mutualInformation()),
            ReconstructedColumns.number(Math.log(usage.rows())), new IntCell(usage.rows()), new IntCell(usage.activeUnits()),
            new IntCell(usage.variances().length), ReconstructedColumns.number(negativeLogLikelihood)));
        container.close();
        return container.getTable();
    }

    /** The mean of those that are numbers. */
    private static DataCell mean(final double[] values) {
        return ReconstructedColumns.number(Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN));
    }
}
