package org.elbow.knime.influence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.elbow.knime.table.FeatureColumn;
import org.elbow.nn.Progress;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * What the view shows, as a table that is kept for it: the most suspicious training rows, then some test rows, each with its
 * first proponents and opponents after it.
 */
final class InfluenceView {

    private static final int SUSPECTS = 24;

    private static final int TEST_ROWS = 12;

    private static final int RANKED = 6;

    private static final String SUSPECT = "suspect";

    private static final String TEST = "test";

    private static final DataTableSpec SPEC = new DataTableSpec(new String[] {"Part", "Row", "Value", "Known", "Image"},
        new DataType[] {StringCell.TYPE, StringCell.TYPE, DoubleCell.TYPE, StringCell.TYPE, StringCell.TYPE});

    private final BufferedDataContainer container;

    private long rows;

    private InfluenceView(final ExecutionContext exec) {
        container = exec.createDataContainer(SPEC);
    }

    /** A row of the ranking. */
    private record Entry(String test, String sign, String training, double influence) {
    }

    /**
     * @param exec of the node
     * @param training table
     * @param influence of its rows on themselves
     * @param labels what is known of them
     * @param ranking made by {@link RankingTable}
     * @param tables with the images: the training table and the one that the test rows are from
     * @param columns that the model reads
     * @param progress hears how far the work has come
     */
    static BufferedDataTable create(final ExecutionContext exec, final TrainingTable training, final SelfInfluence influence,
        final ForeignRows labels, final BufferedDataTable ranking, final List<BufferedDataTable> tables,
        final List<FeatureColumn> columns, final Progress progress) {
        final int[] suspects = IntStream.range(0, influence.ranks().length).filter(row -> influence.ranks()[row] <= SUSPECTS)
            .boxed().sorted(Comparator.comparingInt(row -> influence.ranks()[row])).mapToInt(Integer::intValue).toArray();
        final List<Entry> entries = entries(ranking);
        final Set<String> trainingKeys = new HashSet<>();
        final Set<String> testKeys = new LinkedHashSet<>();
        IntStream.of(suspects).forEach(row -> trainingKeys.add(training.keys().get(row)));
        entries.forEach(entry -> {
            trainingKeys.add(entry.training());
            testKeys.add(entry.test());
        });
        final RowImages trainingImages = RowImages.read(tables.get(0), columns, trainingKeys, progress.part(0, 0.7));
        final RowImages testImages = RowImages.read(tables.get(1), columns, testKeys, progress.part(0.7, 1));
        final InfluenceView view = new InfluenceView(exec);
        for (final int row : suspects) {
            final String key = training.keys().get(row);
            view.add(SUSPECT, key, influence.scores()[row], labels.known(row), trainingImages.of(key));
        }
        for (final String test : testKeys) {
            view.add(TEST, test, Double.NaN, "", testImages.of(test));
            entries.stream().filter(entry -> entry.test().equals(test)).forEach(
                entry -> view.add(entry.sign(), entry.training(), entry.influence(), "", trainingImages.of(entry.training())));
        }
        view.container.close();
        return view.container.getTable();
    }

    /** The first ranks of the first test rows. */
    private static List<Entry> entries(final BufferedDataTable ranking) {
        final List<Entry> entries = new ArrayList<>();
        final Set<String> tests = new HashSet<>();
        try (CloseableRowIterator iterator = ranking.iterator()) {
            while (iterator.hasNext()) {
                final DataRow row = iterator.next();
                final String test = row.getCell(0).toString();
                if (tests.add(test) && tests.size() > TEST_ROWS) {
                    break;
                }
                if (((IntValue)row.getCell(2)).getIntValue() <= RANKED) {
                    entries.add(new Entry(test, row.getCell(1).toString(), row.getCell(3).toString(),
                        ((DoubleValue)row.getCell(4)).getDoubleValue()));
                }
            }
        }
        return entries;
    }

    private void add(final String part, final String key, final double value, final String known, final String image) {
        container.addRowToTable(new DefaultRow("Row" + rows++, new StringCell(part), new StringCell(key),
            Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell(), new StringCell(known),
            new StringCell(image)));
    }

    /**
     * What the view is given.
     *
     * @param table made by {@link #create}
     * @return the suspects, and the test rows with their proponents and opponents
     */
    static Map<String, Object> viewData(final BufferedDataTable table) {
        final List<Map<String, Object>> suspects = new ArrayList<>();
        final List<Map<String, Object>> tests = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            while (iterator.hasNext()) {
                final DataRow row = iterator.next();
                final String part = row.getCell(0).toString();
                final Map<String, Object> shown = shown(row);
                if (part.equals(SUSPECT)) {
                    suspects.add(shown);
                } else if (part.equals(TEST)) {
                    shown.put(RankingTable.PROPONENT, new ArrayList<Object>());
                    shown.put(RankingTable.OPPONENT, new ArrayList<Object>());
                    tests.add(shown);
                } else {
                    list(tests.get(tests.size() - 1), part).add(shown);
                }
            }
        }
        return Map.of("suspects", suspects, "tests", tests);
    }

    private static Map<String, Object> shown(final DataRow row) {
        final Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("row", row.getCell(1).toString());
        shown.put("value", row.getCell(2).isMissing() ? null : ((DoubleValue)row.getCell(2)).getDoubleValue());
        shown.put("known", row.getCell(3).toString());
        shown.put("image", row.getCell(4).toString());
        return shown;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(final Map<String, Object> test, final String part) {
        return (List<Object>)test.get(part);
    }
}
