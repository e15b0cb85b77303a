package org.elbow.knime.novelty;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.elbow.novelty.RankingEvaluation;
import org.elbow.novelty.RankingEvaluation.Point;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The ROC and precision–recall curves of the scores, a row for each point; empty if there are no labels. */
final class CurveTable {

    static final String ROC = "ROC";

    static final String PRECISION_RECALL = "Precision–recall";

    private static final DataTableSpec SPEC = new DataTableSpec(new String[] {"Score", "Curve", "x", "y", "Threshold"},
        new DataType[] {StringCell.TYPE, StringCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE});

    /** Points of a curve in the view are at least this far apart. */
    private static final double VISIBLE = 1.0 / 250;

    private final BufferedDataContainer container;

    private long rows;

    private CurveTable(final ExecutionContext exec) {
        container = exec.createDataContainer(SPEC);
    }

    static DataTableSpec spec() {
        return SPEC;
    }

    /** All points: one for each distinct score that a row with a label has, from the highest to the lowest. */
    static BufferedDataTable create(final ExecutionContext exec, final List<RowScores> scores, final NoveltyLabels labels) {
        final CurveTable table = new CurveTable(exec);
        for (final RowScores score : scores) {
            KnownRows.of(score, labels).ifPresent(known -> {
                table.addBeginning(score.column());
                RankingEvaluation.curve(known.scores(), known.novel(), point -> table.addRoc(score.column(), point));
                RankingEvaluation.curve(known.scores(), known.novel(), point -> table.add(score.column(), PRECISION_RECALL,
                    point.tpr(), point.precision(), point.threshold()));
            });
        }
        return table.close();
    }

    /** What the view shows: the points of the ROC curves that can be told apart on a screen. */
    static BufferedDataTable forView(final ExecutionContext exec, final List<RowScores> scores, final NoveltyLabels labels) {
        final CurveTable table = new CurveTable(exec);
        for (final RowScores score : scores) {
            KnownRows.of(score, labels).ifPresent(known -> {
                table.addBeginning(score.column());
                RankingEvaluation.curve(known.scores(), known.novel(), visible(point -> table.addRoc(score.column(), point)));
            });
        }
        return table.close();
    }

    /** Passes on the points that are far enough from the last one, and the end of the curve. */
    private static Consumer<Point> visible(final Consumer<Point> points) {
        final Point[] last = {new Point(Double.NaN, 0, 0, Double.NaN)};
        return point -> {
            if (point.fpr() - last[0].fpr() + point.tpr() - last[0].tpr() >= VISIBLE || point.fpr() == 1 && point.tpr() == 1) {
                points.accept(point);
                last[0] = point;
            }
        };
    }

    /** The beginning of a curve, where no row is called novel. */
    private void addBeginning(final String score) {
        add(score, ROC, 0, 0, Double.NaN);
    }

    private void addRoc(final String score, final Point point) {
        add(score, ROC, point.fpr(), point.tpr(), point.threshold());
    }

    private void add(final String score, final String curve, final double x, final double y, final double threshold) {
        container.addRowToTable(new DefaultRow("Row" + rows++, new StringCell(score), new StringCell(curve), new DoubleCell(x),
            new DoubleCell(y), ScoredTable.number(threshold)));
    }

    private BufferedDataTable close() {
        container.close();
        return container.getTable();
    }

    /**
     * Hands the view the curves.
     *
     * @param curves made by {@link #forView}
     * @param lists by the score's name, where to add the false and the true positive rates
     */
    static void addTo(final BufferedDataTable curves, final Map<String, List<List<Number>>> lists) {
        try (CloseableRowIterator rows = curves.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                final List<List<Number>> rates = lists.get(row.getCell(0).toString());
                rates.get(0).add(((DoubleValue)row.getCell(2)).getDoubleValue());
                rates.get(1).add(((DoubleValue)row.getCell(3)).getDoubleValue());
            }
        }
    }
}
