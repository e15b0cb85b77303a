package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealArrayFilesTest {

    /** Reads every row, checks the bounds, and returns the mean of all elements. */
    private static double mean(final Path file, final String member, final double low, final double high) {
        try (ArrayFile array = ArrayFile.open(file, member)) {
            final double[] row = new double[array.rowSize()];
            double sum = 0;
            while (array.readRow(row)) {
                for (final double value : row) {
                    assertTrue(value >= low && value <= high, () -> "value " + value);
                    sum += value;
                }
            }
            return sum / array.row() / row.length;
        }
    }

    @Test
    void mnistIsRead() {
        final Path file = TestData.file("mnist/train-images-idx3-ubyte.gz");
        final ArrayHeader header = ArrayHeader.read(file, null);
        assertArrayEquals(new long[]{60000, 28, 28}, header.shape());
        assertEquals(ElementType.UINT8, header.elementType());
        // the mean that every tutorial normalises by
        assertEquals(0.1307, mean(file, null, 0, 255) / 255, 5e-5);
        final long[] labels =
            ArrayFile.readLabels(TestData.file("mnist/train-labels-idx1-ubyte.gz"), null, 0, Integer.MAX_VALUE);
        assertEquals(60000, labels.length);
        assertArrayEquals(new long[]{5, 0, 4, 1, 9, 2, 1, 3, 1, 4}, LongStream.of(labels).limit(10).toArray());
        assertEquals(5923, LongStream.of(labels).filter(l -> l == 0).count());
    }

    @Test
    void kmnistIsRead() {
        final Path file = TestData.file("kmnist/kmnist-test-imgs.npz");
        final ArrayHeader header = ArrayHeader.read(file, "arr_0");
        assertArrayEquals(new long[]{10000, 28, 28}, header.shape());
        assertEquals(List.of("arr_0"), header.members());
        assertTrue(mean(file, "arr_0", 0, 255) > 30);
        final long[] labels = ArrayFile.readLabels(TestData.file("kmnist/kmnist-test-labels.npz"), null, 0, 10_001);
        assertEquals(10_000, labels.length);
        for (int label = 0; label < 10; label++) {
            final int l = label;
            assertEquals(1000, LongStream.of(labels).filter(x -> x == l).count());
        }
    }

    @Test
    void fashionMnistIsReadFromText() {
        final Path file = TestData.file("fashion-mnist/test-1000.csv");
        final ArrayHeader header = ArrayHeader.read(file, null);
        assertEquals(785, header.rowSize());
        assertEquals("label", header.columnNames().get(0));
        assertEquals("pixel784", header.columnNames().get(784));
        try (ArrayFile array = ArrayFile.open(file, null)) {
            final double[] row = new double[785];
            while (array.readRow(row)) {
                assertTrue(row[0] >= 0 && row[0] <= 9);
            }
            assertEquals(1000, array.row());
            assertFalse(array.readRow(row));
        }
    }

    @Test
    void fashionMnistIsKnownForImagesWithTheirLabels() {
        final Path file = TestData.file("fashion-mnist/test-1000.csv");
        final String labelColumn = PixelColumns.labelColumn(ArrayHeader.read(file, null).columnNames());
        assertEquals("label", labelColumn);
        assertTrue(PixelColumns.areImage(ArrayHeader.read(file, null, labelColumn).columnNames()));
        final PixelRange range = PixelRange.of(file, labelColumn, Progress.NONE);
        assertEquals(ElementType.UINT8, range.elementType());
        try (ArrayFile all = ArrayFile.open(file, null); ArrayFile array = ArrayFile.open(file, null, labelColumn)) {
            final double[] cells = new double[785];
            final double[] pixels = new double[784];
            while (all.readRow(cells)) {
                assertTrue(array.readRow(pixels));
                range.check(array, pixels);
                assertEquals((long)cells[0], array.label());
                assertArrayEquals(Arrays.copyOfRange(cells, 1, 785), pixels);
            }
            assertFalse(array.readRow(pixels));
        }
    }

    @ParameterizedTest
    @CsvSource({"18_Ionosphere,351,32,126", "23_mammography,11183,6,260", "30_satellite,6435,36,2036", "45_wine,129,13,10"})
    void tablesOfAdbenchAreReadThoughTheirColumnsComeFirst(final String name, final int rows, final int columns,
        final int anomalies) {
        final Path file = TestData.file("adbench/" + name + ".npz");
        assertEquals(List.of("X", "y"), ArrayFile.members(file));
        assertArrayEquals(new long[]{rows, columns}, ArrayHeader.read(file, "X").shape());
        mean(file, "X", -1e6, 1e6);
        final long[] labels = ArrayFile.readLabels(file, "y", 0, Integer.MAX_VALUE);
        assertEquals(rows, labels.length);
        assertEquals(anomalies, LongStream.of(labels).sum());
    }

    @Test
    void wineHasItsFirstRow() {
        try (ArrayFile array = ArrayFile.open(TestData.file("adbench/45_wine.npz"), "X")) {
            final double[] row = new double[13];
            array.readRow(row);
            assertEquals(13.29, row[0], 1e-12);
        }
    }
}
