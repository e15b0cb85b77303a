package org.knime.core.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known of a column's values: bounds and the set of all possible ones, each null if unknown. */
public final class DataColumnDomain {

    private static final String LOWER_BOUND = "lower_bound";

    private static final String UPPER_BOUND = "upper_bound";

    private static final String POSSIBLE_VALUES = "possible_values";

    private final DataCell lower;

    private final DataCell upper;

    private final Set<DataCell> values;

    DataColumnDomain(final DataCell lower, final DataCell upper, final Set<DataCell> values) {
        this.lower = lower;
        this.upper = upper;
        this.values = values;
    }

    public Set<DataCell> getValues() {
        return values;
    }

    public boolean hasValues() {
        return values != null;
    }

    public DataCell getLowerBound() {
        return lower;
    }

    public boolean hasLowerBound() {
        return lower != null;
    }

    public DataCell getUpperBound() {
        return upper;
    }

    public boolean hasUpperBound() {
        return upper != null;
    }

    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    public void save(final ConfigWO config) {
        if (hasLowerBound()) {
            config.addDataCell(LOWER_BOUND, lower);
        }
        if (hasUpperBound()) {
            config.addDataCell(UPPER_BOUND, upper);
        }
        if (hasValues()) {
            config.addDataCellArray(POSSIBLE_VALUES, values.toArray(new DataCell[0]));
        }
    }

    public static DataColumnDomain load(final ConfigRO config) {
        final var cells = config.getDataCellArray(POSSIBLE_VALUES, (DataCell[])null);
        return new DataColumnDomain(config.getDataCell(LOWER_BOUND, null), config.getDataCell(UPPER_BOUND, null),
            cells == null ? null : new LinkedHashSet<>(List.of(cells)));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnDomain domain && Objects.equals(lower, domain.lower)
            && Objects.equals(upper, domain.upper) && Objects.equals(values, domain.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lower, upper, values);
    }

    @Override
    public String toString() {
        return "lower=" + lower + ",upper=" + upper + ",values=" + values;
    }
}
