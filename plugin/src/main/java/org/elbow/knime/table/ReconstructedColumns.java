package org.elbow.knime.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

/**
 * Turns features back into the cells that a table holds: numbers of the column's type, vectors or lists, PNG images, the most
 * probable category.
 */
public final class ReconstructedColumns implements AutoCloseable {

    private final List<ColumnEncoding> encodings;

    private final PngCodec png = new PngCodec();

    /**
     * Cells of the types that the training table had, see {@link FeatureColumn#outputSpec}.
     *
     * @param encoding of the model
     */
    public ReconstructedColumns(final FeatureEncoding encoding) {
        encodings = encoding.columns();
    }

    /**
     * Cells of the types that a table has, see {@link FeatureColumns#inTypesOf}.
     *
     * @param encoding of the model
     * @param spec of a table with all columns that the model reads
     */
    public ReconstructedColumns(final FeatureEncoding encoding, final DataTableSpec spec) {
        encodings = encoding.columns().stream()
            .map(column -> inTypeOf(FeatureColumn.of(spec.getColumnSpec(column.column())), column)).toList();
    }

    private static ColumnEncoding inTypeOf(final FeatureColumn present, final ColumnEncoding column) {
        if (column instanceof NumericEncoding numeric) {
            return numeric.withType(present.number());
        }
        if (column instanceof VectorEncoding vector) {
            return present.list() ? vector.asListOf(present.number()) : vector.asDoubleVector();
        }
        return column;
    }

    /**
     * @param features of a row, not modified
     * @param target gets a cell for each column of the encoding, a missing one where a feature is NaN or infinite, or where a
     *            nominal value is one of the unknown ones
     * @param from the first index in {@code target} to be set
     */
    public void decode(final float[] features, final DataCell[] target, final int from) {
        int offset = 0;
        for (int c = 0; c < encodings.size(); c++) {
            final ColumnEncoding column = encodings.get(c);
            if (!isFinite(features, offset, column.width())) {
                target[from + c] = DataType.getMissingCell();
            } else if (column instanceof NumericEncoding numeric) {
                target[from + c] = number(numeric.decode(features[offset]), numeric.type());
            } else if (column instanceof NominalEncoding nominal) {
                final String category = nominal.decode(features, offset);
                target[from + c] = category == null ? DataType.getMissingCell() : new StringCell(category);
            } else if (column instanceof VectorEncoding vector) {
                target[from + c] = vectorCell(vector, features, offset);
            } else {
                target[from + c] = imageCell((ImageEncoding)column, features, offset);
            }
            offset += column.width();
        }
    }

    private static DataCell number(final double value, final NumberType type) {
        return switch (type) {
            case DOUBLE -> number(value);
            case INTEGER -> new IntCell((int)value);
            case LONG -> new LongCell((long)value);
            case BOOLEAN -> BooleanCell.get(value > 0);
        };
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

    private static DataCell vectorCell(final VectorEncoding column, final float[] features, final int offset) {
        final double[] elements = new double[column.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = column.decode(features[offset + i]);
        }
        return column.list()
            ? CollectionCellFactory.createListCell(Arrays.stream(elements).mapToObj(each -> number(each, column.type())).toList())
            : DoubleVectorCellFactory.createCell(elements);
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
