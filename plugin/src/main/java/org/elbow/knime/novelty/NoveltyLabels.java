package org.elbow.knime.novelty;

import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.Labels;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** Which of the scored rows are known to be novel, by a label column. */
final class NoveltyLabels {

    /** What is known of a row. */
    enum Known {
        /** Its label means novel. */
        NOVEL,
        /** Its label means ordinary. */
        ORDINARY,
        /** Its label is missing, or no labels were asked for. */
        UNKNOWN
    }

    private final Known[] rows;

    private NoveltyLabels(final Known[] rows) {
        this.rows = rows;
    }

    /**
     * Checks that the label column is there.
     *
     * @throws InvalidSettingsException if labels are asked for, but the table lacks the column
     */
    static void check(final OodScorerParameters parameters, final DataTableSpec spec) throws InvalidSettingsException {
        if (parameters.m_evaluate && !spec.containsName(parameters.m_labelColumn)) {
            throw new InvalidSettingsException(parameters.m_labelColumn.isBlank()
                ? "No label column is selected. Select one, or do not compare with known labels."
                : "The table lacks the label column \"" + parameters.m_labelColumn
                    + "\". Select another, or do not compare with known labels.");
        }
    }

    /**
     * Reads the labels.
     *
     * @param table that was scored
     * @param scored which of its rows were scored
     * @param parameters of the node
     * @param progress hears how far the work has come
     * @return what is known of each scored row
     */
    static NoveltyLabels read(final BufferedDataTable table, final AppliedRows scored, final OodScorerParameters parameters,
        final Progress progress) {
        final Known[] rows = new Known[scored.matrix().rows()];
        java.util.Arrays.fill(rows, Known.UNKNOWN);
        if (parameters.m_evaluate) {
            final int column = table.getDataTableSpec().findColumnIndex(parameters.m_labelColumn);
            final Labels novel = parameters.novelLabels();
            try (TableScan scan = new TableScan(table, progress, "Reading labels")) {
                for (int i = 0; scan.hasNext(); i++) {
                    final DataCell label = scan.next().getCell(column);
                    final int row = scored.matrixRow(i);
                    if (row >= 0 && !label.isMissing()) {
                        rows[row] = novel.contain(label) ? Known.NOVEL : Known.ORDINARY;
                    }
                }
            }
        }
        return new NoveltyLabels(rows);
    }

    /** What is known of a scored row. */
    Known of(final int row) {
        return rows[row];
    }

    /** How many scored rows are known to be so. */
    int count(final Known known) {
        int count = 0;
        for (final Known row : rows) {
            count += row == known ? 1 : 0;
        }
        return count;
    }
}
