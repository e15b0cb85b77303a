package org.elbow.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An array in a file, read row by row from the first to the last: never more than a row is held, unless the file stores
 * columns one after another.
 *
 * <p>A row is all that the first index selects: the number, the line of numbers, or the image, its elements in C order (last
 * index fastest). What the header says is checked against the size of the file when it is opened, and against what is really
 * there while it is read. Every failure is a {@link DataException} that names the file. Not thread-safe.
 */
public abstract sealed class ArrayFile implements AutoCloseable permits BinaryArrayFile, TextArrayFile {

    /** The longest row that is read; longer ones are taken for a damaged header. */
    static final int MAXIMUM_ROW_SIZE = 1 << 24;

    private static final double LARGEST_EXACT_INTEGER = 0x1p53;

    private final ArrayHeader header;

    private final ArraySource source;

    /** How many rows have been read or skipped. */
    private long row;

    /** A row in double precision, for reading in single. */
    private double[] wide;

    ArrayFile(final ArrayHeader header, final ArraySource source) {
        this.header = header;
        this.source = source;
    }

    /**
     * Opens an array file: NPY, NPZ, IDX or numeric CSV, recognised by its content, all but NPZ also compressed by gzip.
     *
     * @param file the file
     * @param member the name of an array within an NPZ file; null or empty if it has but one; ignored for other formats
     * @return the array before its first row, to be closed by the caller
     * @throws DataException if there is no such file or array, or the file is not what it claims to be
     */
    public static ArrayFile open(final Path file, final String member) {
        return open(file, member, null);
    }

    /**
     * Opens an array file as {@link #open(Path, String)}, a text file without the column of its labels: the header names the
     * other columns, rows hold their elements, and {@link #label()} tells the label.
     *
     * @param file the file
     * @param member the name of an array within an NPZ file; null or empty if it has but one; ignored for other formats
     * @param labelColumn the name of the column of a text file that holds whole numbers as labels ({@code Column 1},
     *            {@code Column 2}, … where the file names none); null or blank if none does; ignored for other formats
     * @return the array before its first row, to be closed by the caller
     * @throws DataException as there, and if a text file has no such column, or no other
     */
    public static ArrayFile open(final Path file, final String member, final String labelColumn) {
        final ArraySource source = ArraySource.open(file, member);
        try {
            return switch (source.format()) {
                case NPY, NPZ -> new BinaryArrayFile(source, NpyHeader.read(source));
                case IDX -> new BinaryArrayFile(source, IdxHeader.read(source));
                case CSV -> TextArrayFile.open(source, labelColumn == null ? "" : labelColumn.strip());
            };
        } catch (final RuntimeException | Error e) {
            source.closeAfter(e);
            throw e;
        } catch (final IOException e) {
            source.closeAfter(e);
            throw source.unreadable(e);
        }
    }

    /**
     * @param file an array file
     * @return the names of the arrays in an NPZ file, in the file's order; empty for other formats
     * @throws DataException if there is no such file, or an NPZ file holds no array
     */
    public static List<String> members(final Path file) {
        return ArraySource.members(file);
    }

    /**
     * Reads whole numbers from an array with one element per row, such as class labels.
     *
     * @param file an array file
     * @param member as for {@link #open}
     * @param skip how many rows to leave out at the beginning, at least 0
     * @param limit how many rows to read at most, at least 0
     * @return the labels, fewer than {@code limit} if the array ends
     * @throws DataException as for {@link #open}, and if a row holds several elements or something other than a whole number
     *             in ±2⁵³
     */
    public static long[] readLabels(final Path file, final String member, final long skip, final int limit) {
        try (ArrayFile array = open(file, member)) {
            if (array.rowSize() != 1) {
                throw new DataException("Labels are a single number per row, but " + array.header().displayName()
                    + " holds " + array.rowSize() + " numbers per row (" + array.header().shapeText()
                    + "). Choose the array of the labels.");
            }
            array.skipRows(skip);
            // grows with what is really there, not with what the header promises
            long[] labels = new long[Math.min(limit, 1024)];
            int count = 0;
            final double[] value = new double[1];
            while (count < limit && array.readRow(value)) {
                if (count == labels.length) {
                    labels = Arrays.copyOf(labels, (int)Math.min(limit, 2L * count));
                }
                if (!isLabel(value[0])) {
                    throw new DataException("Labels are whole numbers, but row " + array.row() + " of "
                        + array.header().displayName() + " holds " + value[0] + ". Choose the array of the labels.");
                }
                labels[count] = (long)value[0];
                count++;
            }
            return Arrays.copyOf(labels, count);
        }
    }

