package org.elbow.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Array files as other programs write them, byte by byte. */
final class ArrayBytes {

    private ArrayBytes() {
    }

    /** The bytes of numbers of a type in NumPy's notation: {@code b1}, {@code i4}, {@code f2}… */
    static byte[] numbers(final String type, final ByteOrder order, final double... values) {
        final int width = type.charAt(1) - '0';
        final ByteBuffer buffer = ByteBuffer.allocate(width * values.length).order(order);
        for (final double value : values) {
            switch (type) {
                case "b1", "i1", "u1" -> buffer.put((byte)(int)value);
                case "i2", "u2" -> buffer.putShort((short)(int)value);
                case "i4", "u4" -> buffer.putInt((int)(long)value);
                case "i8" -> buffer.putLong((long)value);
                case "f4" -> buffer.putFloat((float)value);
                case "f8" -> buffer.putDouble(value);
                default -> throw new IllegalArgumentException(type);
            }
        }
        return buffer.array();
    }

    static byte[] npy(final String descr, final boolean fortran, final String shape, final byte[] data) {
        return npy(1, "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
            + ", }", data);
    }

    /** An array of unsigned bytes, version 1, C order. */
    static byte[] npy(final String shape, final byte[] data) {
        return npy("|u1", false, shape, data);
    }

    static byte[] npy(final int version, final String dictionary, final byte[] data) {
        final int prefix = version == 1 ? 10 : 12;
        final StringBuilder text = new StringBuilder(dictionary);
        while ((prefix + text.length() + 1) % 64 != 0) {
            text.append(' ');
        }
        final byte[] header = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        final ByteBuffer bytes = ByteBuffer.allocate(prefix + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte)0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte)version).put((byte)0);
        if (version == 1) {
            bytes.putShort((short)header.length);
        } else {
            bytes.putInt(header.length);
        }
        return bytes.put(header).put(data).array();
    }

    static byte[] idx(final int type, final byte[] data, final int... shape) {
        final ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        bytes.put((byte)0).put((byte)0).put((byte)type).put((byte)shape.length);
        for (final int dimension : shape) {
            bytes.putInt(dimension);
        }
        return bytes.put(data).array();
    }

    static byte[] gzip(final byte[] content) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(final boolean stored, final Map<String, byte[]> entries) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (final Map.Entry<String, byte[]> content : entries.entrySet()) {
                final ZipEntry entry = new ZipEntry(content.getKey());
                if (stored) {
                    final CRC32 crc = new CRC32();
                    crc.update(content.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] join(final byte[] first, final byte... second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    static byte[] counting(final int count) {
        final byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte)i;
        }
        return bytes;
    }
}
