package org.elbow.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** An array of binary numbers behind a header: NPY, NPZ and IDX. */
final class BinaryArrayFile extends ArrayFile {

    /** A multiple of every element's size. */
    private static final int CHUNK_BYTES = 1 << 16;

    /** Arrays in column order have to be held whole; beyond this (or a quarter of the heap) they are refused. */
    private static final long COLUMN_MAJOR_LIMIT = 1L << 28;

    private final ArraySource source;

    private final BinaryLayout layout;

    private final ByteBuffer chunk;

    private final double[] numbers;

    private ColumnMajor columnMajor;

    private long next;

    private boolean endChecked;

    BinaryArrayFile(final ArraySource source, final BinaryLayout layout) {
        super(new ArrayHeader(source.file(), source.member(), source.format(), layout.elementType(), layout.rows(),
            layout.rowShape(), List.of(), source.members()), source);
        this.source = source;
        this.layout = layout;
        source.checkSize(totalBytes(), layout.text());
        if (layout.columnMajor()) {
            final long limit = Math.min(COLUMN_MAJOR_LIMIT, Runtime.getRuntime().maxMemory() / 4);
            if (totalBytes() > limit) {
                throw new DataException(String.format(Locale.ROOT,
                    "%s stores its columns one after another (Fortran order) and is too large for that: %s are %,d bytes, at "
                        + "most %,d are read in this order. Save numpy.ascontiguousarray(array) instead.",
                    source.name(), layout.text(), totalBytes(), limit));
            }
        }
        chunk = ByteBuffer.allocate((int)Math.min(CHUNK_BYTES, layout.rowBytes())).order(layout.byteOrder());
        numbers = new double[chunk.capacity() / layout.elementType().bytes()];
    }

    private long totalBytes() {
        return layout.rows() * layout.rowBytes();
    }

    @Override
    boolean read(final double[] target) throws IOException {
        if (next == layout.rows()) {
            checkEnd();
            return false;
        }
        if (layout.columnMajor()) {
            if (columnMajor == null) {
                columnMajor = new ColumnMajor(layout, readAll());
            }
            columnMajor.get(next, target);
        } else {
            readRowMajor(target);
        }
        next++;
        if (next == layout.rows()) {
            checkEnd();
        }
        return true;
    }

    private void readRowMajor(final double[] target) throws IOException {
        final int rowSize = layout.rowSize();
        for (int done = 0; done < rowSize; done += numbers.length) {
            final int count = Math.min(numbers.length, rowSize - done);
            readFully(chunk.array(), count * layout.elementType().bytes());
            chunk.rewind();
            layout.elementType().decode(chunk, count, numbers);
            System.arraycopy(numbers, 0, target, done, count);
        }
    }

    /** Everything in pieces, so that no more is allocated than the file really holds. */
    private byte[][] readAll() throws IOException {
        final long total = totalBytes();
        final byte[][] pieces = new byte[(int)((total + ColumnMajor.PIECE - 1) / ColumnMajor.PIECE)][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new byte[(int)Math.min(ColumnMajor.PIECE, total - (long)i * ColumnMajor.PIECE)];
            readFully(pieces[i], pieces[i].length);
        }
        return pieces;
    }

    private void readFully(final byte[] target, final int count) throws IOException {
        final long start = source.position();
        if (source.read(target, count) < count) {
            throw ended(start);
        }
    }

    /** @param start where the row began */
    private DataException ended(final long start) {
        return source.truncated(totalBytes(), next * layout.rowBytes() + source.position() - start, layout.text());
    }

    @Override
    public long label() {
        throw new IllegalStateException(source.name() + " has no columns with names, so none that holds labels.");
    }

    @Override
    String place(final int element) {
        return "Element " + (element + 1) + " of row " + row() + " of " + source.name();
    }

    @Override
    boolean skip() throws IOException {
        if (next == layout.rows()) {
            return false;
        }
        if (!layout.columnMajor()) {
            final long start = source.position();
            if (source.skip(layout.rowBytes()) < layout.rowBytes()) {
                throw ended(start);
            }
        }
        next++;
        return true;
    }

    private void checkEnd() throws IOException {
        if (layout.columnMajor() && columnMajor == null) {
            source.skip(totalBytes());
        }
        if (!endChecked) {
            endChecked = true;
            source.checkEnd(layout.text());
        }
    }

    /** Rows of an array whose first index is the fastest. */
    private static final class ColumnMajor {

        static final int PIECE = 1 << 20;

        private final BinaryLayout layout;

        private final ByteBuffer[] pieces;

        /** For each element of a row in C order, its place among the columns as they are stored. */
        private final int[] order;

        private final double[] number = new double[1];

        ColumnMajor(final BinaryLayout layout, final byte[][] bytes) {
            this.layout = layout;
            pieces = new ByteBuffer[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                pieces[i] = ByteBuffer.wrap(bytes[i]).order(layout.byteOrder());
            }
            final List<Integer> shape = layout.rowShape();
            order = new int[layout.rowSize()];
            final int[] index = new int[shape.size()];
            for (int i = 0; i < order.length; i++) {
                int place = 0;
                for (int d = shape.size() - 1; d >= 0; d--) {
                    place = place * shape.get(d) + index[d];
                }
                order[i] = place;
                for (int d = shape.size() - 1; d >= 0 && ++index[d] == shape.get(d); d--) {
                    index[d] = 0;
                }
            }
        }

        void get(final long row, final double[] target) {
            final int bytes = layout.elementType().bytes();
            for (int i = 0; i < order.length; i++) {
                final long at = (order[i] * layout.rows() + row) * bytes;
                final ByteBuffer piece = pieces[(int)(at / PIECE)].position((int)(at % PIECE));
                layout.elementType().decode(piece, 1, number);
                target[i] = number[0];
            }
        }
    }
}
