package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Creates the description of a table column by column. */
public final class DataTableSpecCreator {

    private String name;

    private final List<DataColumnSpec> columns = new ArrayList<>();

    public DataTableSpecCreator() {
    }

    public DataTableSpecCreator(final DataTableSpec from) {
        name = from.getName();
        addColumns(from);
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... specs) {
        columns.addAll(List.of(specs));
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        StreamSupport.stream(spec.spliterator(), false).forEach(columns::add);
        return this;
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec spec) {
        columns.set(index, spec);
        return this;
    }

    public DataTableSpecCreator setName(final String newName) {
        name = newName;
        return this;
    }

    public DataTableSpecCreator dropAllDomains() {
        columns.replaceAll(column -> {
            final var creator = new DataColumnSpecCreator(column);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    public DataTableSpecCreator dropAllColumns() {
        columns.clear();
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns.toArray(DataColumnSpec[]::new));
    }
}
