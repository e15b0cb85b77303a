package org.elbow.knime.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.elbow.knime.table.Labels;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.elbow.novelty.RankingEvaluation;
import org.knime.core.data.DataCell;
import org.knime.core.node.BufferedDataTable;

/**
 * The training rows whose label says whether they are foreign.
 *
 * @param rows of the matrix that have a label, ascending
 * @param foreign whether each of these is foreign
 */
record ForeignRows(int[] rows, boolean[] foreign) {

    /** The labels of the rows that can be used; none unless they are asked for. */
    static ForeignRows read(final BufferedDataTable table, final TrainingTable training,
        final InfluenceRankerParameters parameters, final Progress progress) {
        final List<Integer> rows = new ArrayList<>();
        final List<Boolean> foreign = new ArrayList<>();
        if (parameters.m_evaluate) {
            final int column = table.getDataTableSpec().findColumnIndex(parameters.m_labelColumn);
            final Labels labels = parameters.foreignLabels();
            try (TableScan scan = new TableScan(table, progress, "Reading labels")) {
                for (int i = 0; scan.hasNext(); i++) {
                    final DataCell label = scan.next().getCell(column);
                    if (training.rows().matrixRow(i) >= 0 && !label.isMissing()) {
                        rows.add(training.rows().matrixRow(i));
                        foreign.add(labels.contain(label));
                    }
                }
            }
        }
        final boolean[] flags = new boolean[rows.size()];
        IntStream.range(0, flags.length).forEach(i -> flags[i] = foreign.get(i));
        return new ForeignRows(rows.stream().mapToInt(Integer::intValue).toArray(), flags);
    }

    /** What is known of a row: "foreign", "other", or nothing. */
    String known(final int row) {
        final int place = Arrays.binarySearch(rows, row);
        return place < 0 ? "" : foreign[place] ? "foreign" : "other";
    }

    int foreignCount() {
        return (int)IntStream.range(0, foreign.length).filter(i -> foreign[i]).count();
    }

    int soundCount() {
        return foreign.length - foreignCount();
    }

    private double[] scores(final SelfInfluence influence) {
        return Arrays.stream(rows).mapToDouble(row -> influence.values()[row]).toArray();
    }

    /** How well self-influence tells foreign rows from the others; empty unless there are both. */
    Optional<RankingEvaluation> evaluation(final SelfInfluence influence) {
        return foreignCount() == 0 || soundCount() == 0 ? Optional.empty()
            : Optional.of(RankingEvaluation.of(scores(influence), foreign));
    }

    /** The share of foreign rows among the most suspicious, as many as there are foreign ones; NaN if there are none. */
    double shareAmongFirst(final SelfInfluence influence) {
        return IntStream.range(0, rows.length).boxed()
            .sorted(Comparator.comparingInt(i -> influence.ranks()[rows[i]])).limit(foreignCount())
            .mapToInt(i -> foreign[i] ? 1 : 0).average().orElse(Double.NaN);
    }

    /** What the user should know about the labels. */
    Optional<String> warning(final InfluenceRankerParameters parameters) {
        if (!parameters.m_evaluate || foreignCount() > 0 && soundCount() > 0) {
            return Optional.empty();
        }
        return Optional.of(foreignCount() == 0
            ? "No row is labelled " + parameters.foreignLabels() + " in column \"" + parameters.m_labelColumn
                + "\", so self-influence cannot be compared with labels. Check the labels to be found."
            : "All rows with a label are to be found by column \"" + parameters.m_labelColumn
                + "\", so self-influence cannot be compared with labels. Add rows of other labels.");
    }
}
