package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;

class CellsTest {

    private static byte[] png(final int rgb) {
        final var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, rgb);
        final var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static DataCell vector(final double... values) {
        return DoubleVectorCellFactory.createCell(values);
    }

    /** Cells of different content, with a second cell of the same content each. */
    static Stream<List<DataCell>> equalCells() {
        return Stream.of(List.of(new DoubleCell(1.5), new DoubleCell(1.5)), //
            List.of(new DoubleCell(Double.NaN), new DoubleCell(0.0 / 0.0)), //
            List.of(new DoubleCell(0.0), new DoubleCell(0.0)), //
            List.of(new DoubleCell(-0.0), new DoubleCell(-0.0)), //
            List.of(new IntCell(3), new IntCell(3)), //
            List.of(new LongCell(3), new LongCell(3)), //
            List.of(new StringCell("3"), new StringCell("3")), //
            List.of(BooleanCell.TRUE, BooleanCell.get(true)), //
            List.of(DataType.getMissingCell(), new MissingCell("no value")), //
            List.of(vector(1, 2), vector(1, 2)), //
            List.of(list(new IntCell(1)), list(new IntCell(1))), //
            List.of(PNGImageCellFactory.create(png(0xff)), PNGImageCellFactory.create(png(0xff))));
    }

    private static DataCell list(final DataCell... cells) {
        return CollectionCellFactory.createListCell(List.of(cells));
    }

    @ParameterizedTest
    @MethodSource("equalCells")
    void cellsOfEqualContentAreEqualAndAllOthersAreNot(final List<DataCell> pair) {
        assertEquals(pair.get(0), pair.get(1));
        assertEquals(pair.get(0).hashCode(), pair.get(1).hashCode());
        assertEquals(pair.get(0).getType(), pair.get(1).getType());
        equalCells().filter(other -> !other.get(0).equals(pair.get(0)))
            .forEach(other -> assertNotEquals(other.get(1), pair.get(1)));
        assertEquals(11, equalCells().filter(other -> !other.equals(pair)).count());
    }

    @Test
    void aTypeIsMadeOfTheValuesOfItsCellsThePreferredFirst() {
        assertEquals(IntValue.class, IntCell.TYPE.getPreferredValueClass());
        assertTrue(IntCell.TYPE.isCompatible(LongValue.class) && IntCell.TYPE.isCompatible(DoubleValue.class));
        assertFalse(DoubleCell.TYPE.isCompatible(IntValue.class));
        assertTrue(BooleanCell.TYPE.isCompatible(NominalValue.class));
        assertTrue(DataType.getMissingCell().getType().isCompatible(StringValue.class));
        assertSame(DoubleCell.TYPE, new DoubleCell(1).getType());
        assertEquals(List.of("Number (Float)", "Number (Integer)", "Number (Long Integer)", "String", "Boolean", "Image (PNG)"),
            Stream.of(DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE, StringCell.TYPE, BooleanCell.TYPE, PNGImageContent.TYPE)
                .map(DataType::getName).toList());
        assertEquals("Collection (List) (Collection of: Number (Float))",
            ListCell.getCollectionType(DoubleCell.TYPE).toPrettyString());
    }

