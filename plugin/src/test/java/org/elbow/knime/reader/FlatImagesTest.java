package org.elbow.knime.reader;

import static org.elbow.knime.TestTables.column;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.table.ArrayRepresentation;
import org.elbow.knime.table.PixelImage;
import org.elbow.knime.table.PngCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;

/** The Array Reader on text files whose rows are flat images, with their labels. */
class FlatImagesTest {

    private static final String INTENSITIES = "label,pixel1,pixel2,pixel3,pixel4\n7,0,1,0,1\n8,1,1,0,0\n9,0,51,102,255\n";

    @TempDir
    Path folder;

    private final ArrayReaderParameters parameters = new ArrayReaderParameters();

    private void write(final String text) throws IOException {
        parameters.m_file = Files.writeString(folder.resolve("flat.csv"), text).toString();
    }

    private BufferedDataTable run() throws Exception {
        return (BufferedDataTable)new TestNode(new ArrayReaderNodeFactory()).with(parameters)
            .run((BufferedDataTable)null)[0];
    }

    private String refusal() {
        return assertThrows(InvalidSettingsException.class, () -> new TestNode(new ArrayReaderNodeFactory()).with(parameters)
            .configure((PortObjectSpec)null)).getMessage();
    }

    private String failure() {
        return assertThrows(KNIMEException.class, this::run).getMessage();
    }

    private static List<String> names(final BufferedDataTable table) {
        return List.of(table.getDataTableSpec().getColumnNames());
    }

    private static PixelImage pixels(final DataCell cell) throws IOException {
        try (PngCodec png = new PngCodec()) {
            return png.read(((PNGImageValue)cell).getImageContent().getByteArray());
        }
    }

