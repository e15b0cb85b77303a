package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.elbow.knime.novelty.NoveltyLabels.Known;
import org.elbow.novelty.RankingEvaluation;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What the scores amount to, one row per score. */
final class SummaryTable {

    private static final DataTableSpec SPEC = new DataTableSpec(
        new String[] {"Score", "Rows scored", "Rows skipped", "Mean score", "Threshold", "Share flagged", "Rows known novel",
            "Rows known ordinary", "ROC-AUC", "Average precision", "FPR at 95 % TPR"},
        new DataType[] {StringCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE,
            IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    private SummaryTable() {
    }

    static DataTableSpec spec() {
        return SPEC;
    }

    /**
     * @param exec of the node
     * @param scores a row for each
     * @param skipped rows that were not scored
     * @param labels what is known of the rows
     * @return the table; what was not asked for, or cannot be computed, is missing
     */
    static BufferedDataTable create(final ExecutionContext exec, final List<RowScores> scores, final int skipped,
        final NoveltyLabels labels) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        for (final RowScores score : scores) {
            final List<DataCell> cells = new ArrayList<>();
            cells.add(new StringCell(score.column()));
            cells.add(new IntCell(score.scores().length));
            cells.add(new IntCell(skipped));
            cells.add(ScoredTable.number(score.mean()));
            cells.add(ScoredTable.number(score.threshold()));
            cells.add(ScoredTable.number(score.shareNovel()));
            cells.add(new IntCell(labels.count(Known.NOVEL)));
            cells.add(new IntCell(labels.count(Known.ORDINARY)));
            final Optional<RankingEvaluation> ranking =
                KnownRows.of(score, labels).map(known -> RankingEvaluation.of(known.scores(), known.novel()));
            cells.add(ScoredTable.number(ranking.map(RankingEvaluation::rocAuc).orElse(Double.NaN)));
            cells.add(ScoredTable.number(ranking.map(RankingEvaluation::averagePrecision).orElse(Double.NaN)));
            cells.add(ScoredTable.number(ranking.map(RankingEvaluation::fprAt95Tpr).orElse(Double.NaN)));
            container.addRowToTable(new DefaultRow(score.column(), cells));
        }
        container.close();
        return container.getTable();
    }
}
