package org.elbow.knime.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.elbow.novelty.RankingEvaluation;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What self-influence amounts to: one row. */
final class SummaryTable {

    /** Above this the suspect score of a row marks an outlier. */
    private static final double OUTLIER = 3.5;

    private static final DataTableSpec SPEC = new DataTableSpec(
        new String[] {"Rows", "Rows trained on", "Rows skipped", "Checkpoints used", "Largest self-influence",
            "Rows with suspect score above 3.5", "Rows to be found", "Other rows with a label", "ROC-AUC", "Average precision",
            "Share found among as many"},
        new DataType[] {IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, IntCell.TYPE, IntCell.TYPE,
            IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    private SummaryTable() {
    }

    static DataTableSpec spec() {
        return SPEC;
    }

    /**
     * @param exec of the node
     * @param training table
     * @param checkpoints how many were used
     * @param influence of the rows on themselves
     * @param labels what is known of the rows
     * @return the table; what was not asked for, or cannot be computed, is missing
     */
    static BufferedDataTable create(final ExecutionContext exec, final TrainingTable training, final int checkpoints,
        final SelfInfluence influence, final ForeignRows labels) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        final Optional<RankingEvaluation> evaluation = labels.evaluation(influence);
        final List<DataCell> cells = new ArrayList<>();
        cells.add(new IntCell(training.matrix().rows()));
        cells.add(new IntCell(training.trained().length));
        cells.add(new IntCell(training.rows().skipped()));
        cells.add(new IntCell(checkpoints));
        cells.add(number(Arrays.stream(influence.values()).max().orElse(Double.NaN)));
        cells.add(new IntCell((int)Arrays.stream(influence.scores()).filter(score -> score > OUTLIER).count()));
        cells.add(new IntCell(labels.foreignCount()));
        cells.add(new IntCell(labels.soundCount()));
        cells.add(number(evaluation.map(RankingEvaluation::rocAuc).orElse(Double.NaN)));
        cells.add(number(evaluation.map(RankingEvaluation::averagePrecision).orElse(Double.NaN)));
        cells.add(number(labels.shareAmongFirst(influence)));
        container.addRowToTable(new DefaultRow("Self-influence", cells));
        container.close();
        return container.getTable();
    }

    private static DataCell number(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }
}
