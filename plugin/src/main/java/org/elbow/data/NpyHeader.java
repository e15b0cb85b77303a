package org.elbow.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of NumPy's NPY format, versions 1 to 3: a signature, the version, the length of a Python dictionary, and that
 * dictionary with the keys {@code descr}, {@code fortran_order} and {@code shape}.
 */
final class NpyHeader {

    private static final byte[] SIGNATURE = {(byte)0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself refuses longer dictionaries unless told to trust the file. */
    private static final int LONGEST_DICTIONARY = 10_000;

    private final String name;

    private NpyHeader(final String name) {
        this.name = name;
    }

    static boolean matches(final byte[] head) {
        if (head.length < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (head[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    static BinaryLayout read(final ArraySource source) throws IOException {
        final NpyHeader header = new NpyHeader(source.name());
        final byte[] start = header.bytes(source, 8);
        if (!matches(start)) {
            throw new DataException(header.name + " does not begin with NumPy's signature. Copy or download the file again.");
        }
        final int version = start[6];
        if (version < 1 || version > 3 || start[7] != 0) {
            throw new DataException(header.name + " has version " + version + "." + start[7]
                + " of the NPY format; versions 1 to 3 are supported. Save it again with numpy.save.");
        }
        final ByteBuffer length = ByteBuffer.wrap(header.bytes(source, version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        final long dictionaryLength = version == 1 ? length.getShort() & 0xffff : length.getInt() & 0xffffffffL;
        if (dictionaryLength > LONGEST_DICTIONARY) {
            throw new DataException(header.name + " declares a header of " + dictionaryLength + " bytes; arrays of numbers have "
                + "less than " + LONGEST_DICTIONARY + ". Copy or download the file again.");
        }
        final String text = new String(header.bytes(source, (int)dictionaryLength),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return header.layout(text, source);
    }

    private byte[] bytes(final ArraySource source, final int count) throws IOException {
        final byte[] bytes = new byte[count];
        if (source.read(bytes, count) < count) {
            throw new DataException(name + " is truncated: it ends within its header. Copy or download the file again.");
        }
        return bytes;
    }

    private BinaryLayout layout(final String text, final ArraySource source) {
        final Map<String, Object> entries;
        try {
            entries = new PythonLiteral(text).dictionary();
        } catch (final IllegalArgumentException e) {
            throw new DataException(name + " has a header that cannot be understood (" + e.getMessage() + "): "
                + text.strip() + ". Copy or download the file again.", e);
        }
        final Object description = entries.get("descr");
        if (!(entries.get("fortran_order") instanceof Boolean columnMajor)
            || !(entries.get("shape") instanceof List<?> dimensions) || description == null) {
            throw new DataException(name + " has a header without descr, fortran_order and shape: " + text.strip()
                + ". Copy or download the file again.");
        }
        if (!(description instanceof String type)) {
            throw new DataException(name + " holds structured records (" + description
                + "), not plain numbers. Save its fields as arrays of their own.");
        }
        final long[] shape = new long[dimensions.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!(dimensions.get(i) instanceof Long dimension)) {
                throw new DataException(name + " declares the dimension " + dimensions.get(i)
                    + ", which is not a whole number. Copy or download the file again.");
            }
            shape[i] = dimension;
        }
        final ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return BinaryLayout.of(elementType(type), order, columnMajor, shape, source);
    }

    private static final Map<String, ElementType> TYPES = new HashMap<>();

    static {
        TYPES.put("b1", ElementType.BOOLEAN);
        TYPES.put("i1", ElementType.INT8);
        TYPES.put("u1", ElementType.UINT8);
        TYPES.put("i2", ElementType.INT16);
        TYPES.put("u2", ElementType.UINT16);
        TYPES.put("i4", ElementType.INT32);
        TYPES.put("u4", ElementType.UINT32);
        TYPES.put("i8", ElementType.INT64);
        TYPES.put("u8", ElementType.UINT64);
        TYPES.put("f2", ElementType.FLOAT16);
        TYPES.put("f4", ElementType.FLOAT32);
        TYPES.put("f8", ElementType.FLOAT64);
    }

    private ElementType elementType(final String type) {
        final ElementType known = type.isEmpty() ? null : TYPES.get(type.substring(1));
        if (known != null && ("<>".indexOf(type.charAt(0)) >= 0 || type.charAt(0) == '|' && known.bytes() == 1)) {
            return known;
        }
        final String kind = type.replaceAll("[^A-Za-z]", "");
        final String what = switch (kind.isEmpty() ? "" : kind.substring(0, 1)) {
            case "O" -> "pickled Python objects, which are never read: they could run programs";
            case "U", "S", "a" -> "text";
            case "c" -> "complex numbers";
            case "M", "m" -> "dates or durations";
            case "V" -> "records of raw bytes";
            default -> "elements of an unsupported type";
        };
        throw new DataException(name + " holds " + what + " (type \"" + type
            + "\"). Save it as an array of booleans, integers or floating-point numbers of at most 64 bits.");
    }
}
