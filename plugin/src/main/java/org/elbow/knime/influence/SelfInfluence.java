package org.elbow.knime.influence;

import org.elbow.influence.SuspectScore;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.AppliedRows;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.BooleanCell.BooleanCellFactory;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;

/**
 * What is appended to the training table.
 *
 * @param values the self-influence of each row that can be used
 * @param scores how suspicious each is
 * @param ranks 1 for the most suspicious
 */
record SelfInfluence(double[] values, double[] scores, int[] ranks) {

    static SelfInfluence of(final double[] values) {
        final double[] scores = SuspectScore.of(values);
        return new SelfInfluence(values, scores, SuspectScore.ranks(scores));
    }

    static AppendedColumns columns(final DataTableSpec table) {
        final AppendedColumns columns = new AppendedColumns(table);
        columns.add("Self-influence", DoubleCell.TYPE);
        columns.add("Suspect score", DoubleCell.TYPE);
        columns.add("Suspect rank", IntCell.TYPE);
        columns.add("Trained on", BooleanCell.TYPE);
        return columns;
    }

    /**
     * @param rows which row of the table stands where
     * @param trained whether a row was trained on
     * @return makes the cells of one table row after another; missing for rows that cannot be used
     */
    AppendedColumns.RowCells cells(final AppliedRows rows, final boolean[] trained) {
        return tableRow -> {
            final int row = rows.matrixRow(tableRow);
            return row < 0 ? AppendedColumns.missing(4) : new DataCell[] {new DoubleCell(values[row]),
                new DoubleCell(scores[row]), new IntCell(ranks[row]), BooleanCellFactory.create(trained[row])};
        };
    }
}
