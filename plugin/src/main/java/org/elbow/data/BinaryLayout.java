package org.elbow.data;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a binary array's header says about the bytes that follow it.
 *
 * @param elementType the type of the elements
 * @param byteOrder of the elements
 * @param columnMajor whether the first index is the fastest (Fortran order), not the last (C order)
 * @param rows the length of the first dimension, at least 0
 * @param rowShape the other dimensions, each at least 1
 */
record BinaryLayout(ElementType elementType, ByteOrder byteOrder, boolean columnMajor, long rows, List<Integer> rowShape) {

    /**
     * Checks the dimensions that a header declares.
     *
     * @param shape all dimensions
     * @throws DataException if there is none, one is negative, a row is empty or absurdly long, or the bytes cannot be counted
     */
    static BinaryLayout of(final ElementType elementType, final ByteOrder byteOrder, final boolean columnMajor,
        final long[] shape, final ArraySource source) {
        final String name = source.name();
        if (shape.length == 0) {
            throw new DataException(name + " holds a single number, not rows. Choose another array.");
        }
        final String declared = "Its header declares "
            + LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(" × ")) + " elements";
        long rowSize = 1;
        final List<Integer> rowShape = new ArrayList<>();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                throw new DataException(name + " is damaged. " + declared + ", but a dimension cannot be negative. "
                    + "Copy or download the file again.");
            }
            if (i > 0) {
                if (shape[i] == 0) {
                    throw new DataException(name + " has empty rows. " + declared + ". Choose another array.");
                }
                if (shape[i] > ArrayFile.MAXIMUM_ROW_SIZE / rowSize) {
                    throw new DataException(name + " has rows that are too long. " + declared + ", but a row of more than "
                        + ArrayFile.MAXIMUM_ROW_SIZE + " is not supported. If the file is not damaged, reshape the array.");
                }
                rowSize *= shape[i];
                rowShape.add((int)shape[i]);
            }
        }
        if (shape[0] > Long.MAX_VALUE / (rowSize * elementType.bytes())) {
            throw new DataException(name + " is damaged. " + declared + ", more than any file can hold. "
                + "Copy or download the file again.");
        }
        return new BinaryLayout(elementType, byteOrder, columnMajor && !rowShape.isEmpty(), shape[0], rowShape);
    }

    int rowSize() {
        return rowShape.stream().reduce(1, (a, b) -> a * b);
    }

    long rowBytes() {
        return (long)rowSize() * elementType.bytes();
    }

    /** All dimensions and the type, for messages. */
    String text() {
        return rows + rowShape.stream().map(d -> " × " + d).collect(Collectors.joining()) + " elements of type "
            + elementType.label();
    }
}
