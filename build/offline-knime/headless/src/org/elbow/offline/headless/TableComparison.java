package org.elbow.offline.headless;

import java.util.Iterator;
import java.util.Optional;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** Compares two tables as KNIME's Table Difference Checker does: columns, their domains, row names and cells. */
final class TableComparison {

    private TableComparison() {
    }

    /** @return the first difference, empty if there is none */
    static Optional<String> difference(final BufferedDataTable test, final BufferedDataTable reference,
        final CheckerSettings rules) {
        final DataTableSpec expected = reference.getDataTableSpec();
        final DataTableSpec found = test.getDataTableSpec();
        if (found.getNumColumns() != expected.getNumColumns()) {
            return Optional.of("there are " + found.getNumColumns() + " columns instead of " + expected.getNumColumns() + ".");
        }
        for (int i = 0; i < expected.getNumColumns(); i++) {
            final DataColumnSpec column = expected.getColumnSpec(i);
            if (!column.equalStructure(found.getColumnSpec(i))) {
                return Optional.of("column " + (i + 1) + " is " + found.getColumnSpec(i) + " instead of " + column + ".");
            }
            if (!rules.ignoredDomains().contains(column.getName())
                && !column.getDomain().equals(found.getColumnSpec(i).getDomain())) {
                return Optional.of("the column \"" + column.getName() + "\" has other bounds or possible values.");
            }
        }
        if (test.size() != reference.size()) {
            return Optional.of("there are " + test.size() + " rows instead of " + reference.size() + ".");
        }
        final Iterator<DataRow> rows = test.iterator();
        for (final DataRow row : reference) {
            final Optional<String> difference = difference(rows.next(), row, expected, rules);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(final DataRow test, final DataRow reference, final DataTableSpec spec,
        final CheckerSettings rules) {
        if (!rules.ignoresRowIds() && !test.getKey().equals(reference.getKey())) {
            return Optional.of("there is a row " + test.getKey() + " instead of " + reference.getKey() + ".");
        }
        for (int i = 0; i < spec.getNumColumns(); i++) {
            if (!same(test.getCell(i), reference.getCell(i))) {
                return Optional.of("row " + reference.getKey() + ", column \"" + spec.getColumnSpec(i).getName() + "\": "
                    + test.getCell(i) + " instead of " + reference.getCell(i) + ".");
            }
        }
        return Optional.empty();
    }

    /** Missing cells are the same, for whatever reason they are missing. */
    private static boolean same(final DataCell test, final DataCell reference) {
        return test.isMissing() ? reference.isMissing() : test.equals(reference);
    }
}
