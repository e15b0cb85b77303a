package org.elbow.knime.table;

import static org.elbow.knime.TestTables.list;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
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
            assertEquals(new DoubleCell(96), cells[1]);
            assertEquals(vector(-1, 0.5), cells[2]);
            assertEquals(list(4.), cells[3]);
            final PixelImage image = png.read(((PNGImageValue)cells[4]).getImageContent().getByteArray());
            assertArrayEquals(new byte[] {51, (byte)255}, image.intensities());
        }
        for (final FeatureColumn column : FeatureColumns.of(encoding)) {
            final int index = spec.findColumnIndex(column.name());
            assertEquals(ReconstructedColumns.type(spec, column), cells[index + 1].getType());
        }
    }
}
