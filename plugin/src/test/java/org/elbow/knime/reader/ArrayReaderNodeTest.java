package org.elbow.knime.reader;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.keys;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.reader.ArrayReaderParameters.IncomingRows;
import org.elbow.knime.reader.ArrayReaderParameters.IntegerScaling;
import org.elbow.knime.table.ArrayRepresentation;
import org.elbow.knime.table.PixelImage;
import org.elbow.knime.table.PngCodec;
import org.elbow.offline.OfflineExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;

class ArrayReaderNodeTest {

    @TempDir
    Path folder;

    private final ArrayReaderParameters parameters = new ArrayReaderParameters();

    private Path images;

    private Path labels;

    private Path numbers;

    @BeforeEach
    void writeFiles() throws IOException {
        images = folder.resolve("images-idx3-ubyte");
        Files.write(images, idx(new int[] {3, 2, 2}, 0, 1, 2, 3, 4, 5, 6, 7, 252, 253, 254, 255));
        labels = folder.resolve("labels-idx1-ubyte.gz");
        final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(idx(new int[] {3}, 7, 8, 9));
        }
        Files.write(labels, zipped.toByteArray());
        numbers = folder.resolve("numbers.csv");
        Files.writeString(numbers, "a,b\n1.5,2\n-3,4e2\n");
    }

    /** An IDX file of unsigned bytes. */
    private static byte[] idx(final int[] shape, final int... elements) {
        final ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
        bytes.put(new byte[] {0, 0, 8, (byte)shape.length});
        for (final int size : shape) {
            bytes.putInt(size);
        }
        for (final int element : elements) {
            bytes.put((byte)element);
        }
        return bytes.array();
    }

    /** An NPY file of floats. */
    private static byte[] npy(final String shape, final float... elements) {
        final String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
        final String padded = header + " ".repeat(118 - 1 - header.length()) + "\n";
        final ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * elements.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte)0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte)1).put((byte)0)
            .putShort((short)118).put(padded.getBytes(StandardCharsets.US_ASCII));
        for (final float element : elements) {
            bytes.putFloat(element);
        }
        return bytes.array();
    }

    private BufferedDataTable run(final BufferedDataTable incoming) throws Exception {
        return (BufferedDataTable)new TestNode(new ArrayReaderNodeFactory()).with(parameters).run(incoming)[0];
    }

    private String refusal(final Path file) {
        parameters.m_file = file.toString();
        return assertThrows(InvalidSettingsException.class, () -> new TestNode(new ArrayReaderNodeFactory()).with(parameters)
            .configure((PortObjectSpec)null)).getMessage();
    }

    private static PixelImage pixels(final DataCell cell) throws IOException {
        try (PngCodec png = new PngCodec()) {
            return png.read(((PNGImageValue)cell).getImageContent().getByteArray());
        }
    }

    @Test
    void threeDimensionalArraysBecomeImagesWithTheirLabels() throws Exception {
        parameters.m_file = images.toString();
        parameters.m_labelFile = labels.toString();
        final BufferedDataTable table = run(null);
        assertEquals(List.of("Row0", "Row1", "Row2"), keys(table));
        assertArrayEquals(new byte[] {(byte)252, (byte)253, (byte)254, (byte)255},
            pixels(column(table, "image").get(2)).intensities());
        assertEquals(List.of(new IntCell(7), new IntCell(8), new IntCell(9)), column(table, "label"));
    }

    @Test
    void rowsAreSkippedAndLimitedTogetherWithTheirLabels() throws Exception {
        parameters.m_file = images.toString();
        parameters.m_labelFile = labels.toString();
        parameters.m_firstRow = 1;
        parameters.m_maxRows = 1;
        final BufferedDataTable table = run(null);
        assertEquals(1, table.size());
        assertArrayEquals(new byte[] {4, 5, 6, 7}, pixels(column(table, "image").get(0)).intensities());
        assertEquals(List.of(new IntCell(8)), column(table, "label"));
    }

    @Test
    void imagesCanBecomeVectorsOrColumnsScaledOrNot() throws Exception {
        parameters.m_file = images.toString();
        parameters.m_representation = ArrayRepresentation.VECTOR;
        parameters.m_integerScaling = IntegerScaling.DIVIDE_BY_255;
        assertEquals(TestTables.vector(252 / 255., 253 / 255., 254 / 255., 1), column(run(null), "vector").get(2));
        parameters.m_representation = ArrayRepresentation.COLUMNS;
        assertEquals(new DoubleCell(1), column(run(null), "feature 4").get(2));
        parameters.m_integerScaling = IntegerScaling.NONE;
        assertEquals(new IntCell(255), column(run(null), "feature 4").get(2));
    }

    @Test
    void textFilesBecomeColumnsWithTheirNames() throws Exception {
        parameters.m_file = numbers.toString();
        final BufferedDataTable table = run(null);
        assertEquals(List.of("a", "b"), List.of(table.getDataTableSpec().getColumnNames()));
        assertArrayEquals(new double[] {2, 400}, TestTables.doubles(table, "b"));
    }

    @Test
    void channelsMayStandFirstOrLast() throws Exception {
        final float[] elements = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
        Files.write(folder.resolve("last.npy"), npy("(1, 1, 2, 3)", elements));
        Files.write(folder.resolve("first.npy"), npy("(1, 3, 1, 2)", elements));
        parameters.m_file = folder.resolve("last.npy").toString();
        assertArrayEquals(new byte[] {0, 51, 102, (byte)153, (byte)204, (byte)255},
            pixels(column(run(null), "image").get(0)).intensities());
        parameters.m_file = folder.resolve("first.npy").toString();
        assertArrayEquals(new byte[] {0, 102, (byte)204, 51, (byte)153, (byte)255},
            pixels(column(run(null), "image").get(0)).intensities());
    }

    @Test
    void pixelsOutOfRangeAreRefusedByRowAndValue() throws Exception {
        Files.write(folder.resolve("x.npy"), npy("(2, 1, 2)", 0, 1, 0, 1.5f));
        parameters.m_file = folder.resolve("x.npy").toString();
        final String message = assertThrows(KNIMEException.class, () -> run(null)).getMessage();
        assertTrue(message.contains("row 2") && message.contains("1.5") && message.contains("vectors"), message);
    }

    @Test
    void theRowsReadGoBelowTheIncomingOnesWithTheirConstantColumn() throws Exception {
        parameters.m_file = images.toString();
        parameters.m_constantColumn = "kind";
        parameters.m_constantValue = "first";
        final BufferedDataTable first = run(null);
        parameters.m_constantValue = "second";
        parameters.m_labelFile = labels.toString();
        final BufferedDataTable both = run(first);
        assertEquals(List.of("Row0", "Row1", "Row2", "Row3", "Row4", "Row5"), keys(both));
        assertEquals(List.of("image", "kind", "label"), List.of(both.getDataTableSpec().getColumnNames()));
        assertEquals(new StringCell("first"), column(both, "kind").get(2));
        assertEquals(new StringCell("second"), column(both, "kind").get(3));
        assertTrue(column(both, "label").get(0).isMissing());
        assertEquals(new IntCell(7), column(both, "label").get(3));
    }

    @Test
    void theIncomingTableIsReplacedIfAskedFor() throws Exception {
        parameters.m_file = numbers.toString();
        parameters.m_incoming = IncomingRows.REPLACE;
        final BufferedDataTable table = run(TestTables.numbers(new Double[] {1., 2.}));
        assertEquals(List.of("a", "b"), List.of(table.getDataTableSpec().getColumnNames()));
        assertEquals(2, table.size());
    }

    @Test
    void withoutAFileTheIncomingTableIsPassedOn() throws Exception {
        final BufferedDataTable incoming = TestTables.numbers(new Double[] {1., 2.});
        for (final IncomingRows mode : IncomingRows.values()) {
            parameters.m_incoming = mode;
            assertSame(incoming, run(incoming));
        }
        final String message = assertThrows(InvalidSettingsException.class, () -> run(null)).getMessage();
        assertTrue(message.contains("No file is named"), message);
    }

    @Test
    void filesThatCannotBeReadAreNamedBeforeExecution() throws IOException {
        final Path absent = folder.resolve("absent.npy");
        assertTrue(refusal(absent).contains("absent.npy"));
        final Path truncated = folder.resolve("truncated.idx");
        final byte[] bytes = Files.readAllBytes(images);
        Files.write(truncated, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        final String message = refusal(truncated);
        assertTrue(message.contains("truncated.idx") && message.contains("12 bytes"), message);
        assertTrue(refusal(folder).contains("is a folder"));
    }

    @Test
    void settingsThatDoNotFitTheFileAreRefusedBeforeExecution() {
        parameters.m_firstRow = 3;
        assertTrue(refusal(images).contains("has 3 rows"));
        parameters.m_firstRow = 0;
        parameters.m_representation = ArrayRepresentation.IMAGE;
        assertTrue(refusal(numbers).contains("2 numbers, which make no square image"));
        parameters.m_representation = ArrayRepresentation.AUTO;
        parameters.m_labelFile = images.toString();
        assertTrue(refusal(numbers).contains("single number per row"));
        parameters.m_labelFile = "";
        parameters.m_constantColumn = "a";
        assertTrue(refusal(numbers).contains("\"a\""));
    }

    @Test
    void labelsOfAnotherNumberAreRefused() throws IOException {
        Files.write(folder.resolve("four"), idx(new int[] {4}, 1, 2, 3, 4));
        parameters.m_labelFile = folder.resolve("four").toString();
        final String message = refusal(images);
        assertTrue(message.contains("3 rows") && message.contains("4 labels"), message);
        // the number of lines of a text is known at its end only
        parameters.m_file = numbers.toString();
        final String late = assertThrows(KNIMEException.class, () -> run(null)).getMessage();
        assertTrue(late.contains("ends after 2 rows"), late);
    }

    @Test
    void aFileWithoutRowsIsRefusedAsSuch() throws Exception {
        final Path empty = folder.resolve("empty.npy");
        Files.write(empty, npy("(0, 4)"));
        assertTrue(refusal(empty).contains("holds no rows"));
        final Path heading = folder.resolve("heading.csv");
        Files.writeString(heading, "a,b\n");
        parameters.m_file = heading.toString();
        final String late = assertThrows(KNIMEException.class, () -> run(null)).getMessage();
        assertTrue(late.contains("heading.csv") && late.contains("holds no rows"), late);
    }

    @Test
    void impossibleNumbersOfRowsAreRefusedByTheDialog() {
        parameters.m_firstRow = -1;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("-1"));
        parameters.m_firstRow = 0;
        parameters.m_maxRows = -5;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("-5"));
    }

    @Test
    void readingCanBeCancelled() throws Exception {
        parameters.m_file = images.toString();
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class, () -> new TestNode(new ArrayReaderNodeFactory()).with(parameters)
            .run(execution, (BufferedDataTable)null));
    }
}
