package org.knime.node.parameters.widget.choices.filter;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** Selects columns of a table: by hand, by a pattern, or by type. */
public final class ColumnFilter extends TypedStringFilter<ColumnTypeFilter> {

    /** Selects no column. */
    public ColumnFilter() {
        this(new String[0]);
    }

    /** @param selected names of columns that are selected by hand */
    public ColumnFilter(final String[] selected) {
        super(selected, new ColumnTypeFilter());
    }

    /** @param selectedColumns columns that are selected by hand */
    public ColumnFilter(final List<DataColumnSpec> selectedColumns) {
        this(names(selectedColumns));
    }

    /** @return this, which now leaves out columns that a selection by hand does not know */
    public ColumnFilter withExcludeUnknownColumns() {
        setIncludeUnknownValues(false);
        return this;
    }

    /** @return this, which now includes columns that a selection by hand does not know */
    public ColumnFilter withIncludeUnknownColumns() {
        setIncludeUnknownValues(true);
        return this;
    }

    /**
     * @param choices the columns there are to select from
     * @return the names of those that are selected by hand but not there
     */
    public String[] getMissingSelected(final List<DataColumnSpec> choices) {
        return getMissingSelected(names(choices));
    }

    /**
     * @param choices the columns there are to select from
     * @return the names of those that are selected, in the order of the choices
     */
    public String[] filter(final List<DataColumnSpec> choices) {
        return getSelected(names(choices),
            types -> choices.stream().filter(types.predicate()).map(DataColumnSpec::getName).toArray(String[]::new));
    }

    /** @return tells whether a column is selected */
    public Predicate<DataColumnSpec> getFilterPredicate() {
        if (m_mode == FilterMode.TYPE) {
            return m_typeFilter.predicate();
        }
        final var byName = getStringFilterPredicate();
        return column -> byName.test(column.getName());
    }

    /**
     * @param spec a table, all of whose columns are there to select from
     * @return the names of those that are selected, in the order of the table
     */
    public String[] filterFromFullSpec(final DataTableSpec spec) {
        return filter(spec.stream().toList());
    }

    /**
     * @param spec a table, all of whose columns are there to select from
     * @return the names of those that are selected by hand but not there
     */
    public String[] getMissingSelectedFromFullSpec(final DataTableSpec spec) {
        return getMissingSelected(spec.stream().toList());
    }

    /**
     * Tells the dialog what is selected.
     *
     * @param choices the columns there are to select from
     * @return the names of those that are selected, and of those that are selected by hand but not there
     */
    public String[] updateSelectedColumnsBeforeSerialization(final List<DataColumnSpec> choices) {
        final var selected =
            Stream.concat(Stream.of(filter(choices)), Stream.of(getMissingSelected(choices))).toArray(String[]::new);
        setSelectedBeforeSerialization(selected);
        return selected;
    }

    /** @param selected what is selected, for the dialog */
    public void setSelectedBeforeSerialization(final String[] selected) {
        setSelected(selected);
    }

    private static String[] names(final List<DataColumnSpec> columns) {
        return Objects.requireNonNull(columns).stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }
}
