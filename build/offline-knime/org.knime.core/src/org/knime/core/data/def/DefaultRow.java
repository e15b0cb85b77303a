package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row that holds its cells. */
public class DefaultRow implements DataRow {

    private final RowKey key;

    private final DataCell[] cells;

    public DefaultRow(final RowKey key, final DataCell... cells) {
        this.key = Objects.requireNonNull(key, "Row ID must not be null!");
        this.cells = cells.clone();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new NullPointerException("Cell at index " + i + " is null!");
            }
        }
    }

    public DefaultRow(final String id, final DataCell... cells) {
        this(new RowKey(id), cells);
    }

    public DefaultRow(final RowKey key, final List<DataCell> cells) {
        this(key, cells.toArray(DataCell[]::new));
    }

    public DefaultRow(final String id, final List<DataCell> cells) {
        this(new RowKey(id), cells);
    }

    public DefaultRow(final RowKey key, final double... values) {
        this(key, DoubleStream.of(values).mapToObj(DoubleCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String id, final double... values) {
        this(new RowKey(id), values);
    }

    public DefaultRow(final RowKey key, final int... values) {
        this(key, IntStream.of(values).mapToObj(IntCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String id, final int... values) {
        this(new RowKey(id), values);
    }

    public DefaultRow(final RowKey key, final String... values) {
        this(key, Stream.of(values).map(StringCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String id, final String... values) {
        this(new RowKey(id), values);
    }

    /** The cells of another row under a new key. */
    public DefaultRow(final RowKey key, final DataRow row) {
        this(key, row.stream().toArray(DataCell[]::new));
    }

    public DefaultRow(final String id, final DataRow row) {
        this(new RowKey(id), row);
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return List.of(cells).iterator();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataRow row && key.equals(row.getKey()) && cells.length == row.getNumCells()
            && IntStream.range(0, cells.length).allMatch(i -> cells[i].equals(row.getCell(i)));
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return key + ": " + Arrays.toString(cells);
    }
}
