package org.elbow.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Rows of features, [rows, columns], 32-bit floats outside the Java heap, freed by {@link #close()}. A matrix above the limit
 * of its {@link MatrixStorage} lies in a temporary file that is mapped into memory.
 *
 * <p>The rows lie in segments of whole rows, so rows × columns may exceed 2³¹. Any number of threads may read at once, and
 * write at once as long as they write to different rows. A matrix may have no rows, but has at least one column.
 */
public final class FeatureMatrix implements AutoCloseable {

    /** One gigabyte; a row that is longer gets a segment of its own. */
    private static final long SEGMENT_FLOATS = 1L << 28;

    private static final int HASH_CHUNK = 1024;

    /** Larger matrices are told of in gigabytes. */
    private static final long MEGABYTES_UP_TO = 1_000_000_000;

    private final int rows;

    private final int columns;

    private final int rowsPerSegment;

    private final MatrixSegment[] segments;

    private final MatrixStorage storage;

    /** {@code null} if the rows are in memory. */
    private MatrixFile file;

    private volatile boolean closed;

    private FeatureMatrix(final int rows, final int columns, final MatrixStorage storage, final long segmentFloats) {
        this.rows = rows;
        this.columns = columns;
        this.storage = storage;
        rowsPerSegment = (int)Math.max(1, Math.min(Math.max(1, rows), segmentFloats / columns));
        segments = new MatrixSegment[Math.toIntExact(((long)rows + rowsPerSegment - 1) / rowsPerSegment)];
    }

    /**
     * A matrix of zeros, stored as {@link MatrixStorage#defaults} says.
     *
     * @param rows at least 0
     * @param columns at least 1
     * @return the matrix, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range
     * @throws DataException if there is not that much memory left, or not that much room in the folder for temporary files
     */
    public static FeatureMatrix allocate(final int rows, final int columns) {
        return allocate(rows, columns, MatrixStorage.defaults());
    }

    /**
     * A matrix of zeros.
     *
     * @param rows at least 0
     * @param columns at least 1
     * @param storage whether in memory or in a file
     * @return the matrix, to be closed by the caller
     * @throws IllegalArgumentException if a number is out of range
     * @throws DataException if there is not that much memory left, or not that much room in the folder for temporary files
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while a file is made
     */
    public static FeatureMatrix allocate(final int rows, final int columns, final MatrixStorage storage) {
        return allocate(rows, columns, storage, SEGMENT_FLOATS);
    }

    static FeatureMatrix allocate(final int rows, final int columns, final MatrixStorage storage, final long segmentFloats) {
        if (rows < 0) {
            throw new IllegalArgumentException("A matrix cannot have " + rows + " rows.");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("A matrix of features has at least one column, not " + columns + ".");
        }
        final FeatureMatrix matrix = new FeatureMatrix(rows, columns, storage, segmentFloats);
        try {
            if (matrix.bytes() > storage.limit() && matrix.segmentLength(0) <= MatrixFile.LONGEST_SEGMENT) {
                matrix.mapSegments();
            } else {
                matrix.allocateSegments();
            }
        } catch (final RuntimeException | Error e) {
            matrix.close();
            throw e;
        }
        return matrix;
    }

    private void allocateSegments() {
        try {
            for (int s = 0; s < segments.length; s++) {
                segments[s] = MatrixSegment.InMemory.allocate(segmentLength(s));
            }
        } catch (final OutOfMemoryError e) {
            throw new DataException(String.format(Locale.ROOT,
                "%,d rows of %,d features need %s of memory beside the Java heap, which this machine has not left. "
                    + "Keep fewer rows in memory, use fewer rows or columns, smaller images, or a machine with more memory.",
                rows, columns, size()), e);
        }
    }

    private void mapSegments() {
        try {
            file = MatrixFile.create(bytes() / Float.BYTES, storage.folder());
            for (int s = 0; s < segments.length; s++) {
                segments[s] = file.segment((long)s * rowsPerSegment * columns, segmentLength(s));
            }
        } catch (final IOException e) {
            throw new DataException(String.format(Locale.ROOT,
                "%,d rows of %,d features need a temporary file of %s in the folder %s, which cannot be made: %s. Make "
                    + "room there, choose another folder for temporary files (in KNIME's preferences), use fewer rows or "
                    + "columns, or keep more in memory.", rows, columns, size(), storage.folder(), reason(e)), e);
        }
    }

    /** Exceptions of the file system often have nothing but the file's name as their message. */
    private static String reason(final IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be written to";
        }
        return e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName() + ", " + e.getMessage();
    }

    private String size() {
        return bytes() < MEGABYTES_UP_TO ? String.format(Locale.ROOT, "%,.1f MB", 1e-6 * bytes())
            : String.format(Locale.ROOT, "%,.1f GB", 1e-9 * bytes());
    }

    private long bytes() {
        return (long)rows * columns * Float.BYTES;
    }

    private long segmentLength(final int segment) {
        return Math.min(rowsPerSegment, rows - (long)segment * rowsPerSegment) * columns;
    }

    /**
     * A matrix with a copy of the given rows.
     *
     * @param rows [rows, columns], at least one row, all of one length
     * @return the matrix, to be closed by the caller
     * @throws IllegalArgumentException if there is no row, or the rows differ in length
     */
    public static FeatureMatrix of(final float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("Without a row the number of columns is unknown; allocate an empty matrix.");
        }
        final int columns = rows[0].length;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new IllegalArgumentException(
                    "Row " + row + " has " + rows[row].length + " features, but row 0 has " + columns + ".");
            }
        }
        final FeatureMatrix matrix = allocate(rows.length, columns);
        for (int row = 0; row < rows.length; row++) {
            matrix.setRow(row, rows[row], 0);
        }
        return matrix;
    }

    /** @return the number of rows */
    public int rows() {
        return rows;
    }

    /** @return where this matrix was to be stored, and copies of its rows are */
    public MatrixStorage storage() {
        return storage;
    }

    /** @return whether the rows lie in a temporary file */
    public boolean isInFile() {
        return file != null;
    }

    /** @return the number of features per row */
    public int columns() {
        return columns;
    }

    /**
     * Copies a row into {@code target}, from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if there is no such row, or the target is too short
     * @throws IllegalStateException if the matrix is closed
     */
    public void getRow(final int row, final float[] target, final int offset) {
        checkRow(row);
        checkArray(target, offset);
        segments[row / rowsPerSegment].get(index(row), target, offset, columns);
    }

    /**
     * Copies {@code source}, from {@code offset} on, into a row.
     *
     * @throws IndexOutOfBoundsException if there is no such row, or the source is too short
     * @throws IllegalStateException if the matrix is closed
     */
    public void setRow(final int row, final float[] source, final int offset) {
        checkRow(row);
        checkArray(source, offset);
        segments[row / rowsPerSegment].put(index(row), source, offset, columns);
    }

    /**
     * @return one feature
     * @throws IndexOutOfBoundsException if there is no such row or column
     * @throws IllegalStateException if the matrix is closed
     */
    public float get(final int row, final int column) {
        checkRow(row);
        checkColumn(column);
        return segments[row / rowsPerSegment].get(index(row) + column);
    }

    /**
     * Sets one feature.
     *
     * @throws IndexOutOfBoundsException if there is no such row or column
     * @throws IllegalStateException if the matrix is closed
     */
    public void set(final int row, final int column, final float value) {
        checkRow(row);
        checkColumn(column);
        segments[row / rowsPerSegment].set(index(row) + column, value);
    }

    /**
     * A copy of some rows, in the order given; a row may occur more than once.
     *
     * @param selected row indices
     * @return a matrix of its own, to be closed by the caller
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the matrix is closed
     */
    public FeatureMatrix selectRows(final int[] selected) {
        for (final int row : selected) {
            checkRow(row);
        }
        final FeatureMatrix copy = allocate(selected.length, columns, storage);
        try {
            final float[] buffer = new float[columns];
            for (int i = 0; i < selected.length; i++) {
                getRow(selected[i], buffer, 0);
                copy.setRow(i, buffer, 0);
            }
        } catch (final RuntimeException | Error e) {
            copy.close();
            throw e;
        }
        return copy;
    }

    /**
     * A copy of the first rows.
     *
     * @param count how many, in [0, rows]
     * @return a matrix of its own, to be closed by the caller
     */
    public FeatureMatrix firstRows(final int count) {
        return selectRows(IntStream.range(0, count).toArray());
    }

    /**
     * A hash of what a row holds: rows of the same content have the same hash, wherever they stand, in this matrix or
     * another, on this machine or another. −0 counts as 0, and every NaN as the same.
     *
     * @param row a row's index
     * @param seed another seed gives another, unrelated hash
     * @return all 64 bits are usable
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the matrix is closed
     */
    public long contentHash(final int row, final long seed) {
        checkRow(row);
        final MatrixSegment segment = segments[row / rowsPerSegment];
        final long start = index(row);
        final float[] chunk = new float[Math.min(columns, HASH_CHUNK)];
        long hash = Mix.mix(seed);
        for (int done = 0; done < columns; done += HASH_CHUNK) {
            final int count = Math.min(HASH_CHUNK, columns - done);
            segment.get(start + done, chunk, 0, count);
            for (int i = 0; i < count; i++) {
                hash = Mix.mix(hash ^ Float.floatToIntBits(chunk[i] + 0f));
            }
        }
        return hash;
    }

    /** Frees the memory and deletes the file. Closing again does nothing; no thread may still be reading or writing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (final MatrixSegment segment : segments) {
            if (segment != null) {
                segment.close();
            }
        }
        if (file != null) {
            file.close();
        }
    }

    private long index(final int row) {
        return (long)(row % rowsPerSegment) * columns;
    }

    private void checkRow(final int row) {
        if (closed) {
            throw new IllegalStateException("This matrix of features has been closed.");
        }
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("There is no row " + row + "; the matrix has " + rows + " rows.");
        }
    }

    private void checkColumn(final int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                "There is no column " + column + "; the matrix has " + columns + " columns.");
        }
    }

    private void checkArray(final float[] array, final int offset) {
        Objects.requireNonNull(array, "array");
        if (offset < 0 || offset > array.length - columns) {
            throw new IndexOutOfBoundsException("A row of " + columns + " features does not fit into an array of "
                + array.length + " from index " + offset + " on.");
        }
    }
}
