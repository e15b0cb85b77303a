package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.knime.novelty.OodScorerParameters.WithoutReference;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.UsedRows;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.BooleanCell.BooleanCellFactory;
import org.knime.core.data.def.DoubleCell;

/**
 * The columns that the scorer appends: each score, then a flag for each score if there are thresholds, then a p-value for each
 * score if they are asked for and there is a reference table, then what explains them if that is asked for.
 */
final class ScoredTable {

    private final AppendedColumns columns;

    private final List<String> scoreColumns = new ArrayList<>();

    private final boolean flags;

    private final boolean pValues;

    private final ExplanationColumns explanation;

    /**
     * @param parameters of the node
     * @param features the model's feature columns
     * @param table spec of the table to be scored
     * @param hasReference whether a reference table is connected
     */
    ScoredTable(final OodScorerParameters parameters, final List<FeatureColumn> features, final DataTableSpec table,
        final boolean hasReference) {
        columns = new AppendedColumns(table);
        flags = hasReference || parameters.m_withoutReference == WithoutReference.OWN_QUANTILE;
        pValues = hasReference && parameters.m_pValues;
        final List<ScoreKind> kinds = ScoreKind.chosen(parameters);
        for (final ScoreKind kind : kinds) {
            scoreColumns.add(columns.add(kind.title(), DoubleCell.TYPE));
        }
        if (flags) {
            for (final ScoreKind kind : kinds) {
                columns.add(kind.title() + " novel", BooleanCell.TYPE);
            }
        }
        if (pValues) {
            for (final ScoreKind kind : kinds) {
                columns.add(kind.title() + " p-value", DoubleCell.TYPE);
            }
        }
        explanation = new ExplanationColumns(parameters.m_explanation, features, columns);
    }

    AppendedColumns columns() {
        return columns;
    }

    boolean hasFlags() {
        return flags;
    }

    boolean hasPValues() {
        return pValues;
    }

    /** The names of what scores can be due to: columns, and the code behind them if it has a share. */
    List<String> explainedNames() {
        return explanation.names();
    }

    /** The names of the score columns, in the order of the chosen kinds. */
    List<String> scoreColumns() {
        return scoreColumns;
    }

    /**
     * @param rows which rows of the table were scored
     * @param scores of the kinds, in their order
     * @param explanations of the scores; {@code null} if they are not asked for
     * @return makes the cells of one table row after another
     */
    AppendedColumns.RowCells cells(final UsedRows rows, final List<RowScores> scores,
        final RowExplanations explanations) {
        return tableRow -> {
            final DataCell[] cells = AppendedColumns.missing(columns.size());
            final int row = rows.place(tableRow);
            for (int k = 0; row >= 0 && k < scores.size(); k++) {
                cells[k] = number(scores.get(k).scores()[row]);
                if (flags && scores.get(k).hasThreshold()) {
                    cells[scores.size() + k] = BooleanCellFactory.create(scores.get(k).isNovel(row));
                }
                if (pValues) {
                    cells[(flags ? 2 : 1) * scores.size() + k] = number(scores.get(k).pValues()[row]);
                }
            }
            if (row >= 0) {
                explanation.fill(explanations, row, cells);
            }
            return cells;
        };
    }

    static DataCell number(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }
}
