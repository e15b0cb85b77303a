package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.novelty.ColumnSurprises;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;

/** The columns that say what a row's score is due to. */
final class ExplanationColumns {

    /** What the contribution that belongs to no column is called. */
    private static final String CODE = "the code";

    private final ExplanationParameters parameters;

    private final List<String> names = new ArrayList<>();

    private final int first;

    /**
     * Announces the columns, if they are asked for.
     *
     * @param parameters of the node
     * @param features the model's feature columns
     * @param columns are appended to
     */
    ExplanationColumns(final ExplanationParameters parameters, final List<FeatureColumn> features,
        final AppendedColumns columns) {
        this.parameters = parameters;
        features.forEach(feature -> names.add(feature.name()));
        if (parameters.m_method == ExplanationMethod.DIVISION) {
            names.add(CODE);
        }
        first = columns.size();
        if (parameters.m_enabled) {
            columns.add("Driving columns", StringCell.TYPE);
            if (parameters.m_contributions) {
                names.forEach(name -> columns.add(parameters.m_method.title(name), DoubleCell.TYPE));
            }
        }
    }

    /** The names of what scores can be due to: the features', and that of the code behind them if it has a share. */
    List<String> names() {
        return names;
    }

    /**
     * Makes a row's cells, if they are asked for and the row is explained.
     *
     * @param explanations of the rows; {@code null} if they are not asked for
     * @param row counted among those that were scored
     * @param cells has those of these columns set
     */
    void fill(final RowExplanations explanations, final int row, final DataCell[] cells) {
        final double[] surprises = explanations == null ? null : explanations.surprises(row);
        if (surprises == null) {
            return;
        }
        cells[first] = new StringCell(ColumnSurprises.inWords(
            ColumnSurprises.drivers(surprises, parameters.m_columns, parameters.m_leastContribution), names,
            column -> explanations.expected(row, column)));
        for (int c = 0; parameters.m_contributions && c < surprises.length; c++) {
            cells[first + 1 + c] = new DoubleCell(surprises[c]);
        }
    }
}
