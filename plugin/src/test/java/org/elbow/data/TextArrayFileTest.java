package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextArrayFileTest {

    @TempDir
    Path folder;

    private Path write(final String name, final String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static double[][] readAll(final Path file) {
        try (ArrayFile array = ArrayFile.open(file, null)) {
            final List<double[]> rows = new ArrayList<>();
            final double[] row = new double[array.rowSize()];
            while (array.readRow(row)) {
                rows.add(row.clone());
            }
            assertEquals(rows.size(), array.row());
            assertEquals(1, array.fraction());
            return rows.toArray(double[][]::new);
        }
    }

    private static String failure(final Path file) {
        final String message = assertThrows(DataException.class, () -> readAll(file)).getMessage();
        assertTrue(message.contains(file.toString()), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void everySeparatorIsRecognised(final String separator) throws IOException {
        final Path file = write("a.csv", "a,b,c\n1,2,3\n-4,5.5,6e-2\n".replace(",", separator));
        assertArrayEquals(new double[][]{{1, 2, 3}, {-4, 5.5, 0.06}}, readAll(file));
        final ArrayHeader header = ArrayHeader.read(file, null);
        assertEquals(ArrayFormat.CSV, header.format());
        assertEquals(List.of("a", "b", "c"), header.columnNames());
        assertEquals(ArrayHeader.UNKNOWN, header.rows());
        assertEquals(List.of(3), header.rowShape());
        assertEquals(ElementType.FLOAT64, header.elementType());
        assertEquals("? × 3", header.shapeText());
    }

    @Test
    void aFirstLineOfNumbersIsARow() throws IOException {
        final Path file = write("plain.txt", "1,2\n3,4");
        assertArrayEquals(new double[][]{{1, 2}, {3, 4}}, readAll(file));
        assertEquals(List.of("Column 1", "Column 2"), ArrayHeader.read(file, null).columnNames());
    }

    @Test
    void namesBecomeUniqueAndEmptyOnesAreFilled() throws IOException {
        final Path file = write("names.csv", "x,x,,\"a, b\",Column 3\n1,2,3,4,5\n");
        assertEquals(List.of("x", "x (2)", "Column 3", "a, b", "Column 3 (2)"), ArrayHeader.read(file, null).columnNames());
    }

    @Test
    void quotesBlankLinesByteOrderMarkAndWindowsLinesAreUnderstood() throws IOException {
        final Path file = write("odd.csv", "\ufeff\"first\", second\r\n\r\n\"1\", 2 \r\n3,4\r\n\r\n");
        assertArrayEquals(new double[][]{{1, 2}, {3, 4}}, readAll(file));
        assertEquals(List.of("first", "second"), ArrayHeader.read(file, null).columnNames());
    }

    @Test
    void aSingleColumnIsAnArrayOfOneDimension() throws IOException {
        final Path file = write("one.csv", "label\n3\n5\n");
        assertArrayEquals(new double[][]{{3}, {5}}, readAll(file));
        assertEquals(List.of(), ArrayHeader.read(file, null).rowShape());
    }

    @Test
    void compressedTextIsRead() throws IOException {
        final Path file = Files.write(folder.resolve("a.csv.gz"), ArrayBytes.gzip("a,b\n1,2\n".getBytes()));
        assertArrayEquals(new double[][]{{1, 2}}, readAll(file));
        final byte[] whole = ArrayBytes.gzip("1,2\n3,4\n".repeat(10_000).getBytes());
        final Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertTrue(failure(cut).contains("truncated or damaged"));
        final Path followed = Files.write(folder.resolve("followed.csv.gz"), ArrayBytes.join(whole, (byte)1));
        assertTrue(failure(followed).contains("follows the end"));
    }

    @Test
    void manyRowsAndColumnsAreRead() throws IOException {
        final int columns = 20_000;
        final StringBuilder text = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            text.append(c == 0 ? "" : ",").append("pixel").append(c);
        }
        for (int r = 0; r < 50; r++) {
            text.append('\n');
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append((r + c) % 256);
            }
        }
        final double[][] rows = readAll(write("wide.csv", text.toString()));
        assertEquals(50, rows.length);
        assertEquals((49 + 19_999) % 256, rows[49][19_999]);
    }

    @Test
    void rowsArePassedOverAndProgressIsShown() throws IOException {
        final Path file = write("skip.csv", "a,b\n" + "1,2\n".repeat(2_000_000) + "3,4\n");
        try (ArrayFile array = ArrayFile.open(file, null)) {
            assertEquals(1_000_000, array.skipRows(1_000_000));
            assertEquals(0.5, array.fraction(), 0.2);
            assertEquals(1_000_000, array.skipRows(1_000_000));
            final double[] row = new double[2];
            assertTrue(array.readRow(row));
            assertArrayEquals(new double[]{3, 4}, row);
            assertEquals(0, array.skipRows(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"nan,NaN", "NaN,NaN", "-nan,NaN", "inf,Infinity", "-inf,-Infinity", "+Infinity,Infinity", "1e400,Infinity",
        "007,7", "999999999,999999999", "1234567890,1234567890", "+5,5", ".5,0.5", "5.,5", "-0,-0.0",
        "0.1000000000000000055511151231257827,0.1"})
    void numbersAreWrittenInManyWays(final String cell, final double value) {
        assertEquals(value, TextDialect.number(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1d", "1f", "0x1p3", "1 2", "1,5", "one", "--1", "1e", "e5", "+", ".", "1_000", "٣"})
    void otherTextsAreNoNumbers(final String cell) {
        assertThrows(NumberFormatException.class, () -> TextDialect.number(cell));
    }

    @Test
    void aCellThatIsNotANumberIsNamedByLineAndColumn() throws IOException {
        final String message = failure(write("bad.csv", "a,b\n1,2\n\n3,four\n"));
        assertTrue(message.contains("Line 4, column \"b\"") && message.contains("\"four\""), message);
        final String empty = failure(write("gap.csv", "a,b\n1,\n"));
        assertTrue(empty.contains("Line 2, column \"b\"") && empty.contains("is empty"), empty);
        assertTrue(failure(write("comma.csv", "a;b\n1,5;2,5\n")).contains("decimal point"));
    }

    @Test
    void aRaggedLineIsNamed() throws IOException {
        final String less = failure(write("less.csv", "a,b,c\n1,2,3\n4,5\n"));
        assertTrue(less.contains("Line 3") && less.contains("has 2 cells, but the first line has 3"), less);
        final String more = failure(write("more.csv", "1,2\n3,4,5\n"));
        assertTrue(more.contains("Line 2") && more.contains("has 3 cells"), more);
        try (ArrayFile array = ArrayFile.open(folder.resolve("less.csv"), null)) {
            assertThrows(DataException.class, () -> array.skipRows(2));
        }
    }

    @Test
    void textWithoutNumbersOrLinesIsNamed() throws IOException {
        assertTrue(failure(write("prose.txt", "Dear reader,\nthis is no table.\n")).contains("Line 2"));
        assertTrue(failure(write("blank.csv", "\n\n  \n")).contains("no lines"));
        assertTrue(failure(write("bom.csv", "\ufeff")).contains("no lines"));
        assertTrue(failure(write("line.csv", "1".repeat(3 << 20))).contains("first line"));
    }

    @Test
    void anEndlessCellIsNotCollected() throws IOException {
        final Path file = Files.write(folder.resolve("cell.csv.gz"),
            ArrayBytes.gzip(("1,2\n3," + "4".repeat(50_000_000)).getBytes(StandardCharsets.US_ASCII)));
        assertTrue(failure(file).contains("cell.csv.gz"));
        final Path quote = Files.write(folder.resolve("quote.csv.gz"),
            ArrayBytes.gzip(("1,2\n3,\"" + "4\n".repeat(25_000_000)).getBytes(StandardCharsets.US_ASCII)));
        assertTrue(failure(quote).contains("quote.csv.gz"));
    }

    @Test
    void namesAloneAreATableWithoutRows() throws IOException {
        assertEquals(0, readAll(write("names.csv", "a,b\n")).length);
    }
}
