package org.elbow.knime.table;

import java.io.IOException;
import java.util.List;

import org.elbow.data.DataException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;

/**
 * Reads the feature columns of one row after another, as they stand in the table. What was read stays in this reader until
 * the next row is read.
 */
final class RowReader implements AutoCloseable {

    /** What a row turned out to be. */
    enum Outcome {

        /** All values are there and finite. */
        COMPLETE,

        /** Some value is missing, the others are finite. */
        MISSING,

        /** Some number is NaN or infinite: see {@link RowReader#offence()}. */
        NOT_FINITE
    }

    private final List<FeatureColumn> columns;

    private final int[] indices;

    private final boolean[] missing;

    private final double[] numbers;

    private final double[][] vectors;

    private final PixelImage[] images;

    private final String[] categories;

    private final PngCodec png = new PngCodec();

    private final int[] missingElements;

    private String offence;

    private int notFinite;

    RowReader(final DataTableSpec spec, final List<FeatureColumn> columns) {
        this.columns = List.copyOf(columns);
        indices = spec.columnsToIndices(columns.stream().map(FeatureColumn::name).toArray(String[]::new));
        missing = new boolean[indices.length];
        numbers = new double[indices.length];
        vectors = new double[indices.length][];
        images = new PixelImage[indices.length];
        categories = new String[indices.length];
        missingElements = new int[indices.length];
    }

    /**
     * Reads a row.
     *
     * @return what the row turned out to be
     * @throws DataException if a cell's image is broken
     */
    Outcome read(final DataRow row) {
        Outcome outcome = Outcome.COMPLETE;
        for (int c = 0; c < indices.length; c++) {
            final DataCell cell = row.getCell(indices[c]);
            missingElements[c] = 0;
            missing[c] = cell.isMissing() || !readCell(cell, c, row);
            if (missing[c]) {
                outcome = Outcome.MISSING;
            } else if (!isFinite(c)) {
                notFinite = c;
                return Outcome.NOT_FINITE;
            }
        }
        return outcome;
    }

    /** Reads a cell that is not missing; false if an element of it is. */
    private boolean readCell(final DataCell cell, final int column, final DataRow row) {
        switch (columns.get(column).kind()) {
            case NUMBER -> numbers[column] = ((DoubleValue)cell).getDoubleValue();
            case VECTOR -> {
                vectors[column] = vector(cell, column);
                return missingElements[column] == 0;
            }
            case NOMINAL -> categories[column] = ((StringValue)cell).getStringValue();
            case IMAGE -> images[column] = image((PNGImageValue)cell, column, row);
        }
        return true;
    }

    /** The elements of a vector or list, up to the first that is missing. */
    private double[] vector(final DataCell cell, final int column) {
        if (cell instanceof DoubleVectorValue vector) {
            final double[] elements = new double[vector.getLength()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = vector.getValue(i);
            }
            return elements;
        }
        final ListDataValue list = (ListDataValue)cell;
        final double[] elements = new double[list.size()];
        for (int i = 0; i < elements.length; i++) {
            final DataCell element = list.get(i);
            if (element.isMissing()) {
                missingElements[column] = i + 1;
                return elements;
            }
            elements[i] = ((DoubleValue)element).getDoubleValue();
        }
        return elements;
    }

    private PixelImage image(final PNGImageValue cell, final int column, final DataRow row) {
        try {
            return png.read(cell.getImageContent().getByteArrayReference());
        } catch (final IOException e) {
            throw new DataException("The image in column \"" + columns.get(column).name() + "\", row \"" + row.getKey()
                + "\" cannot be read (" + e.getMessage() + "). Replace or remove it.", e);
        }
    }

    private boolean isFinite(final int column) {
        final FeatureColumn feature = columns.get(column);
        if (feature.kind() == FeatureKind.NUMBER && !Double.isFinite(numbers[column])) {
            offence = "Column \"" + feature.name() + "\" holds " + numbers[column];
            return false;
        }
        if (feature.kind() == FeatureKind.VECTOR) {
            for (int i = 0; i < vectors[column].length; i++) {
                if (!Double.isFinite(vectors[column][i])) {
                    offence = "Element " + (i + 1) + " of the vector in column \"" + feature.name() + "\" is "
                        + vectors[column][i];
                    return false;
                }
            }
        }
        return true;
    }

    /** @return which column holds which value that is not finite, after {@link Outcome#NOT_FINITE} */
    String offence() {
        return offence;
    }

    /** @return which column holds a value that is not finite, after {@link Outcome#NOT_FINITE}; for messages */
    String notFiniteColumn() {
        return "column \"" + columns.get(notFinite).name() + "\"";
    }

    /** @return which column lacks a value, or which element of its list, after {@link Outcome#MISSING}; for messages */
    String firstMissing() {
        for (int c = 0; c < missing.length; c++) {
            if (missing[c]) {
                final String column = "column \"" + columns.get(c).name() + "\"";
                return missingElements[c] == 0 ? column : "element " + missingElements[c] + " of the list in " + column;
            }
        }
        throw new IllegalStateException("No value is missing.");
    }

    List<FeatureColumn> columns() {
        return columns;
    }

    boolean isMissing(final int column) {
        return missing[column];
    }

    double number(final int column) {
        return numbers[column];
    }

    double[] vector(final int column) {
        return vectors[column];
    }

    PixelImage image(final int column) {
        return images[column];
    }

    String category(final int column) {
        return categories[column];
    }

    @Override
    public void close() {
        png.close();
    }
}
