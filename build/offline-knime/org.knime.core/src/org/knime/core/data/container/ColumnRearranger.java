package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/** A plan of a new table: columns of an old one, kept, removed and reordered, and new ones that cell factories compute. */
public class ColumnRearranger {

    /** A column of the new table: of the old table if there is no factory, else of that factory. */
    record Column(DataColumnSpec spec, CellFactory factory, int index) {

        String name() {
            return spec.getName();
        }
    }

    private final DataTableSpec original;

    private final List<Column> columns = new ArrayList<>();

    public ColumnRearranger(final DataTableSpec original) {
        this.original = original;
        for (int i = 0; i < original.getNumColumns(); i++) {
            columns.add(new Column(original.getColumnSpec(i), null, i));
        }
    }

    DataTableSpec original() {
        return original;
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    public final void keepOnly(final int... indices) {
        final var kept = distinct(indices);
        columns.retainAll(kept.stream().map(columns::get).toList());
    }

    public final void keepOnly(final String... names) {
        keepOnly(indicesOf(names));
    }

    public final void remove(final int... indices) {
        final var removed = distinct(indices);
        columns.removeAll(removed.stream().map(columns::get).toList());
    }

    public final void remove(final String... names) {
        remove(indicesOf(names));
    }

    private LinkedHashSet<Integer> distinct(final int... indices) {
        final var all = new LinkedHashSet<Integer>();
        for (final var index : indices) {
            if (index < 0 || index >= columns.size()) {
                throw new IndexOutOfBoundsException("Invalid index: " + index);
            }
            if (!all.add(index)) {
                throw new IndexOutOfBoundsException("Duplicates in argument: " + Arrays.toString(indices));
            }
        }
        return all;
    }

    private int[] indicesOf(final String... names) {
        final var wanted = Arrays.asList(names);
        if (new HashSet<>(wanted).size() != names.length) {
            throw new IllegalArgumentException("Argument contains duplicates: " + wanted);
        }
        final var missing = wanted.stream().filter(n -> n == null || indexOf(n) < 0).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("No such column name(s) in ColumnRearranger: " + missing);
        }
        return wanted.stream().mapToInt(this::indexOf).toArray();
    }

    /** The index of the column of that name in the new table, -1 if there is none. */
    public final int indexOf(final String name) {
        return IntStream.range(0, columns.size()).filter(i -> columns.get(i).name().equals(name)).findFirst().orElse(-1);
    }

    public final int getColumnCount() {
        return columns.size();
    }

    /** Moves a column in front of the one that is now at an index. */
    public final void move(final int from, final int to) {
        final var column = columns.get(from);
        columns.add(to, column);
        columns.remove(from < to ? from : from + 1);
    }

    public final void move(final String name, final int to) {
        move(existing(name), to);
    }

    private int existing(final String name) {
        final var index = indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("No such column: \"" + name + "\"");
        }
        return index;
    }

    /** Sorts the columns by the names; those not named stay behind, in their order. */
    public final void permute(final String[] names) {
        final var order = new HashMap<String, Integer>();
        for (final var index : indicesOf(names)) {
            order.put(columns.get(index).name(), order.size());
        }
        columns.sort(Comparator.comparing((Column c) -> order.getOrDefault(c.name(), Integer.MAX_VALUE)));
    }

    public final void permute(final int[] indices) {
        permute(IntStream.of(indices).mapToObj(i -> columns.get(i).name()).toArray(String[]::new));
    }

    public final void insertAt(final int position, final CellFactory factory) {
        columns.addAll(position, columnsOf(factory));
    }

    public final void append(final CellFactory factory) {
        insertAt(columns.size(), factory);
    }

    public final void replace(final CellFactory factory, final String name) {
        replace(factory, existing(name));
    }

    public final void replace(final CellFactory factory, final int... indices) {
        final var replacing = columnsOf(factory);
        if (replacing.size() != indices.length) {
            throw new IndexOutOfBoundsException("The factory makes " + replacing.size() + " columns, to replace "
                + indices.length + ".");
        }
        for (int i = 0; i < indices.length; i++) {
            columns.set(indices[i], replacing.get(i));
        }
    }

    private static List<Column> columnsOf(final CellFactory factory) {
        final var specs = factory.getColumnSpecs();
        return IntStream.range(0, specs.length).mapToObj(i -> new Column(specs[i], factory, i)).toList();
    }

    public final DataTableSpec createSpec() {
        return new DataTableSpec(columns.stream().map(Column::spec).toArray(DataColumnSpec[]::new));
    }
}
