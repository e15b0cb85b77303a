package org.elbow.offline.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/**
 * The rows of a table: in memory up to a number of cells (system property {@code elbow.offline.cells}, 2 million), beyond it in
 * a temporary file, which is deleted when nobody holds the rows any more, or with the process. Numbers, Booleans, strings and
 * missing cells are written; other cells stay in memory, and the file says which.
 */
public final class RowStore implements Iterable<DataRow> {

    private static final int CELLS = Integer.getInteger("elbow.offline.cells", 2_000_000);

    private static final int BUFFER = 1 << 16;

    private static final Cleaner CLEANER = Cleaner.create();

    private enum Kind {
        MISSING, DOUBLE, INT, LONG, TRUE, FALSE, STRING, HELD
    }

    private static final Kind[] KINDS = Kind.values();

    private final List<DataCell> held = new ArrayList<>();

    private List<DataRow> rows = new ArrayList<>();

    private long cells;

    private long size;

    private Path file;

    private DataOutputStream output;

    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /** Adds a row; not after {@link #finish}. */
    public void add(final DataRow row) {
        size++;
        cells += row.getNumCells();
        if (rows != null && cells <= CELLS) {
            rows.add(row);
            return;
        }
        try {
            if (rows != null) {
                file = Files.createTempFile("elbow-table-", ".tmp");
                file.toFile().deleteOnExit();
                final var path = file;
                CLEANER.register(this, () -> path.toFile().delete());
                output = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
                for (final var earlier : rows) {
                    write(earlier);
                }
                rows = null;
            }
            write(row);
        } catch (IOException e) {
            throw new UncheckedIOException("A table of many rows could not be written to a temporary file", e);
        }
    }

    private void write(final DataRow row) throws IOException {
        buffer.clear();
        putText(row.getKey().getString());
        for (int i = 0; i < row.getNumCells(); i++) {
            putCell(row.getCell(i));
        }
        output.writeInt(buffer.position());
        output.write(buffer.array(), 0, buffer.position());
    }

    private void putCell(final DataCell cell) {
        if (cell == DataType.getMissingCell()) {
            put(Kind.MISSING, 0);
        } else if (cell instanceof DoubleCell number) {
            put(Kind.DOUBLE, Double.BYTES).putDouble(number.getDoubleValue());
        } else if (cell instanceof IntCell number) {
            put(Kind.INT, Integer.BYTES).putInt(number.getIntValue());
        } else if (cell instanceof LongCell number) {
            put(Kind.LONG, Long.BYTES).putLong(number.getLongValue());
        } else if (cell instanceof BooleanCell truth) {
            put(truth.getBooleanValue() ? Kind.TRUE : Kind.FALSE, 0);
        } else if (cell instanceof StringCell text) {
            put(Kind.STRING, 0);
            putText(text.getStringValue());
        } else {
            put(Kind.HELD, Integer.BYTES).putInt(held.size());
            held.add(cell);
        }
    }

    private ByteBuffer put(final Kind kind, final int further) {
        return room(1 + further).put((byte)kind.ordinal());
    }

    private void putText(final String text) {
        final var bytes = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    }

    private ByteBuffer room(final int bytes) {
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(2 * (buffer.capacity() + bytes)).put(buffer.flip());
        }
        return buffer;
    }

    /** No row follows. */
    public void finish() {
        rows = rows == null ? null : Collections.unmodifiableList(rows);
        buffer = null;
        if (output != null) {
            try {
                output.close();
            } catch (IOException e) {
                throw new UncheckedIOException("A table of many rows could not be written to a temporary file", e);
            }
        }
    }

    public long size() {
        return size;
    }

    /** The file, once there are too many cells for the memory; null before. */
    public Path file() {
        return file;
    }

    @Override
    public Iterator<DataRow> iterator() {
        return rows == null ? new FileRows() : rows.iterator();
    }

    /** Reads the rows back; holds the store, so that the file is there as long. */
    private final class FileRows implements Iterator<DataRow> {

        private final InputStream stream;

        private final DataInputStream input;

        private byte[] bytes = new byte[0];

        private long left = size;

        FileRows() {
            try {
                stream = Files.newInputStream(file);
                input = new DataInputStream(new BufferedInputStream(stream, BUFFER));
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary file of a table is gone", e);
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public DataRow next() {
            if (left == 0) {
                throw new NoSuchElementException("The table has no further row.");
            }
            try {
                final int length = input.readInt();
                bytes = length > bytes.length ? new byte[2 * length] : bytes;
                if (input.readNBytes(bytes, 0, length) < length) {
                    throw new EOFException("The temporary file of a table has been cut off.");
                }
                if (--left == 0) {
                    stream.close();
                }
                return row(ByteBuffer.wrap(bytes, 0, length));
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary file of a table could not be read", e);
            }
        }

        private DataRow row(final ByteBuffer source) {
            final var key = new RowKey(text(source));
            final List<DataCell> row = new ArrayList<>();
            while (source.hasRemaining()) {
                row.add(switch (KINDS[source.get()]) {
                    case MISSING -> DataType.getMissingCell();
                    case DOUBLE -> new DoubleCell(source.getDouble());
                    case INT -> new IntCell(source.getInt());
                    case LONG -> new LongCell(source.getLong());
                    case TRUE -> BooleanCell.TRUE;
                    case FALSE -> BooleanCell.FALSE;
                    case STRING -> new StringCell(text(source));
                    case HELD -> held.get(source.getInt());
                });
            }
            return new DefaultRow(key, row);
        }

        private String text(final ByteBuffer source) {
            final int length = source.getInt();
            final var text = new String(source.array(), source.arrayOffset() + source.position(), length, StandardCharsets.UTF_8);
            source.position(source.position() + length);
            return text;
        }
    }
}
