package org.elbow.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of the IDX format: two zero bytes, the element type, the number of dimensions, each dimension in 32 bits. */
final class IdxHeader {

    private static final int MAGIC_BYTES = 4;

    private IdxHeader() {
    }

    static boolean matches(final byte[] head) {
        return head.length >= MAGIC_BYTES && head[0] == 0 && head[1] == 0 && type(head[2]) != null && head[3] != 0;
    }

    private static ElementType type(final byte code) {
        return switch (code) {
            case 0x08 -> ElementType.UINT8;
            case 0x09 -> ElementType.INT8;
            case 0x0b -> ElementType.INT16;
            case 0x0c -> ElementType.INT32;
            case 0x0d -> ElementType.FLOAT32;
            case 0x0e -> ElementType.FLOAT64;
            default -> null;
        };
    }

    static BinaryLayout read(final ArraySource source) throws IOException {
        final byte[] magic = new byte[MAGIC_BYTES];
        source.read(magic, MAGIC_BYTES);
        final int dimensions = magic[3] & 0xff;
        final byte[] sizes = new byte[4 * dimensions];
        if (source.read(sizes, sizes.length) < sizes.length) {
            throw new DataException(source.name() + " is truncated: its header declares " + dimensions
                + " dimensions, but the file ends before they are all given. Copy or download the file again.");
        }
        final ByteBuffer buffer = ByteBuffer.wrap(sizes).order(ByteOrder.BIG_ENDIAN);
        final long[] shape = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = buffer.getInt() & 0xffffffffL;
        }
        return BinaryLayout.of(type(magic[2]), ByteOrder.BIG_ENDIAN, false, shape, source);
    }
}
