package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.RowKey;

/** Turns what a {@link RowReader} has read into features, and checks shapes against the encoding. */
final class RowEncoder {

    private final List<ColumnEncoding> columns;

    private final float[] features;

    private final long[] imputed;

    RowEncoder(final FeatureEncoding encoding) {
        columns = encoding.columns();
        features = new float[encoding.width()];
        imputed = new long[columns.size()];
    }

    /**
     * Whether the row can be encoded although values are missing: each of them is a number or a category that is imputed.
     *
     * @param row that was read
     */
    boolean imputesAllMissing(final RowReader row) {
        for (int c = 0; c < columns.size(); c++) {
            if (row.isMissing(c) && !imputes(columns.get(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean imputes(final ColumnEncoding column) {
        return column instanceof NumericEncoding numeric && numeric.imputes()
            || column instanceof NominalEncoding nominal && nominal.imputes();
    }

    /**
     * Finds a value of a nominal column that did not occur in training and has no feature therefore.
     *
     * @param row that was read
     * @return the value with its column, for a message, or {@code null} if there is none
     */
    String unknownCategory(final RowReader row) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c) instanceof NominalEncoding nominal && !row.isMissing(c)
                && !nominal.encodes(row.category(c))) {
                return "\"" + row.category(c) + "\" in column \"" + nominal.column() + "\"";
            }
        }
        return null;
    }

    /**
     * How many values were imputed so far, by column.
     *
     * @return in words, such as {@code 4 missing values: 3 of column "age", 1 of column "city"}; empty if there are none
     */
    Optional<String> imputed() {
        final List<String> parts = new ArrayList<>();
        for (int c = 0; c < imputed.length; c++) {
            if (imputed[c] > 0) {
                parts.add(imputed[c] + " of column \"" + columns.get(c).column() + "\"");
            }
        }
        final long count = Arrays.stream(imputed).sum();
        return count == 0 ? Optional.empty()
            : Optional.of(count + (count == 1 ? " missing value: " : " missing values: ") + Names.list(parts));
    }

    /**
     * Finds a column with a number that is too large for a feature of 32 bits.
     *
     * @param row that was read
     * @return the column's name, or {@code null} if there is none
     */
    String tooLarge(final RowReader row) {
        for (int c = 0; c < columns.size(); c++) {
            if (row.isMissing(c)) {
                continue;
            }
            final ColumnEncoding column = columns.get(c);
            if (column instanceof NumericEncoding numeric && !numeric.holds(row.number(c))
                || column instanceof VectorEncoding vector && !Arrays.stream(row.vector(c)).allMatch(vector::holds)) {
                return column.column();
            }
        }
        return null;
    }

    /**
     * Encodes a row whose missing values can all be imputed.
     *
     * @param row that was read
     * @param key of the row, for messages
     * @return the features, valid until the next call
     * @throws DataException if a vector's length or an image's size or colours differ from the encoding's, a number is too
     *             large to be a feature, or a category is not known
     */
    float[] encode(final RowReader row, final RowKey key) {
        int offset = 0;
        for (int c = 0; c < columns.size(); c++) {
            final ColumnEncoding column = columns.get(c);
            if (column instanceof NumericEncoding numeric) {
                features[offset] = encodeNumber(numeric, row, c, key);
            } else if (column instanceof VectorEncoding vector) {
                encodeVector(vector, row.vector(c), key, offset);
            } else if (column instanceof NominalEncoding nominal) {
                encodeCategory(nominal, row, c, key, offset);
            } else {
                encodeImage((ImageEncoding)column, row.image(c), key, offset);
            }
            offset += column.width();
        }
        return features;
    }

    private float encodeNumber(final NumericEncoding column, final RowReader row, final int index,
        final RowKey key) {
        try {
            if (row.isMissing(index)) {
                imputed[index]++;
                return column.encodeMissing();
            }
            return column.encode(row.number(index));
        } catch (final DataException e) {
            throw inRow(key, e);
        }
    }

    private void encodeCategory(final NominalEncoding column, final RowReader row, final int index, final RowKey key,
        final int offset) {
        try {
            if (row.isMissing(index)) {
                imputed[index]++;
                column.encodeMissing(features, offset);
            } else {
                column.encode(row.category(index), features, offset);
            }
        } catch (final DataException e) {
            throw inRow(key, e);
        }
    }

    private static DataException inRow(final RowKey key, final DataException e) {
        return new DataException("Row \"" + key + "\": " + e.getMessage(), e);
    }

    private void encodeVector(final VectorEncoding column, final double[] vector, final RowKey key, final int offset) {
        if (vector.length != column.length()) {
            throw new DataException("The vector in column \"" + column.column() + "\", row \"" + key + "\" has length "
                + vector.length + " instead of " + column.length() + ". All vectors of a column must have one length: "
                + "filter the row, or cut or fill up its vector.");
        }
        try {
            for (int i = 0; i < vector.length; i++) {
                features[offset + i] = column.encode(vector[i]);
            }
        } catch (final DataException e) {
            throw inRow(key, e);
        }
    }

    private void encodeImage(final ImageEncoding column, final PixelImage read, final RowKey key, final int offset) {
        final PixelImage image = column.adapted() ? ImageResizer.adapt(read, column) : read;
        if (image.width() != column.imageWidth() || image.height() != column.imageHeight()) {
            throw new DataException("The image in column \"" + column.column() + "\", row \"" + key + "\" is "
                + image.size() + " pixels large instead of " + column.imageWidth() + " × " + column.imageHeight()
                + ". All images must have one size: resize the image, filter the row, or train the model with images resized.");
        }
        if (image.channels() > column.channels()) {
            throw new DataException("The image in column \"" + column.column() + "\", row \"" + key
                + "\" has colours, but the model was trained on grey images. Convert the image to grey, train the model "
                + "on colour images, or train it with images resized, which turns them grey, too.");
        }
        final byte[] intensities = image.intensities();
        final int copies = column.channels() / image.channels();
        int feature = offset;
        for (final byte intensity : intensities) {
            final float value = column.encode(intensity);
            for (int i = 0; i < copies; i++) {
                features[feature++] = value;
            }
        }
    }
}