    /** Whether a number is whole and was read without rounding. */
    static boolean isLabel(final double value) {
        return value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER;
    }

    /**
     * @return the label of the last row read, in ±2⁵³
     * @throws IllegalStateException if the array was opened without a label column, or no row has been read yet
     */
    public abstract long label();

    /** Where an element of the last row read stands, to begin a message with. */
    abstract String place(int element);

    /** Reads the next row. Returns false if there is none, and checks then at the latest that nothing follows. */
    abstract boolean read(double[] target) throws IOException;

    /** Passes over the next row. Returns false if there is none. */
    abstract boolean skip() throws IOException;

    /** @return what the file says of itself */
    public final ArrayHeader header() {
        return header;
    }

    /** @return the number of rows, {@link ArrayHeader#UNKNOWN} for text */
    public final long rows() {
        return header.rows();
    }

    /** @return the number of elements per row, at least 1 */
    public final int rowSize() {
        return header.rowSize();
    }

    /** @return all dimensions, the number of rows first */
    public final long[] shape() {
        return header.shape();
    }

    /** @return the type of the elements */
    public final ElementType elementType() {
        return header.elementType();
    }

    /** @return how many rows have been read or skipped so far, that is the number (from 1) of the last one */
    public final long row() {
        return row;
    }

    /**
     * Reads the next row.
     *
     * @param target its first {@link #rowSize()} elements are overwritten
     * @return whether there was one more row
     * @throws DataException if the file ends early, goes on after its last row, or holds what is not a number
     * @throws IllegalArgumentException if the target is too short
     */
    public final boolean readRow(final double[] target) {
        checkLength(target.length);
        try {
            final boolean there = read(target);
            row += there ? 1 : 0;
            return there;
        } catch (final IOException e) {
            throw source.unreadable(e);
        }
    }

    /**
     * Reads the next row in single precision; numbers beyond its range become infinite.
     *
     * @param target its first {@link #rowSize()} elements are overwritten
     * @return whether there was one more row
     * @throws DataException if the file ends early, goes on after its last row, or holds what is not a number
     * @throws IllegalArgumentException if the target is too short
     */
    public final boolean readRow(final float[] target) {
        checkLength(target.length);
        if (wide == null) {
            wide = new double[rowSize()];
        }
        if (!readRow(wide)) {
            return false;
        }
        for (int i = 0; i < wide.length; i++) {
            target[i] = (float)wide[i];
        }
        return true;
    }

    /**
     * Passes over rows.
     *
     * @param count how many, at least 0
     * @return how many there were, fewer than {@code count} if the array has ended
     * @throws DataException if the file ends before the header says, or a line of text has another number of cells
     */
    public final long skipRows(final long count) {
        try {
            long skipped = 0;
            while (skipped < count && skip()) {
                skipped++;
                row++;
            }
            return skipped;
        } catch (final IOException e) {
            throw source.unreadable(e);
        }
    }

    /** @return the share of the file that has been read, in [0, 1], for showing progress */
    public final double fraction() {
        if (rows() > 0) {
            return (double)row / rows();
        }
        return rows() == 0 ? 1 : source.fraction();
    }

    /**
     * Closes the file.
     *
     * @throws DataException if the system reports an error
     */
    @Override
    public void close() {
        try {
            source.close();
        } catch (final IOException e) {
            throw source.unreadable(e);
        }
    }

    private void checkLength(final int length) {
        if (length < rowSize()) {
            throw new IllegalArgumentException(
                "A row of " + rowSize() + " elements does not fit into an array of " + length + ".");
        }
    }
}
