package org.elbow.offline.internal;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;

/** Learns the domains of a table's columns from its rows: bounds of bounded values, the possible ones of nominal values. */
public final class DomainCollector {

    private static final int MAX_POSSIBLE_VALUES = 60;

    private final DataTableSpec spec;

    private final Column[] columns;

    private int maxPossibleValues = MAX_POSSIBLE_VALUES;

    /** @param keep whether the domains of the description are kept and widened instead of computed anew */
    public DomainCollector(final DataTableSpec spec, final boolean keep) {
        this.spec = spec;
        columns = spec.stream().map(c -> new Column(c, keep)).toArray(Column[]::new);
    }

    /** A column with more different values than that has no set of possible ones. */
    public void setMaxPossibleValues(final int count) {
        maxPossibleValues = count;
    }

    public void update(final DataRow row) {
        for (int i = 0; i < columns.length; i++) {
            final var cell = row.getCell(i);
            if (!cell.isMissing()) {
                columns[i].update(cell, maxPossibleValues);
            }
        }
    }

    public DataTableSpec createSpec() {
        final var specs = new DataColumnSpec[columns.length];
        for (int i = 0; i < specs.length; i++) {
            final var creator = new DataColumnSpecCreator(spec.getColumnSpec(i));
            creator.setDomain(new DataColumnDomainCreator(columns[i].values, columns[i].lower, columns[i].upper)
                .createDomain());
            specs[i] = creator.createSpec();
        }
        return new DataTableSpec(spec.getName(), specs);
    }

    private static final class Column {

        private final boolean nominal;

        /** Null if the column has no bounds to learn. */
        private final DataValueComparator order;

        private Set<DataCell> values;

        private DataCell lower;

        private DataCell upper;

        Column(final DataColumnSpec spec, final boolean keep) {
            final var type = spec.getType();
            final var domain = spec.getDomain();
            order = type.isCompatible(BoundedValue.class) ? type.getComparator() : null;
            nominal = type.isCompatible(NominalValue.class);
            if (nominal) {
                values = new LinkedHashSet<>();
            }
            if (keep) {
                lower = domain.getLowerBound();
                upper = domain.getUpperBound();
                values = domain.hasValues() ? new LinkedHashSet<>(domain.getValues()) : values;
            }
        }

        void update(final DataCell cell, final int maxPossibleValues) {
            if (nominal && values != null && values.add(cell) && values.size() > maxPossibleValues) {
                values = null;
            }
            if (order == null || cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue())) {
                return;
            }
            if (lower == null || order.compare(cell, lower) < 0) {
                lower = cell;
            }
            if (upper == null || order.compare(cell, upper) > 0) {
                upper = cell;
            }
        }
    }
}
