package org.elbow.knime.novelty;

import java.util.BitSet;

import org.elbow.knime.table.Labels;
import org.elbow.knime.table.TableScan;
import org.elbow.knime.table.UsedRows;
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

    private final int rows;

    private final BitSet novel;

    private final BitSet ordinary;

    private NoveltyLabels(final int rows, final BitSet novel, final BitSet ordinary) {
        this.rows = rows;
        this.novel = novel;
        this.ordinary = ordinary;
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
    static NoveltyLabels read(final BufferedDataTable table, final UsedRows scored, final OodScorerParameters parameters,
        final Progress progress) {
        final BitSet areNovel = new BitSet();
        final BitSet areOrdinary = new BitSet();
        if (parameters.m_evaluate) {
            final int column = table.getDataTableSpec().findColumnIndex(parameters.m_labelColumn);
            final Labels novel = parameters.novelLabels();
            try (TableScan scan = new TableScan(table, progress, "Reading labels")) {
                for (int i = 0; scan.hasNext(); i++) {
                    final DataCell label = scan.next().getCell(column);
                    final int row = scored.place(i);
                    if (row >= 0 && !label.isMissing()) {
                        (novel.contain(label) ? areNovel : areOrdinary).set(row);
                    }
                }
            }
        }
        return new NoveltyLabels(scored.count(), areNovel, areOrdinary);
    }

    /** What is known of a scored row. */
    Known of(final int row) {
        return novel.get(row) ? Known.NOVEL : ordinary.get(row) ? Known.ORDINARY : Known.UNKNOWN;
    }

    /** How many scored rows are known to be so. */
    int count(final Known known) {
        return switch (known) {
            case NOVEL -> novel.cardinality();
            case ORDINARY -> ordinary.cardinality();
            case UNKNOWN -> rows - novel.cardinality() - ordinary.cardinality();
        };
    }
}