    private static byte[] bytes(final int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte)values[i];
        }
        return bytes;
    }

    @Test
    void labelAndPixelsAreRecognised() throws Exception {
        write(INTENSITIES);
        final BufferedDataTable table = run();
        assertEquals(List.of("image", "label"), names(table));
        assertEquals(List.of(new IntCell(7), new IntCell(8), new IntCell(9)), column(table, "label"));
        final PixelImage last = pixels(column(table, "image").get(2));
        assertEquals(2, last.width());
        assertEquals(2, last.height());
        assertArrayEquals(bytes(0, 51, 102, 255), last.intensities());
    }

    /** Their own pixels are 0 and 1, but the file goes up to 255. */
    @Test
    void skippedRowsStillTellTheRange() throws Exception {
        write(INTENSITIES);
        parameters.m_firstRow = 1;
        parameters.m_maxRows = 1;
        final BufferedDataTable table = run();
        assertEquals(List.of(new IntCell(8)), column(table, "label"));
        assertArrayEquals(bytes(1, 1, 0, 0), pixels(column(table, "image").get(0)).intensities());
    }

    @Test
    void numbersUpToOneAreSharesOfWhite() throws Exception {
        write("label,pixel1,pixel2,pixel3,pixel4\n5,0,0.2,0.4,1\n");
        assertArrayEquals(bytes(0, 51, 102, 255), pixels(column(run(), "image").get(0)).intensities());
    }

    @Test
    void thriceASquareIsInColourWithTheChannelsLast() throws Exception {
        write("pixel0,pixel1,pixel2\n10,20,30\n");
        final PixelImage image = pixels(column(run(), "image").get(0));
        assertEquals(3, image.channels());
        assertEquals(1, image.width());
        assertArrayEquals(bytes(10, 20, 30), image.intensities());
    }

    @Test
    void theLabelColumnMayHaveAnyNameAndPlace() throws Exception {
        write("pixel1,pixel2,pixel3,pixel4,class\n0,1,2,3,4\n");
        parameters.m_labelColumn = "class";
        final BufferedDataTable table = run();
        assertEquals(List.of("image", "label"), names(table));
        assertEquals(List.of(new IntCell(4)), column(table, "label"));
        assertArrayEquals(bytes(0, 1, 2, 3), pixels(column(table, "image").get(0)).intensities());
    }

    @Test
    void flatRowsOfAnyNamesBecomeImagesIfAskedFor() throws Exception {
        write("3,0,1,2,255\n");
        parameters.m_representation = ArrayRepresentation.IMAGE;
        assertTrue(refusal().contains("5 numbers, which make no square image"));
        parameters.m_labelColumn = "Column 1";
        final BufferedDataTable table = run();
        assertEquals(List.of(new IntCell(3)), column(table, "label"));
        assertArrayEquals(bytes(0, 1, 2, 255), pixels(column(table, "image").get(0)).intensities());
    }

    @Test
    void aLabelColumnGoesWithEveryRepresentation() throws Exception {
        write("a,label,kind\n0.5,2,3\n");
        parameters.m_labelColumn = "kind";
        BufferedDataTable table = run();
        assertEquals(List.of(new DoubleCell(0.5)), column(table, "a"));
        assertEquals(3, names(table).size());
        assertEquals(new DoubleCell(2), column(table, "label").get(0));
        assertEquals(new IntCell(3), column(table, names(table).get(2)).get(0));
        parameters.m_representation = ArrayRepresentation.VECTOR;
        table = run();
        assertEquals(List.of("vector", "label"), names(table));
        assertEquals(TestTables.vector(0.5, 2), column(table, "vector").get(0));
    }

    @Test
    void otherwiseFlatRowsStayColumns() throws Exception {
        write(INTENSITIES);
        parameters.m_representation = ArrayRepresentation.COLUMNS;
        assertEquals(List.of("label", "pixel1", "pixel2", "pixel3", "pixel4"), names(run()));
        parameters.m_representation = ArrayRepresentation.AUTO;
        write("label,a,b,c,d\n1,2,3,4,5\n");
        assertEquals(List.of("label", "a", "b", "c", "d"), names(run()));
        write("label,pixel1,pixel2\n1,2,3\n");
        assertEquals(List.of("label", "pixel1", "pixel2"), names(run()));
    }

    @Test
    void aLabelColumnThatIsNotThereIsRefusedBeforeExecution() throws Exception {
        write(INTENSITIES);
        parameters.m_labelColumn = "class";
        final String message = refusal();
        assertTrue(message.contains("\"class\"") && message.contains("\"label\"") && message.contains("\"pixel1\""), message);
    }

    @Test
    void aLabelColumnAndALabelFileContradictEachOther() throws Exception {
        final Path labels = Files.writeString(folder.resolve("labels.csv"), "1\n2\n3\n");
        write(INTENSITIES);
        parameters.m_labelFile = labels.toString();
        assertTrue(refusal().contains("column \"label\""));
        parameters.m_labelColumn = "label";
        assertTrue(refusal().contains("one of the two"));
    }

    @Test
    void formatsWithoutColumnNamesIgnoreTheLabelColumn() throws Exception {
        parameters.m_file = Files.write(folder.resolve("a.idx"), new byte[]{0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 4, 1, 2, 3, -1})
            .toString();
        parameters.m_labelColumn = "label";
        assertEquals(4, names(run()).size());
        parameters.m_representation = ArrayRepresentation.IMAGE;
        final BufferedDataTable table = run();
        assertEquals(List.of("image"), names(table));
        assertArrayEquals(bytes(1, 2, 3, 255), pixels(column(table, "image").get(0)).intensities());
    }

    @Test
    void whatIsNoPixelOrNoLabelIsNamedByLineAndColumn() throws Exception {
        write("label,pixel1,pixel2,pixel3,pixel4\n7,0,1,0,2\n8,1,1,0,256\n");
        assertTrue(failure().contains("Line 3, column \"pixel4\""), failure());
        write("label,pixel1,pixel2,pixel3,pixel4\n7,0,1,0,2\n8.5,1,1,0,25\n");
        assertTrue(failure().contains("Line 3, column \"label\""), failure());
        write("label,pixel1,pixel2,pixel3,pixel4\n4294967296,0,1,0,2\n");
        assertTrue(failure().contains("4294967296") && failure().contains("too large"), failure());
    }
}
