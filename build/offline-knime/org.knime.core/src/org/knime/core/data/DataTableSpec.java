package org.knime.core.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The columns of a table, with unique names, immutable. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private static final String NAME = "spec_name";

    private static final String COLUMN_COUNT = "number_columns";

    private static final String COLUMN = "column_spec_";

    /** Writes the description of a table as a port's description. */
    public static final class Serializer extends PortObjectSpecSerializer<DataTableSpec> {

        private static final String ENTRY = "spec.xml";

        public Serializer() {
        }

        @Override
        public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final var entry = in.getNextEntry();
            if (entry == null || !ENTRY.equals(entry.getName())) {
                throw new IOException("Expected zip entry " + ENTRY + ", got " + (entry == null ? "none" : entry.getName()));
            }
            try {
                return load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out)
            throws IOException {
            final var content = new ModelContent(ENTRY);
            spec.save(content);
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }
    }

    private final String name;

    private final List<DataColumnSpec> columns;

    private final Map<String, Integer> indices = new HashMap<>();

    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    public DataTableSpec(final DataColumnSpec... columns) {
        this(DEFAULT_NAME, columns);
    }

    public DataTableSpec(final String name, final DataColumnSpec... columns) {
        this.name = name == null ? DEFAULT_NAME : name;
        this.columns = List.of(columns);
        for (int i = 0; i < columns.length; i++) {
            final var earlier = indices.put(columns[i].getName(), i);
            if (earlier != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + columns[i].getName() + "\" at positions "
                    + earlier + " and " + i + ".");
            }
        }
    }

    /** The columns of both tables. */
    public DataTableSpec(final DataTableSpec first, final DataTableSpec second) {
        this(joinedName(first.name, second.name), first, second);
    }

    public DataTableSpec(final String name, final DataTableSpec first, final DataTableSpec second) {
        this(name, Stream.concat(first.stream(), second.stream()).toArray(DataColumnSpec[]::new));
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(DEFAULT_NAME, names, types);
    }

    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    private static String joinedName(final String first, final String second) {
        if (DEFAULT_NAME.equals(first)) {
            return second;
        }
        return DEFAULT_NAME.equals(second) ? first : first + "+" + second;
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException("As many names as types are needed (names: " + names.length + ", types: "
                + types.length + ").");
        }
        final var specs = new DataColumnSpec[names.length];
        Arrays.setAll(specs, i -> new DataColumnSpecCreator(names[i], types[i]).createSpec());
        return specs;
    }

    /** The name, with a number appended if the table has such a column already. */
    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        final var wanted = columnName.trim();
        var unique = wanted;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = wanted + " (#" + i + ")";
        }
        return unique;
    }

    public String getName() {
        return name;
    }

    public int getNumColumns() {
        return columns.size();
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return columns.get(index);
    }

    /** The column of that name, null if there is none. */
    public DataColumnSpec getColumnSpec(final String column) {
        final var index = findColumnIndex(column);
        return index < 0 ? null : columns.get(index);
    }

    /** The index of the column of that name, -1 if there is none. */
    public int findColumnIndex(final String column) {
        return column == null ? -1 : indices.getOrDefault(column, -1);
    }

    public boolean containsName(final String column) {
        return findColumnIndex(column) >= 0;
    }

    public int[] columnsToIndices(final String... names) {
        return Stream.of(names).mapToInt(column -> {
            final var index = findColumnIndex(column);
            if (index < 0) {
                throw new IllegalArgumentException("Column not found: \"" + column + "\"");
            }
            return index;
        }).toArray();
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return valueClass != null && stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    /** Same names, and types that the other table can hold, in the same order. */
    public boolean isCompatibleWith(final DataTableSpec other) {
        return other != null && getNumColumns() == other.getNumColumns()
            && indices.values().stream().allMatch(i -> getColumnSpec(i).isCompatibleWith(other.getColumnSpec(i)));
    }

    /** Same names and types in the same order, whatever the domains. */
    public boolean equalStructure(final DataTableSpec other) {
        return other != null && getNumColumns() == other.getNumColumns()
            && indices.values().stream().allMatch(i -> getColumnSpec(i).equalStructure(other.getColumnSpec(i)));
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return columns.stream();
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        config.addInt(COLUMN_COUNT, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).save(config.addConfig(COLUMN + i));
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final var count = config.getInt(COLUMN_COUNT);
        if (count < 0 || count > config.keySet().size()) {
            throw new InvalidSettingsException("The description of a table claims " + count + " columns but holds fewer.");
        }
        final var columns = new DataColumnSpec[count];
        for (int i = 0; i < count; i++) {
            columns[i] = DataColumnSpec.load(config.getConfig(COLUMN + i));
        }
        try {
            return new DataTableSpec(config.getString(NAME), columns);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e);
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataTableSpec spec && name.equals(spec.name) && columns.equals(spec.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns);
    }

    @Override
    public String toString() {
        return "name=" + name + ",columns=[" + String.join("; ", getColumnNames()) + "]";
    }
}
