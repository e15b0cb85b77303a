package org.elbow.knime.table;

import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

class ReconstructedColumnsTest {

    @Test
    void cellsComeInTheRepresentationAndUnitOfTheTable() throws IOException {
        final DataTableSpec spec = spec("n", IntCell.TYPE, "v", DoubleVectorCellFactory.TYPE, "l",
            ListCell.getCollectionType(IntCell.TYPE), "p", PNGImageCellFactory.TYPE);
        final FeatureEncoding encoding = new FeatureEncoding(List.of(
            new NumericEncoding("n", Scaling.STANDARDIZE, 100, 8, Double.NaN),
            new VectorEncoding("v", 2, Scaling.MIN_MAX, -1, 2), new VectorEncoding("l", 1, Scaling.NONE, 0, 1),
            new ImageEncoding("p", 2, 1, 1)));
        final DataCell[] cells = new DataCell[5];
        try (ReconstructedColumns columns = new ReconstructedColumns(encoding, spec); PngCodec png = new PngCodec()) {
            columns.decode(new float[] {-0.5f, 0, 0.75f, 4, 0.2f, 1.5f}, cells, 1);
            assertEquals(new IntCell(96), cells[1]);
            assertEquals(vector(-1, 0.5), cells[2]);
            assertEquals(CollectionCellFactory.createListCell(List.of(new IntCell(4))), cells[3]);
            final PixelImage image = png.read(((PNGImageValue)cells[4]).getImageContent().getByteArray());
            assertArrayEquals(new byte[] {51, (byte)255}, image.intensities());
        }
        for (final FeatureColumn column : FeatureColumns.inTypesOf(spec, FeatureColumns.of(encoding))) {
            final int index = spec.findColumnIndex(column.name());
            assertEquals(column.type(), cells[index + 1].getType());
        }
    }

    @Test
    void aModelAloneGivesCellsOfTheTypesThatItWasTrainedOn() {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(
            new NumericEncoding("integer", Scaling.STANDARDIZE, 100, 8, Double.NaN, NumberType.INTEGER),
            new NumericEncoding("long", Scaling.NONE, 0, 1, Double.NaN, NumberType.LONG),
            new NumericEncoding("boolean", Scaling.NONE, 0, 1, Double.NaN, NumberType.BOOLEAN),
            new NumericEncoding("double", Scaling.NONE, 0, 1, Double.NaN),
            new VectorEncoding("list", 2, Scaling.NONE, 0, 1).asListOf(NumberType.INTEGER),
            new VectorEncoding("vector", 2, Scaling.NONE, 0, 1), new NominalEncoding("nominal", List.of("a", "b"), null)));
        final List<DataColumnSpec> specs = FeatureColumns.of(encoding).stream()
            .map(column -> column.outputSpec(column.name())).toList();
        final DataCell[] cells = new DataCell[7];
        try (ReconstructedColumns columns = new ReconstructedColumns(encoding)) {
            columns.decode(new float[] {0.2f, -2.6f, 0.5f, 0.25f, 1.6f, -0.4f, 0.5f, 1.5f, 0.4f, 0.6f}, cells, 0);
            assertEquals(List.of(new IntCell(102), new LongCell(-3), BooleanCell.TRUE, new DoubleCell(0.25),
                CollectionCellFactory.createListCell(List.of(new IntCell(2), new IntCell(0))), vector(0.5, 1.5),
                new StringCell("b")), List.of(cells));
            for (int c = 0; c < cells.length; c++) {
                assertEquals(encoding.columns().get(c).column(), specs.get(c).getName());
                assertEquals(specs.get(c).getType(), cells[c].getType());
            }
            columns.decode(new float[] {Float.POSITIVE_INFINITY, Float.NaN, Float.NaN, 0, Float.NaN, 0, 0, 0, 0, 1}, cells, 0);
            assertTrue(cells[0].isMissing() && cells[1].isMissing() && cells[2].isMissing() && cells[4].isMissing(),
                List.of(cells).toString());
        }
        assertEquals(Set.of(new StringCell("a"), new StringCell("b")), specs.get(6).getDomain().getValues());
    }
}
