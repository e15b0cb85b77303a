package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            final List<Point> points = points(score, labels);
            table.addRoc(score.column(), points);
            for (final Point point : points) {
                table.add(score.column(), PRECISION_RECALL, point.tpr(), point.precision(), point.threshold());
            }
        }
        return table.close();
    }

    /** What the view shows: the points of the ROC curves that can be told apart on a screen. */
    static BufferedDataTable forView(final ExecutionContext exec, final List<RowScores> scores, final NoveltyLabels labels) {
        final CurveTable table = new CurveTable(exec);
        for (final RowScores score : scores) {
            table.addRoc(score.column(), visible(points(score, labels)));
        }
        return table.close();
    }

    private static List<Point> points(final RowScores score, final NoveltyLabels labels) {
        return KnownRows.of(score, labels).map(known -> RankingEvaluation.curve(known.scores(), known.novel()))
            .orElse(List.of());
    }

    private static List<Point> visible(final List<Point> points) {
        final List<Point> visible = new ArrayList<>();
        double fpr = 0;
        double tpr = 0;
        for (int i = 0; i < points.size(); i++) {
            final Point point = points.get(i);
            if (i == points.size() - 1 || point.fpr() - fpr + point.tpr() - tpr >= VISIBLE) {
                visible.add(point);
                fpr = point.fpr();
                tpr = point.tpr();
            }
        }
        return visible;
    }

    /** Adds the curve with its beginning, where no row is called novel. */
    private void addRoc(final String score, final List<Point> points) {
        if (!points.isEmpty()) {
            add(score, ROC, 0, 0, Double.NaN);
        }
        for (final Point point : points) {
            add(score, ROC, point.fpr(), point.tpr(), point.threshold());
        }
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
