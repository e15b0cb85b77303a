package org.elbow.knime.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

/** Turns features back into the cells that a table holds: numbers, vectors or lists, PNG images, the most probable category. */
public final class ReconstructedColumns implements AutoCloseable {

    private final List<ColumnEncoding> encodings;

    private final boolean[] asList;

    private final PngCodec png = new PngCodec();

    /**
     * @param encoding of the model
     * @param spec of the table; tells whether a vector column holds double vectors or lists
     */
    public ReconstructedColumns(final FeatureEncoding encoding, final DataTableSpec spec) {
        encodings = encoding.columns();
        asList = new boolean[encodings.size()];
        for (int c = 0; c < asList.length; c++) {
            asList[c] = FeatureKind.isListOfNumbers(spec.getColumnSpec(encodings.get(c).column()).getType());
        }
    }

    /**
     * The type of the column that a feature column is reconstructed to.
     *
     * @param spec of the table
     * @param column one of its columns
     * @return a type of the same representation
     */
    public static DataType type(final DataTableSpec spec, final FeatureColumn column) {
        return switch (column.kind()) {
            case NUMBER -> DoubleCell.TYPE;
            case NOMINAL -> StringCell.TYPE;
            case IMAGE -> PNGImageCellFactory.TYPE;
            case VECTOR -> FeatureKind.isListOfNumbers(spec.getColumnSpec(column.name()).getType())
                ? ListCell.getCollectionType(DoubleCell.TYPE) : DoubleVectorCellFactory.TYPE;
        };
    }

    /**
     * The values that a reconstructed column can hold.
     *
     * @param encoding of the model
     * @param column an index into its columns
     * @return the values of a nominal column; empty for others
     */
    public static List<String> values(final FeatureEncoding encoding, final int column) {
        return encoding.columns().get(column) instanceof NominalEncoding nominal ? nominal.categories() : List.of();
    }

    /**
     * @param features of a row, not modified
     * @param target gets a cell for each column of the encoding, a missing one where a feature is NaN or infinite
     * @param from the first index in {@code target} to be set
     */
    public void decode(final float[] features, final DataCell[] target, final int from) {
        int offset = 0;
        for (int c = 0; c < encodings.size(); c++) {
            final ColumnEncoding column = encodings.get(c);
            if (column instanceof NumericEncoding numeric) {
                target[from + c] = number(numeric.decode(features[offset]));
            } else if (!isFinite(features, offset, column.width())) {
                target[from + c] = DataType.getMissingCell();
            } else if (column instanceof NominalEncoding nominal) {
                target[from + c] = new StringCell(nominal.decode(features, offset));
            } else if (column instanceof VectorEncoding vector) {
                target[from + c] = vectorCell(vector, features, offset, asList[c]);
            } else {
                target[from + c] = imageCell((ImageEncoding)column, features, offset);
            }
            offset += column.width();
        }
    }

    /** @return a cell for a number, missing if the number is NaN or infinite */
    public static DataCell number(final double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }

    private static boolean isFinite(final float[] features, final int from, final int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(features[i])) {
                return false;
            }
        }
        return true;
    }

    private static DataCell vectorCell(final VectorEncoding column, final float[] features, final int offset,
        final boolean asList) {
        final double[] elements = new double[column.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.decode(features[offset + i]);
        }
        return asList ? listCell(elements) : DoubleVectorCellFactory.createCell(elements);
    }

    private static DataCell listCell(final double[] elements) {
        final List<DataCell> cells = new ArrayList<>(elements.length);
        for (final double element : elements) {
            cells.add(new DoubleCell(element));
        }
        return CollectionCellFactory.createListCell(cells);
    }

    private DataCell imageCell(final ImageEncoding column, final float[] features, final int offset) {
        final byte[] intensities = new byte[column.width()];
        for (int i = 0; i < intensities.length; i++) {
            intensities[i] = (byte)column.decode(features[offset + i]);
        }
        try {
            return PNGImageCellFactory.create(
                png.write(new PixelImage(column.imageWidth(), column.imageHeight(), column.channels(), intensities)));
        } catch (final IOException e) {
            throw new UncheckedIOException("An image could not be encoded as PNG.", e);
        }
    }

    @Override
    public void close() {
        png.close();
    }
}
