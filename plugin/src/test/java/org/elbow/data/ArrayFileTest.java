package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFileTest {

    @TempDir
    Path folder;

    private Path write(final String name, final byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static double[][] readAll(final Path file, final String member) {
        try (ArrayFile array = ArrayFile.open(file, member)) {
            final double[][] rows = new double[(int)array.rows()][array.rowSize()];
            for (final double[] row : rows) {
                assertTrue(array.readRow(row));
            }
            assertFalse(array.readRow(new double[array.rowSize()]));
            assertFalse(array.readRow(new float[array.rowSize()]));
            assertEquals(1, array.fraction());
            return rows;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"b1|0,1,1,0,1,0", "i1|-128,-1,0,1,100,127", "u1|0,1,127,128,254,255",
        "i2|-32768,-2,0,3,258,32767", "u2|0,1,258,32768,65534,65535", "i4|-2147483648,-2,0,16909060,7,2147483647",
        "u4|0,1,16909060,2147483648,4294967294,4294967295", "i8|-9007199254740992,-1,0,1,72623859790382856,5",
        "f4|-1.5,0,3.25,1e30,-1e-30,0.1", "f8|-1.5,0,3.25,1e300,-1e-300,0.1"})
    void numbersOfEveryTypeAreReadInBothByteOrders(final String type, final String list) throws IOException {
        final double[] values = List.of(list.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
        for (final ByteOrder order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            final String descr = (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + type;
            final Path file =
                write("a.npy", ArrayBytes.npy(descr, false, "(3, 2)", ArrayBytes.numbers(type, order, values)));
            final double[][] rows = readAll(file, null);
            for (int i = 0; i < 6; i++) {
                assertEquals(type.equals("f4") ? (float)values[i] : values[i], rows[i / 2][i % 2], descr);
            }
            try (ArrayFile array = ArrayFile.open(file, "")) {
                assertArrayEquals(new long[]{3, 2}, array.shape());
                final float[] single = new float[2];
                array.readRow(single);
                assertEquals((float)values[1], single[1]);
            }
        }
    }

    @Test
    void halfPrecisionIsReadWithItsExtremes() throws IOException {
        // 1, −2, largest, smallest normal, smallest subnormal, 1/3, ∞, −∞, NaN, −0
        final int[] bits = {0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x3555, 0x7c00, 0xfc00, 0x7e00, 0x8000};
        final double[] values = {1, -2, 65504, 0x1p-14, 0x1p-24, 0.333251953125, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.NaN, -0.0};
        final double[] shorts = java.util.stream.IntStream.of(bits).mapToDouble(b -> b).toArray();
        final Path file = write("half.npy",
            ArrayBytes.npy("<f2", false, "(1, 10)", ArrayBytes.numbers("u2", ByteOrder.LITTLE_ENDIAN, shorts)));
        assertArrayEquals(values, readAll(file, null)[0]);
    }

    @Test
    void unsignedNumbersOf64BitsAreReadToTheNearestDouble() throws IOException {
        final byte[] data = ArrayBytes.join(new byte[]{-1, -1, -1, -1, -1, -1, -1, -1}, new byte[]{5, 0, 0, 0, 0, 0, 0, 0});
        assertArrayEquals(new double[][]{{0x1p64}, {5}},
            readAll(write("u8.npy", ArrayBytes.npy("<u8", false, "(2,)", data)), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionOfTheHeaderIsRead(final int version) throws IOException {
        final Path file = write("v.npy", ArrayBytes.npy(version,
            "{\"shape\": (2L, 3L), \"descr\": '|u1', 'fortran_order':False}", ArrayBytes.counting(6)));
        assertArrayEquals(new double[][]{{0, 1, 2}, {3, 4, 5}}, readAll(file, null));
    }

    @Test
    void fortranOrderIsTurnedIntoRows() throws IOException {
        final Path matrix = write("f.npy", ArrayBytes.npy("<i2", true, "(2, 3)",
            ArrayBytes.numbers("i2", ByteOrder.LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6)));
        assertArrayEquals(new double[][]{{1, 2, 3}, {4, 5, 6}}, readAll(matrix, null));
        // element (i, j, k) of a 2 × 3 × 4 array stands at i + 2 j + 6 k
        final byte[] data = new byte[24];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    data[i + 2 * j + 6 * k] = (byte)(100 * i + 10 * j + k);
                }
            }
        }
        final Path cube = write("cube.npy", ArrayBytes.npy("|u1", true, "(2, 3, 4)", data));
        final double[][] rows = readAll(cube, null);
        assertArrayEquals(new double[]{0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23}, rows[0]);
        assertEquals(123, rows[1][11]);
        try (ArrayFile array = ArrayFile.open(cube, null)) {
            assertEquals(1, array.skipRows(1));
            final double[] row = new double[12];
            assertTrue(array.readRow(row));
            assertArrayEquals(rows[1], row);
        }
    }

    @Test
    void fortranOrderWorksBeyondOnePieceOfMemory() throws IOException {
        final int rows = 300_001;
        final byte[] data = new byte[8 * rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 4; j++) {
                data[2 * (i + rows * j)] = (byte)(i + j);
                data[2 * (i + rows * j) + 1] = (byte)((i + j >> 8) & 0x7f);
            }
        }
        final Path file = write("long.npy", ArrayBytes.npy("<i2", true, "(" + rows + ", 4)", data));
        try (ArrayFile array = ArrayFile.open(file, null)) {
            final double[] row = new double[4];
            for (int i = 0; i < rows; i++) {
                assertTrue(array.readRow(row));
                for (int j = 0; j < 4; j++) {
                    assertEquals(i + j & 0x7fff, row[j]);
                }
            }
        }
    }

    @Test
    void rowsLongerThanTheBufferAreRead() throws IOException {
        final Path file = write("wide.npy", ArrayBytes.npy("(2, 300, 500)", ArrayBytes.counting(300_000)));
        final double[][] rows = readAll(file, null);
        assertEquals((byte)149_999 & 0xff, rows[0][149_999]);
        assertEquals((byte)150_000 & 0xff, rows[1][0]);
        assertEquals((byte)299_999 & 0xff, rows[1][149_999]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void membersOfNpzAreChosenByName(final boolean stored) throws IOException {
        final Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("X.npy", ArrayBytes.npy("(2, 3)", ArrayBytes.counting(6)));
        entries.put("readme.txt", new byte[]{1, 2, 3});
        entries.put("y.npy", ArrayBytes.npy("<i4", false, "(2,)", ArrayBytes.numbers("i4", ByteOrder.LITTLE_ENDIAN, 7, -8)));
        final Path file = write("data.npz", ArrayBytes.zip(stored, entries));
        assertEquals(List.of("X", "y"), ArrayFile.members(file));
        assertArrayEquals(new double[][]{{0, 1, 2}, {3, 4, 5}}, readAll(file, "X"));
        assertArrayEquals(new double[][]{{7}, {-8}}, readAll(file, " y "));
        final ArrayHeader header = ArrayHeader.read(file, "y");
        assertEquals(ArrayFormat.NPZ, header.format());
        assertEquals("y", header.member());
        assertEquals(List.of("X", "y"), header.members());
        assertEquals("2", header.shapeText());
        for (final String wrong : new String[]{null, "", "z", "readme.txt"}) {
            final String message = assertThrows(DataException.class, () -> ArrayFile.open(file, wrong)).getMessage();
            assertTrue(message.contains("data.npz") && message.contains("X, y"), message);
        }
    }

    @Test
    void theOnlyMemberNeedsNoName() throws IOException {
        final Path file =
            write("one.npz", ArrayBytes.zip(false, Map.of("arr_0.npy", ArrayBytes.npy("(1, 2)", new byte[]{3, 4}))));
        assertArrayEquals(new double[][]{{3, 4}}, readAll(file, ""));
        assertEquals("arr_0", ArrayHeader.read(file, null).member());
    }

    @ParameterizedTest
    @CsvSource({"8,u1,0,255", "9,i1,-128,127", "11,i2,-300,300", "12,i4,-70000,70000", "13,f4,-1.5,0.25", "14,f8,-1e200,1e-200"})
    void idxOfEveryTypeIsReadPlainAndCompressed(final int code, final String type, final double low, final double high)
        throws IOException {
        final byte[] bytes =
            ArrayBytes.idx(code, ArrayBytes.numbers(type, ByteOrder.BIG_ENDIAN, low, high, 1, 2, 3, 4), 3, 1, 2);
        // names say nothing: the content does
        for (final Path file : List.of(write("images", bytes), write("images.bin", ArrayBytes.gzip(bytes)))) {
            assertArrayEquals(new double[][]{{low, high}, {1, 2}, {3, 4}}, readAll(file, null));
            final ArrayHeader header = ArrayHeader.read(file, null);
            assertEquals(ArrayFormat.IDX, header.format());
            assertEquals(List.of(1, 2), header.rowShape());
            assertEquals("3 × 1 × 2", header.shapeText());
        }
    }

    @Test
    void compressedNpyIsRead() throws IOException {
        final Path file = write("a.npy.gz", ArrayBytes.gzip(ArrayBytes.npy("(2, 2)", ArrayBytes.counting(4))));
        assertArrayEquals(new double[][]{{0, 1}, {2, 3}}, readAll(file, null));
    }

    @Test
    void anArrayWithoutRowsIsReadAsSuch() throws IOException {
        assertEquals(0, readAll(write("none.npy", ArrayBytes.npy("(0, 4)", new byte[0])), null).length);
    }

    @Test
    void rowsArePassedOver() throws IOException {
        final byte[] bytes = ArrayBytes.npy("(1000, 100)", ArrayBytes.counting(100_000));
        for (final Path file : List.of(write("s.npy", bytes), write("s.npy.gz", ArrayBytes.gzip(bytes)))) {
            try (ArrayFile array = ArrayFile.open(file, null)) {
                final double[] row = new double[100];
                assertEquals(999, array.skipRows(999));
                assertEquals(0.999, array.fraction(), 1e-12);
                assertTrue(array.readRow(row));
                assertEquals((byte)99_900 & 0xff, row[0]);
                assertEquals(1000, array.row());
                assertEquals(0, array.skipRows(5));
            }
        }
    }

    @Test
    void aTargetThatIsTooShortIsRefusedBeforeAnythingIsRead() throws IOException {
        final Path file = write("a.npy", ArrayBytes.npy("(1, 3)", new byte[]{1, 2, 3}));
        try (ArrayFile array = ArrayFile.open(file, null)) {
            assertThrows(IllegalArgumentException.class, () -> array.readRow(new double[2]));
            assertThrows(IllegalArgumentException.class, () -> array.readRow(new float[2]));
            final double[] row = new double[3];
            assertTrue(array.readRow(row));
            assertArrayEquals(new double[]{1, 2, 3}, row);
        }
    }

    @Test
    void labelsAreReadFromEveryFormat() throws IOException {
        final byte[] numbers = ArrayBytes.numbers("i4", ByteOrder.BIG_ENDIAN, 5, -1, 3, 0);
        final long[] expected = {5, -1, 3, 0};
        final List<Path> files = List.of(write("l.idx", ArrayBytes.idx(0x0c, numbers, 4)),
            write("l.npy", ArrayBytes.npy(">i4", false, "(4,)", numbers)),
            write("column.npy", ArrayBytes.npy(">i4", false, "(4, 1)", numbers)),
            write("f.npy", ArrayBytes.npy(">f8", false, "(4,)", ArrayBytes.numbers("f8", ByteOrder.BIG_ENDIAN, 5, -1, 3, 0))),
            write("l.csv", "label\n5\n-1\n3.0\n0\n".getBytes()));
        for (final Path file : files) {
            assertArrayEquals(expected, ArrayFile.readLabels(file, null, 0, Integer.MAX_VALUE), file.toString());
            assertArrayEquals(new long[]{-1, 3}, ArrayFile.readLabels(file, null, 1, 2));
            assertArrayEquals(new long[]{0}, ArrayFile.readLabels(file, null, 3, 2));
        }
        final byte[] many = ArrayBytes.counting(5000);
        final long[] labels = ArrayFile.readLabels(write("m.npy", ArrayBytes.npy("(5000,)", many)), null, 0, 4999);
        assertEquals(4999, labels.length);
        assertEquals(4998 & 0xff, labels[4998]);
    }

    @Test
    void labelsAreWholeNumbersOnePerRow() throws IOException {
        final Path wide = write("w.npy", ArrayBytes.npy("(2, 2)", new byte[4]));
        assertTrue(assertThrows(DataException.class, () -> ArrayFile.readLabels(wide, null, 0, 9)).getMessage()
            .contains("2 numbers per row (2 × 2)"));
        for (final double wrong : new double[]{0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e17}) {
            final Path file = write("h.npy",
                ArrayBytes.npy("<f8", false, "(2,)", ArrayBytes.numbers("f8", ByteOrder.LITTLE_ENDIAN, 1, wrong)));
            final String message =
                assertThrows(DataException.class, () -> ArrayFile.readLabels(file, null, 0, 9)).getMessage();
            assertTrue(message.contains("row 2 of") && message.contains("h.npy") && message.contains("" + wrong), message);
        }
    }
}