    @Test
    void theCommonSuperTypeHoldsTheCellsOfBoth() {
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE));
        assertEquals(LongCell.TYPE, DataType.getCommonSuperType(LongCell.TYPE, IntCell.TYPE));
        assertEquals(StringCell.TYPE, DataType.getCommonSuperType(StringCell.TYPE, DataType.getMissingCell().getType()));
        final var mixed = DataType.getCommonSuperType(BooleanCell.TYPE, StringCell.TYPE);
        assertEquals(Set.of(DataValue.class, NominalValue.class), Set.copyOf(mixed.getValueClasses()));
        assertTrue(mixed.isASuperTypeOf(StringCell.TYPE) && !mixed.isASuperTypeOf(DoubleCell.TYPE));
        final var lists = DataType.getCommonSuperType(ListCell.getCollectionType(IntCell.TYPE),
            ListCell.getCollectionType(DoubleCell.TYPE));
        assertEquals(ListCell.getCollectionType(DoubleCell.TYPE), lists);
    }

    @Test
    void aListKnowsTheTypeOfItsElements() {
        final var list = (ListDataValue)list(new IntCell(1), DataType.getMissingCell(), new DoubleCell(2));
        assertEquals(DoubleCell.TYPE, list.getElementType());
        assertEquals(3, list.size());
        assertEquals(new DoubleCell(2), list.get(2));
        final var type = ((DataCell)list).getType();
        assertTrue(type.isCollectionType());
        assertEquals(DoubleCell.TYPE, type.getCollectionElementType());
        assertTrue(ListCell.getCollectionType(DoubleCell.TYPE).isASuperTypeOf(list().getType()), "an empty list fits");
        assertFalse(ListCell.getCollectionType(IntCell.TYPE).isASuperTypeOf(type));
        assertThrows(IllegalArgumentException.class, () -> DataType.getType(ListCell.class));
        assertThrows(IllegalArgumentException.class, () -> DataType.getType(IntCell.class, IntCell.TYPE));
    }

    @Test
    void aVectorIsACollectionOfNumbersAndOwnsThem() {
        final double[] values = {1, 2, 3, 4};
        final var cell = vector(values);
        values[0] = 9;
        assertEquals(1, ((DoubleVectorValue)cell).getValue(0));
        assertEquals(4, ((CollectionDataValue)cell).size());
        assertEquals(DoubleVectorCellFactory.TYPE, cell.getType());
        assertEquals(new DoubleCell(4), ((CollectionDataValue)cell).stream().skip(3).findFirst().orElseThrow());
    }

    @Test
    void anImageIsDecodedAndWrittenAsItCame() throws IOException {
        final var bytes = png(0x123456);
        final var cell = PNGImageCellFactory.create(bytes);
        assertEquals(PNGImageCellFactory.TYPE, cell.getType());
        final var content = ((PNGImageValue)cell).getImageContent();
        assertEquals(new Dimension(3, 2), content.getPreferredSize());
        assertEquals(0xff123456, ((BufferedImage)content.getImage()).getRGB(2, 1));
        final var out = new ByteArrayOutputStream();
        content.save(out);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals("PNG Image 3 x 2 with " + bytes.length + " B", content.getSummary());
    }

    @Test
    void bytesThatAreNoImageAreRefused() {
        final var truncated = Arrays.copyOf(png(1), 40);
        assertThrows(IllegalArgumentException.class, () -> PNGImageCellFactory.create(truncated));
        assertThrows(IllegalArgumentException.class, () -> PNGImageCellFactory.create(new byte[]{1, 2, 3}));
    }

    @Test
    void numbersAreReadFromTextsAndBlankOnesAreMissing() {
        assertEquals(new DoubleCell(1.5), DoubleCell.DoubleCellFactory.create(" 1.5 "));
        assertEquals(new IntCell(-3), IntCell.IntCellFactory.create("-3"));
        assertTrue(LongCell.LongCellFactory.create(" ").isMissing());
        assertEquals(new DoubleCell(0.1), DoubleCell.DoubleCellFactory.create(0.1f));
    }

    @Test
    void missingCellsComeFirstInTheOrderOfCells() {
        final var order = IntCell.TYPE.getComparator();
        assertTrue(order.compare(DataType.getMissingCell(), new IntCell(-1)) < 0);
        assertTrue(order.compare(new IntCell(10), new IntCell(9)) > 0);
        assertEquals(0, order.compare(DataType.getMissingCell(), DataType.getMissingCell()));
        assertTrue(StringCell.TYPE.getComparator().compare(new StringCell("10"), new StringCell("9")) < 0);
    }
}
