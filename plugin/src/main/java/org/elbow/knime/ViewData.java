package org.elbow.knime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** Turns the tables that a node keeps for its view into what the view's page is given: maps, lists, texts and numbers. */
public final class ViewData {

    private ViewData() {
    }

    /** @return the rows of a table, which is small, as it was made for a view */
    public static List<DataRow> rows(final BufferedDataTable table) {
        final List<DataRow> rows = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** @return the number in a cell, {@code null} if it is missing */
    public static Double number(final DataCell cell) {
        return cell.isMissing() ? null : Double.valueOf(((DoubleValue)cell).getDoubleValue());
    }

    /** @return the list of that name in an entry, put there empty if there was none */
    @SuppressWarnings("unchecked")
    public static List<Object> list(final Map<String, Object> entry, final String name) {
        return (List<Object>)entry.computeIfAbsent(name, key -> new ArrayList<Object>());
    }
}
