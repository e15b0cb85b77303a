package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.elbow.knime.MeasureHistograms;
import org.elbow.knime.novelty.NoveltyLabels.Known;
import org.elbow.novelty.NoveltyThreshold;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** How the scores are distributed: a table that is kept for the node's view, one row per score and bar. */
final class ScoreHistogram {

    private static final int BARS = 80;

    /** Scores beyond these quantiles are counted in the outermost bars, so that outliers do not squeeze the rest. */
    private static final double LOWEST = 0.005;

    private static final double HIGHEST = 0.995;

    /** And so are those that lie so many interquartile ranges outside the quartiles: a tenth of the rows may be outliers. */
    private static final double FENCE = 15;

    private static final DataTableSpec SPEC = new DataTableSpec(
        new String[] {"Score", "From", "To", "Known ordinary", "Known novel", "Unknown", "Unit"},
        new DataType[] {StringCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, IntCell.TYPE, IntCell.TYPE, IntCell.TYPE,
            StringCell.TYPE});

    private ScoreHistogram() {
    }

    static BufferedDataTable create(final ExecutionContext exec, final List<RowScores> scores, final NoveltyLabels labels) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        long key = 0;
        for (final RowScores score : scores) {
            if (score.scores().length == 0) {
                continue;
            }
            final double[] finite = score.finite();
            final double[] shown = shownRange(finite);
            double from = shown[0];
            double to = shown[1];
            if (Double.isFinite(score.threshold())) {
                from = Math.min(from, score.threshold());
                to = Math.max(to, score.threshold());
            }
            if (!(to > from)) {
                from -= 0.5;
                to += 0.5;
            }
            final int[][] counts = count(score, labels, from, to);
            for (int bar = 0; bar < BARS; bar++) {
                container.addRowToTable(new DefaultRow("Row" + key++, new StringCell(score.column()),
                    new DoubleCell(MeasureHistograms.edge(from, to, bar, BARS)),
                    new DoubleCell(MeasureHistograms.edge(from, to, bar + 1, BARS)),
                    new IntCell(counts[Known.ORDINARY.ordinal()][bar]), new IntCell(counts[Known.NOVEL.ordinal()][bar]),
                    new IntCell(counts[Known.UNKNOWN.ordinal()][bar]), new StringCell(score.unit())));
            }
        }
        container.close();
        return container.getTable();
    }

    /** Where most of the scores lie, from and to. */
    static double[] shownRange(final double[] finite) {
        if (finite.length == 0) {
            return new double[2];
        }
        final double first = NoveltyThreshold.quantile(finite, 0.25);
        final double third = NoveltyThreshold.quantile(finite, 0.75);
        final double fence = third > first ? FENCE * (third - first) : Double.POSITIVE_INFINITY;
        return new double[] {Math.max(NoveltyThreshold.quantile(finite, LOWEST), first - fence),
            Math.min(NoveltyThreshold.quantile(finite, HIGHEST), third + fence)};
    }

    private static int[][] count(final RowScores score, final NoveltyLabels labels, final double from, final double to) {
        final int[][] counts = new int[Known.values().length][BARS];
        for (int row = 0; row < score.scores().length; row++) {
            counts[labels.of(row).ordinal()][MeasureHistograms.bar(score.scores()[row], from, to, BARS)]++;
        }
        return counts;
    }

    /**
     * What the view is given.
     *
     * @param histogram made by {@link #create}
     * @param summary made by {@link SummaryTable#create}
     * @param curves made by {@link CurveTable#forView}
     * @return for each score its name, unit, figures, the bars' edges, the counts of each group of rows, and the ROC curve
     */
    static List<Map<String, Object>> viewData(final BufferedDataTable histogram, final BufferedDataTable summary,
        final BufferedDataTable curves) {
        final List<Map<String, Object>> scores = new ArrayList<>();
        try (CloseableRowIterator rows = summary.iterator()) {
            while (rows.hasNext()) {
                scores.add(score(rows.next(), summary.getDataTableSpec()));
            }
        }
        try (CloseableRowIterator rows = histogram.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                scores.stream().filter(score -> score.get("name").equals(row.getCell(0).toString()))
                    .forEach(score -> addBar(score, row));
            }
        }
        CurveTable.addTo(curves, scores.stream().collect(Collectors.toMap(score -> score.get("name").toString(),
            score -> List.of(numbers(score, "fpr"), numbers(score, "tpr")))));
        return scores;
    }

    private static Map<String, Object> score(final DataRow row, final DataTableSpec spec) {
        final Map<String, Object> score = new LinkedHashMap<>();
        score.put("name", row.getCell(0).toString());
        for (int c = 1; c < spec.getNumColumns(); c++) {
            final DataCell cell = row.getCell(c);
            score.put(camelCase(spec.getColumnSpec(c).getName()),
                cell.isMissing() ? null : finiteOrNull(((DoubleValue)cell).getDoubleValue()));
        }
        for (final String list : List.of("edges", "ordinary", "novel", "unknown", "fpr", "tpr")) {
            score.put(list, new ArrayList<Number>());
        }
        return score;
    }

    /** JSON knows no infinite numbers. */
    private static Double finiteOrNull(final double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static void addBar(final Map<String, Object> score, final DataRow row) {
        final List<Number> edges = numbers(score, "edges");
        if (edges.isEmpty()) {
            edges.add(((DoubleValue)row.getCell(1)).getDoubleValue());
            score.put("unit", row.getCell(6).toString());
        }
        edges.add(((DoubleValue)row.getCell(2)).getDoubleValue());
        numbers(score, "ordinary").add(((IntValue)row.getCell(3)).getIntValue());
        numbers(score, "novel").add(((IntValue)row.getCell(4)).getIntValue());
        numbers(score, "unknown").add(((IntValue)row.getCell(5)).getIntValue());
    }

    @SuppressWarnings("unchecked")
    private static List<Number> numbers(final Map<String, Object> score, final String list) {
        return (List<Number>)score.get(list);
    }

    /** "Mean score" becomes "meanScore". */
    private static String camelCase(final String name) {
        final String[] words = name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
        return words[0] + Arrays.stream(words).skip(1).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1)).reduce("", String::concat);
    }
}
