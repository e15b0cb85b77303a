package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text files with a column of labels, and what their numbers are as pixels. */
class LabelledTextTest {

    @TempDir
    Path folder;

    private Path write(final String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    private static void readAll(final Path file, final String labelColumn) {
        try (ArrayFile array = ArrayFile.open(file, null, labelColumn)) {
            final double[] row = new double[array.rowSize()];
            while (array.readRow(row)) {
                array.label();
            }
        }
    }

    /** Reads all rows as pixels. */
    private static ElementType checkAll(final Path file, final String labelColumn) {
        final PixelRange range = PixelRange.of(file, labelColumn, Progress.NONE);
        try (ArrayFile array = ArrayFile.open(file, null, labelColumn)) {
            final double[] row = new double[array.rowSize()];
            while (array.readRow(row)) {
                range.check(array, row);
            }
        }
        return range.elementType();
    }

    private static String failure(final Path file, final String labelColumn) {
        return assertThrows(DataException.class, () -> checkAll(file, labelColumn)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theLabelIsNoPartOfTheRow(final int index) throws IOException {
        final String[] lines = {"a,b", "1,2", "3,4"};
        final String[] labels = {"kind", "7", "-9"};
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            final String[] cells = lines[i].split(",");
            final List<String> line = new ArrayList<>(List.of(cells));
            line.add(index, labels[i]);
            text.append(String.join(",", line)).append('\n');
        }
        final Path file = write(text.toString());
        final ArrayHeader header = ArrayHeader.read(file, null, " kind ");
        assertEquals(List.of("a", "b"), header.columnNames());
        assertEquals(List.of(2), header.rowShape());
        try (ArrayFile array = ArrayFile.open(file, null, "kind")) {
            final double[] row = new double[2];
            assertThrows(IllegalStateException.class, array::label);
            assertTrue(array.readRow(row));
            assertArrayEquals(new double[]{1, 2}, row);
            assertEquals(7, array.label());
            assertTrue(array.readRow(row));
            assertArrayEquals(new double[]{3, 4}, row);
            assertEquals(-9, array.label());
            assertFalse(array.readRow(row));
        }
    }

    @Test
    void rowsPassedOverTakeTheirLabelsWithThem() throws IOException {
        try (ArrayFile array = ArrayFile.open(write("label,a\n1,2\n3,4\n"), null, "label")) {
            array.skipRows(1);
            assertTrue(array.readRow(new double[1]));
            assertEquals(3, array.label());
        }
    }

    @Test
    void columnsWithoutNamesAreCounted() throws IOException {
        final Path file = write("1,2\n3,4\n");
        assertEquals(List.of("Column 2"), ArrayHeader.read(file, null, "Column 1").columnNames());
    }

    @Test
    void aLabelColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        final Path file = write("label,a\n1,2\n");
        final String message =
            assertThrows(DataException.class, () -> ArrayHeader.read(file, null, "class")).getMessage();
        assertTrue(message.contains("\"class\"") && message.contains("(\"label\", \"a\")") && message.contains("rows.csv"),
            message);
        final Path alone = write("label\n1\n");
        assertTrue(assertThrows(DataException.class, () -> ArrayHeader.read(alone, null, "label")).getMessage()
            .contains("nothing but the label column"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "nan", "inf", "1e17"})
    void labelsThatAreNotWholeAreNamedByLineAndColumn(final String label) throws IOException {
        final Path file = write("label,a\n1,2\n\n" + label + ",4\n");
        final String message = assertThrows(DataException.class, () -> readAll(file, "label")).getMessage();
        assertTrue(message.contains("Line 4, column \"label\"") && message.contains("whole numbers"), message);
    }

    @Test
    void unreadableCellsAreNamedByTheirColumnWhereverTheLabelStands() throws IOException {
        final Path file = write("a,label,b\n1,2,x\n");
        final String message = assertThrows(DataException.class, () -> readAll(file, "label")).getMessage();
        assertTrue(message.contains("Line 2, column \"b\"") && message.contains("\"x\""), message);
        final Path ragged = write("a,label,b\n1,2\n");
        assertTrue(assertThrows(DataException.class, () -> readAll(ragged, "label")).getMessage()
            .contains("has 2 cells, but the first line has 3"));
    }

    @Test
    void withoutALabelColumnThereIsNoLabel() throws IOException {
        final Path file = write("label,a\n1,2\n");
        assertThrows(IllegalStateException.class, () -> readAll(file, ""));
        final Path npy = Files.write(folder.resolve("a.idx"), new byte[]{0, 0, 8, 1, 0, 0, 0, 1, 5});
        assertThrows(IllegalStateException.class, () -> readAll(npy, "label"));
        assertEquals(1, ArrayHeader.read(npy, null, "label").rowSize());
    }

    @Test
    void aNumberAboveOneMakesIntensities() throws IOException {
        assertEquals(ElementType.UINT8, checkAll(write("label,a,b\n0,0,1\n0,0,255\n"), "label"));
        assertEquals(ElementType.FLOAT64, checkAll(write("label,a,b\n0,0,1\n0,0.5,0.25\n"), "label"));
    }

    @Test
    void labelsDoNotMakeIntensities() throws IOException {
        final Path file = write("label,a,b\n9,0.5,1\n");
        assertEquals(ElementType.FLOAT64, checkAll(file, "label"));
        assertTrue(failure(file, "").contains("Line 2, column \"a\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "0.5", "nan", "inf"})
    void intensitiesOutOfRangeOrNotWholeAreNamedByLineAndColumn(final String cell) throws IOException {
        final String message = failure(write("label,a,b\n0,0,2\n\n0,1," + cell + "\n"), "label");
        assertTrue(message.contains("Line 4, column \"b\"") && message.contains("whole numbers from 0 to 255")
            && message.contains("Line 2, column \"b\"") && message.contains("holds 2"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.5", "nan", "-inf"})
    void sharesOutOfRangeAreNamedByLineAndColumn(final String cell) throws IOException {
        final String message = failure(write("label,a,b\n0,0,1\n0," + cell + ",1\n"), "label");
        assertTrue(message.contains("Line 3, column \"a\"") && message.contains("from 0 to 1"), message);
    }

    @Test
    void lookingThroughAFileCanBeCancelled() throws IOException {
        final Path file = write("a,b\n" + "0,1\n".repeat(1000));
        assertDoesNotThrow(() -> PixelRange.of(file, null, Progress.NONE));
        assertThrows(CancellationException.class, () -> PixelRange.of(file, null, (fraction, message) -> {
            throw new CancellationException();
        }));
    }
}
