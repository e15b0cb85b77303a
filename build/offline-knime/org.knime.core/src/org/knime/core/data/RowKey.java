package org.knime.core.data;

import java.util.Objects;
import java.util.stream.Stream;

/** The name of a row, unique in its table. */
public final class RowKey {

    private final String id;

    public RowKey(final String id) {
        this.id = Objects.requireNonNull(id, "A row key needs a name.");
    }

    /** The key that KNIME gives to the row at an index, from 0: {@code Row0}, {@code Row1}, … */
    public static RowKey createRowKey(final long index) {
        return new RowKey("Row" + index);
    }

    public static String[] toStrings(final RowKey... keys) {
        return keys == null ? null : Stream.of(keys).map(RowKey::getString).toArray(String[]::new);
    }

    public static RowKey[] toRowKeys(final String... ids) {
        return ids == null ? null : Stream.of(ids).map(RowKey::new).toArray(RowKey[]::new);
    }

    public String getString() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowKey key && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
