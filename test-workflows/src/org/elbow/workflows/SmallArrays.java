package org.elbow.workflows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The same small arrays in several formats. */
final class SmallArrays {

    private static final int NPY_ALIGNMENT = 64;

    private SmallArrays() {
    }

    /** Bytes in the format of MNIST. */
    static byte[] idx(final byte[] values, final int... shape) {
        final ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + values.length); // big-endian
        file.put((byte)0).put((byte)0).put((byte)8).put((byte)shape.length);
        Arrays.stream(shape).forEach(file::putInt);
        return file.put(values).array();
    }

    /** Bytes in NumPy's format. */
    static byte[] npy(final byte[] values, final int... shape) {
        return npy("|u1", values, shape);
    }

    /** Numbers in NumPy's format. */
    static byte[] npy(final double[] values, final int... shape) {
        final ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putDouble);
        return npy("<f8", bytes.array(), shape);
    }

    private static byte[] npy(final String type, final byte[] values, final int... shape) {
        final String dimensions = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        final StringBuilder header = new StringBuilder(
            "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + dimensions + "), }");
        while ((header.length() + 11) % NPY_ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        final ByteBuffer file = ByteBuffer.allocate(10 + header.length() + values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte)0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte)1).put((byte)0);
        return file.putShort((short)header.length()).put(header.toString().getBytes(StandardCharsets.US_ASCII)).put(values)
            .array();
    }

    /** Flat images as text, each behind its label. */
    static byte[] labelledImages(final byte[] labels, final byte[] pixels) {
        final int size = pixels.length / labels.length;
        final StringBuilder text = new StringBuilder("label");
        for (int i = 1; i <= size; i++) {
            text.append(",pixel").append(i);
        }
        for (int i = 0; i < pixels.length; i++) {
            text.append(i % size == 0 ? "\n" + labels[i / size] : "").append(',').append(pixels[i] & 0xff);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Numbers as text, under the names that the columns of an array without names have. */
    static byte[] csv(final double[] values, final int columns) {
        final StringBuilder text = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            text.append("feature ").append(i).append(i < columns ? "," : "\n");
        }
        for (int i = 0; i < values.length; i++) {
            text.append(values[i]).append((i + 1) % columns == 0 ? "\n" : ",");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
