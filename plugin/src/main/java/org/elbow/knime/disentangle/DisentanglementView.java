package org.elbow.knime.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.knime.ViewData;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/** What the view shows of the node's two tables: the scores, and what codes tell of factors. */
final class DisentanglementView {

    /** More rows than this are not told apart at a glance. */
    private static final int MOST_CODES = 60;

    private DisentanglementView() {
    }

    /**
     * What the view is given.
     *
     * @param scores made by {@link MetricTables#scores}
     * @param information made by {@link MetricTables#information}
     * @return the scores in their order, with {@code null} for values that are missing; the factors; and the codes with their
     *         mutual information in nats, a value for each factor. Of more than 60 codes those that tell most of any factor
     */
    static Map<String, Object> data(final BufferedDataTable scores, final BufferedDataTable information) {
        final List<DataRow> codes = ViewData.rows(information);
        final List<Map<String, Object>> shown = new ArrayList<>();
        for (final int code : telling(codes)) {
            final Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", codes.get(code).getKey().getString());
            entry.put("nats", Arrays.stream(nats(codes.get(code))).boxed().toList());
            shown.add(entry);
        }
        final Map<String, Object> data = new LinkedHashMap<>();
        data.put("factors", List.of(information.getDataTableSpec().getColumnNames()));
        data.put("codes", shown);
        data.put("codesLeftOut", codes.size() - shown.size());
        data.put("scores", ViewData.rows(scores).stream().map(DisentanglementView::score).toList());
        return data;
    }

    /** The rows to be shown, in the order of the table. */
    private static int[] telling(final List<DataRow> codes) {
        final double[] most = codes.stream().mapToDouble(row -> Arrays.stream(nats(row)).max().orElse(0)).toArray();
        return IntStream.range(0, most.length).boxed().sorted(Comparator.comparingDouble(code -> -most[code]))
            .limit(MOST_CODES).mapToInt(Integer::intValue).sorted().toArray();
    }

    private static double[] nats(final DataRow row) {
        return row.stream().mapToDouble(cell -> ((DoubleValue)cell).getDoubleValue()).toArray();
    }

    private static Map<String, Object> score(final DataRow row) {
        final Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", row.getCell(0).toString());
        entry.put("value", row.getCell(1).isMissing() ? null : ((DoubleValue)row.getCell(1)).getDoubleValue());
        entry.put("range", row.getCell(2).toString());
        entry.put("meaning", row.getCell(3).toString());
        entry.put("note", row.getCell(5).isMissing() ? null : row.getCell(5).toString());
        return entry;
    }
}
