package org.elbow.data;

import java.nio.ByteBuffer;

/** The type of an array's elements, as a file stores them. */
public enum ElementType {

    /** One byte, 0 = false. */
    BOOLEAN("boolean", 1),
    /** Signed, one byte. */
    INT8("int8", 1),
    /** Unsigned, one byte. */
    UINT8("uint8", 1),
    /** Signed, two bytes. */
    INT16("int16", 2),
    /** Unsigned, two bytes. */
    UINT16("uint16", 2),
    /** Signed, four bytes. */
    INT32("int32", 4),
    /** Unsigned, four bytes. */
    UINT32("uint32", 4),
    /** Signed, eight bytes; beyond ±2⁵³ read to the nearest double. */
    INT64("int64", 8),
    /** Unsigned, eight bytes; beyond 2⁵³ read to the nearest double. */
    UINT64("uint64", 8),
    /** IEEE 754 half precision. */
    FLOAT16("float16", 2),
    /** The upper half of an IEEE 754 single precision number. */
    BFLOAT16("bfloat16", 2),
    /** IEEE 754 single precision. */
    FLOAT32("float32", 4),
    /** IEEE 754 double precision, and what the cells of a text file are read as. */
    FLOAT64("float64", 8);

    private final String label;

    private final int bytes;

    ElementType(final String label, final int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** @return the type's name in messages and dialogs, as NumPy has it */
    public String label() {
        return label;
    }

    /** @return the bytes of one element */
    public int bytes() {
        return bytes;
    }

    /** @return whether all values are whole numbers */
    public boolean isInteger() {
        return this != FLOAT16 && this != BFLOAT16 && this != FLOAT32 && this != FLOAT64;
    }

    /** Reads {@code count} elements from the buffer's position on, in the buffer's byte order. */
    void decode(final ByteBuffer source, final int count, final double[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = switch (this) {
                case BOOLEAN -> source.get() == 0 ? 0 : 1;
                case INT8 -> source.get();
                case UINT8 -> source.get() & 0xff;
                case INT16 -> source.getShort();
                case UINT16 -> source.getShort() & 0xffff;
                case INT32 -> source.getInt();
                case UINT32 -> source.getInt() & 0xffffffffL;
                case INT64 -> source.getLong();
                case UINT64 -> unsigned(source.getLong());
                case FLOAT16 -> half(source.getShort());
                case BFLOAT16 -> Float.intBitsToFloat(source.getShort() << Short.SIZE);
                case FLOAT32 -> source.getFloat();
                case FLOAT64 -> source.getDouble();
            };
        }
    }

    private static double unsigned(final long bits) {
        // halved with the lost bit kept, so that the conversion still rounds to the nearest double
        return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
    }

    private static double half(final short bits) {
        final int exponent = bits >> 10 & 0x1f;
        final int fraction = bits & 0x3ff;
        final double magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else {
            magnitude = Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
