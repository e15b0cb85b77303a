package org.elbow.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/** Reads and checks the header of a safetensors file, before any number is read. */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";

    /** The format's own limit. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final JsonFactory JSON = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String name;

    /** @param name of what is read, for messages */
    SafetensorsHeader(final String name) {
        this.name = name;
    }

    /** A tensor's place. */
    record Entry(String name, ElementType type, int[] shape, int size, long start, long end) {
    }

    /**
     * @param limit how many bytes may follow the header
     * @return the tensors in the order of their places, which touch without gaps or overlaps
     */
    List<Entry> read(final InputStream in, final long limit) throws IOException {
        final byte[] prefix = in.readNBytes(Long.BYTES);
        if (prefix.length < Long.BYTES) {
            throw damaged("it is too short");
        }
        final long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST_HEADER) {
            throw damaged("it declares a header of " + Long.toUnsignedString(length) + " bytes");
        }
        // readNBytes grows with what is there
        final byte[] text = in.readNBytes((int)length);
        if (text.length < length) {
            throw damaged("it declares a header of " + length + " bytes, but ends after " + text.length);
        }
        final List<Entry> entries;
        try (JsonParser json = JSON.createParser(text)) {
            entries = entries(json);
        } catch (final JsonProcessingException e) {
            throw new DataException(name + " is damaged: its header is not JSON of the right form ("
                + e.getOriginalMessage() + "). Copy or download it again.", e);
        }
        entries.sort(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end));
        long end = 0;
        for (final Entry entry : entries) {
            if (entry.start != end) {
                throw damaged("tensor \"" + entry.name + "\" begins at " + entry.start + ", but what precedes it ends at " + end);
            }
            end = entry.end;
        }
        if (end > limit) {
            throw damaged("its header declares " + end + " bytes of numbers, but no more than " + limit + " are expected");
        }
        return entries;
    }

    private List<Entry> entries(final JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw damaged("its header is not a JSON object");
        }
        final List<Entry> entries = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String key = json.getCurrentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("its header has no object under \"" + key + "\"");
            }
            if (METADATA.equals(key)) {
                json.skipChildren();
            } else {
                entries.add(entry(key, json));
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw damaged("something follows its header's end");
        }
        return entries;
    }

    private Entry entry(final String tensor, final JsonParser json) throws IOException {
        String type = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final String key = json.getCurrentName();
            final JsonToken value = json.nextToken();
            switch (key) {
                case "dtype" -> type = value == JsonToken.VALUE_STRING ? json.getText() : null;
                case "shape" -> shape = numbers(tensor, json);
                case "data_offsets" -> offsets = numbers(tensor, json);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null || offsets.length != 2) {
            throw damaged("tensor \"" + tensor + "\" lacks its dtype, shape or data_offsets");
        }
        return checked(tensor, elementType(tensor, type), shape, offsets);
    }

    private ElementType elementType(final String tensor, final String type) {
        return switch (type) {
            case "F32" -> ElementType.FLOAT32;
            case "F64" -> ElementType.FLOAT64;
            case "F16" -> ElementType.FLOAT16;
            case "BF16" -> ElementType.BFLOAT16;
            case "I64" -> ElementType.INT64;
            default -> throw new DataException("Tensor \"" + tensor + "\" of " + name + " has elements of type " + type
                + "; F32, F64, F16, BF16 and I64 are supported. Convert it.");
        };
    }

    private Entry checked(final String tensor, final ElementType type, final long[] shape, final long[] offsets) {
        long size = 1;
        final int[] dimensions = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] > Integer.MAX_VALUE || size * shape[i] > Integer.MAX_VALUE - 16) {
                throw damaged("tensor \"" + tensor + "\" has the shape " + Arrays.toString(shape) + ", too many elements");
            }
            dimensions[i] = (int)shape[i];
            size *= shape[i];
        }
        final long bytes = size * type.bytes();
        if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes) {
            throw damaged("tensor \"" + tensor + "\" of shape " + Arrays.toString(shape) + " takes " + bytes
                + " bytes, but its place is " + offsets[0] + " to " + offsets[1]);
        }
        return new Entry(tensor, type, dimensions, (int)size, offsets[0], offsets[1]);
    }

    /** Whole numbers, none negative. */
    private long[] numbers(final String tensor, final JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw damaged("tensor \"" + tensor + "\" has a shape or data_offsets that is no list");
        }
        long[] numbers = new long[4];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
                throw damaged("tensor \"" + tensor + "\" has a shape or data_offsets with " + json.getText());
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count] = json.getLongValue();
            count++;
        }
        return Arrays.copyOf(numbers, count);
    }

    private DataException damaged(final String what) {
        return new DataException(name + " is damaged: " + what + ". Copy or download it again.");
    }
}
