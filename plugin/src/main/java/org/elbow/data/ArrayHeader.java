package org.elbow.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an array file says of itself before its data are read.
 *
 * @param file the file
 * @param member the array's name within an NPZ file, otherwise empty
 * @param format the file's format
 * @param elementType the type of the elements
 * @param rows the length of the first dimension; −1 for text, whose lines are not counted beforehand
 * @param rowShape the other dimensions, each at least 1; empty if the array has one dimension
 * @param columnNames of a text file, one for each column but that of the labels, unique; otherwise empty
 * @param members the names of all arrays in an NPZ file, otherwise empty
 */
public record ArrayHeader(Path file, String member, ArrayFormat format, ElementType elementType, long rows,
        List<Integer> rowShape, List<String> columnNames, List<String> members) {

    /** The number of rows of a text file before it has been read. */
    public static final long UNKNOWN = -1;

    /** Keeps unmodifiable copies. */
    public ArrayHeader {
        rowShape = List.copyOf(rowShape);
        columnNames = List.copyOf(columnNames);
        members = List.copyOf(members);
    }

    /**
     * Reads the beginning of a file, and as little of it as that takes.
     *
     * @param file an array file
     * @param member the name of an array within an NPZ file; null or empty if it has but one; ignored for other formats
     * @return the header
     * @throws DataException if there is no such file or array, or the file is not what it claims to be
     */
    public static ArrayHeader read(final Path file, final String member) {
        return read(file, member, null);
    }

    /**
     * Reads the beginning of a file, of a text file without the column of its labels.
     *
     * @param file an array file
     * @param member the name of an array within an NPZ file; null or empty if it has but one; ignored for other formats
     * @param labelColumn as for {@link ArrayFile#open(Path, String, String)}
     * @return the header
     * @throws DataException as for {@link ArrayFile#open(Path, String, String)}
     */
    public static ArrayHeader read(final Path file, final String member, final String labelColumn) {
        try (ArrayFile array = ArrayFile.open(file, member, labelColumn)) {
            return array.header();
        }
    }

    /** @return how many elements a row has, at least 1 */
    public int rowSize() {
        return rowShape.stream().reduce(1, (a, b) -> a * b);
    }

    /** @return all dimensions, the number of rows first ({@link #UNKNOWN} for text) */
    public long[] shape() {
        final long[] shape = new long[rowShape.size() + 1];
        shape[0] = rows;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = rowShape.get(i - 1);
        }
        return shape;
    }

    /** @return the file in quotation marks, followed by the array's name in an NPZ file, as messages name it */
    public String displayName() {
        return ArraySource.displayName(file, member);
    }

    /** @return the dimensions as text, such as {@code 60000 × 28 × 28}; unknown rows are {@code ?} */
    public String shapeText() {
        return (rows == UNKNOWN ? "?" : Long.toString(rows))
            + rowShape.stream().map(d -> " × " + d).collect(Collectors.joining());
    }
}
