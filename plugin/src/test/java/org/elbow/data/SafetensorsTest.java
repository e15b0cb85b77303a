package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.elbow.data.Safetensors.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final long LIMIT = 1 << 20;

    private static byte[] write(final Map<String, Tensor> tensors, final Map<String, String> metadata) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Safetensors.write(tensors, metadata, bytes);
        return bytes.toByteArray();
    }

    private static SortedMap<String, Tensor> read(final byte[] bytes) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(bytes), "\"weights\"", LIMIT);
    }

    private static byte[] file(final String header, final byte[] data) {
        final byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text)
            .put(data).array();
    }

    private static String failure(final byte[] bytes) {
        final String message = assertThrows(DataException.class, () -> read(bytes)).getMessage();
        assertTrue(message.contains("\"weights\""), message);
        return message;
    }

    @Test
    void tensorsSurviveWritingAndReading() throws IOException {
        final float[] many = new float[50_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i / 7f;
        }
        final byte[] bytes = write(Map.of("b", Tensor.of(new int[]{2, 3}, new float[]{1, -2, 3, Float.MIN_VALUE, -0f, 1e30f}),
            "a.weight", Tensor.of(new int[]{50_001}, many), "wide", Tensor.of(new int[0], new double[]{Math.PI}), "\"é\"",
            Tensor.of(new int[]{3, 0}, new float[0])), Map.of());
        final SortedMap<String, Tensor> tensors = read(bytes);
        assertEquals(List.of("\"é\"", "a.weight", "b", "wide"), List.copyOf(tensors.keySet()));
        assertArrayEquals(many, tensors.get("a.weight").floats());
        assertArrayEquals(new int[]{2, 3}, tensors.get("b").shape());
        assertArrayEquals(new float[]{1, -2, 3, Float.MIN_VALUE, -0f, 1e30f}, tensors.get("b").floats());
        assertArrayEquals(new double[]{Math.PI}, tensors.get("wide").doubles());
        assertArrayEquals(new float[]{(float)Math.PI}, tensors.get("wide").floats());
        assertTrue(tensors.get("wide").isDouble());
        assertFalse(tensors.get("b").isDouble());
        assertEquals(0, tensors.get("\"é\"").size());
    }

    @Test
    void largeTensorsGrowAsTheyAreRead() throws IOException {
        final double[] values = new double[3_000_000];
        values[2_999_999] = 5;
        values[1_048_576] = 7;
        final byte[] bytes = write(Map.of("x", Tensor.of(new int[]{3000, 1000}, values)), Map.of());
        assertArrayEquals(values, Safetensors.read(new ByteArrayInputStream(bytes), "x", 24_000_000).get("x").doubles());
        assertThrows(DataException.class, () -> Safetensors.read(new ByteArrayInputStream(bytes), "x", 23_999_999));
    }

    @Test
    void theSameTensorsGiveTheSameBytesInAnyOrder() throws IOException {
        final Tensor one = Tensor.of(new int[]{1}, new float[]{1});
        final Tensor two = Tensor.of(new int[]{1}, new double[]{2});
        final Map<String, Tensor> forward = new LinkedHashMap<>();
        forward.put("a", one);
        forward.put("b", two);
        final Map<String, Tensor> backward = new LinkedHashMap<>();
        backward.put("b", two);
        backward.put("a", one);
        final byte[] bytes = write(forward, Map.of("y", "2", "x", "1"));
        assertArrayEquals(bytes, write(backward, Map.of("x", "1", "y", "2")));
        // other programs expect the numbers at a multiple of eight bytes
        assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
        final String text = new String(bytes, StandardCharsets.UTF_8);
        assertTrue(text.contains("{\"__metadata__\":{\"x\":\"1\",\"y\":\"2\"},\"b\":{\"dtype\":\"F64\",\"shape\":[1],"
            + "\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}"), text);
        assertEquals(2, read(bytes).size());
    }

    @Test
    void integersOf64BitsAreReadAsDoubles() throws IOException {
        final byte[] data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(-5).putLong(1L << 40).array();
        final Tensor tensor = read(file("{\"n\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}", data)).get("n");
        assertArrayEquals(new double[]{-5, 1L << 40}, tensor.doubles());
    }

    @Test
    void placesMayComeInAnyOrder() throws IOException {
        final byte[] data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).putFloat(3).array();
        final SortedMap<String, Tensor> tensors =
            read(file("{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"a\":{\"data_offsets\":[0,8],\"shape\":[2],\"dtype\":\"F32\"}}   ", data));
        assertArrayEquals(new float[]{1, 2}, tensors.get("a").floats());
        assertArrayEquals(new float[]{3}, tensors.get("b").floats());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"I16|[2]|[0,4]|type I16", "BOOL|[4]|[0,4]|type BOOL",
        "F32|[1]|[0,8]|takes 4 bytes", "F32|[2]|[0,4]|takes 8 bytes", "F32|[1]|[4,8]|begins at 4",
        "F32|[1]|[4,0]|takes 4 bytes", "F32|[-1]|[0,4]|with -1", "F32|[1.5]|[0,4]|with 1.5", "F32|[1]|[-4,0]|with -4",
        "F32|[1]|[0,4,8]|lacks", "F32|1|[0,4]|no list", "F32|[65536,65536]|[0,17179869184]|too many",
        "F32|[4294967297]|[0,4]|too many", "F32|[100000000]|[0,400000000]|no more than 1048576",
        "F32|[99999999999999999999]|[0,4]|JSON", "F32|[1|[0,4]|with data_offsets"})
    void headersThatDoNotAddUpAreRefused(final String type, final String shape, final String offsets, final String reason) {
        final String message = failure(file("{\"t\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":"
            + offsets + "}}", new byte[4]));
        assertTrue(message.contains(reason), message);
    }

    @Test
    void overlapsGapsAndDoublesAreRefused() {
        final String a = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},";
        assertTrue(failure(file(a + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", new byte[8]))
            .contains("\"b\" begins at 4"));
        assertTrue(failure(file(a + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}}", new byte[16]))
            .contains("\"b\" begins at 12"));
        assertTrue(failure(file(a + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", new byte[12]))
            .contains("Duplicate"));
    }

    @Test
    void filesThatEndEarlyOrLateAreRefused() throws IOException {
        final byte[] bytes = write(Map.of("t", Tensor.of(new int[]{4}, new float[]{1, 2, 3, 4})), Map.of());
        for (final int length : new int[]{0, 5, 8, 20, bytes.length - 1}) {
            failure(Arrays.copyOf(bytes, length));
        }
        assertTrue(failure(Arrays.copyOf(bytes, bytes.length + 1)).contains("follow"));
        assertTrue(failure(Arrays.copyOf(bytes, bytes.length - 1)).contains("tensor \"t\" of shape [4]"));
        bytes[7] = -1;
        assertTrue(failure(bytes).contains("declares a header"));
        assertTrue(failure(file("[]", new byte[0])).contains("object"));
        assertTrue(failure(file("{\"t\":3}", new byte[0])).contains("\"t\""));
        assertTrue(failure(file("{} {}", new byte[0])).contains("follows"));
        assertTrue(failure(file("not json", new byte[0])).contains("JSON"));
    }

    @Test
    void aTensorHasAsManyElementsAsItsShapeSays() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new int[]{2, 2}, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new int[]{-1, -3}, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new int[]{65536, 65536}, new float[0]));
        assertThrows(IllegalArgumentException.class,
            () -> write(Map.of("__metadata__", Tensor.of(new int[]{1}, new float[1])), Map.of()));
    }
}
