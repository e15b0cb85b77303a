package org.elbow.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the rows of a table become rows of a {@link FeatureMatrix}: the columns side by side, in this order.
 *
 * @param columns at least one, no name twice; an unmodifiable copy is kept
 */
public record FeatureEncoding(List<ColumnEncoding> columns) {

    /** @throws IllegalArgumentException if there is no column, a name occurs twice, or there are more than 2³¹ − 1 features */
    public FeatureEncoding {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("There is no feature column. Include at least one.");
        }
        final Set<String> names = new HashSet<>();
        long width = 0;
        for (final ColumnEncoding column : columns) {
            if (!names.add(column.column())) {
                throw new IllegalArgumentException("Column \"" + column.column() + "\" is encoded twice.");
            }
            width += column.width();
        }
        if (width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The columns give " + width + " features per row; at most "
                + Integer.MAX_VALUE + " are supported. Include fewer columns.");
        }
    }

    /**
     * Features that are taken as they stand, for programs that have no table.
     *
     * @param features how many there are per row
     * @return the encoding, of one column named "features"
     */
    public static FeatureEncoding asTheyStand(final int features) {
        return new FeatureEncoding(List.of(new VectorEncoding("features", features, Scaling.NONE, 0, 1)));
    }

    /** @return how many features a row has */
    public int width() {
        return columns.stream().mapToInt(ColumnEncoding::width).sum();
    }

    /**
     * @param column an index into {@link #columns()}
     * @return the index of the column's first feature in a row
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public int offset(final int column) {
        int offset = 0;
        for (int i = 0; i < column; i++) {
            offset += columns.get(i).width();
        }
        columns.get(column);
        return offset;
    }

    /**
     * @param name of a column
     * @return its index in {@link #columns()}, or −1 if it is not encoded
     */
    public int indexOf(final String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).column().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A name for each feature: the column's own, with the element's index (from 1), the pixel's place or the category
     * where a column has several features.
     *
     * @param feature an index in [0, {@link #width()})
     * @return the name, for messages
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public String featureName(final int feature) {
        int rest = feature;
        for (final ColumnEncoding column : columns) {
            if (rest >= 0 && rest < column.width()) {
                if (column instanceof VectorEncoding) {
                    return column.column() + "[" + (rest + 1) + "]";
                }
                if (column instanceof ImageEncoding image) {
                    final int pixel = rest / image.channels();
                    return column.column() + "(" + pixel % image.imageWidth() + ", " + pixel / image.imageWidth() + ")";
                }
                if (column instanceof NominalEncoding nominal) {
                    return column.column()
                        + (rest < nominal.categories().size() ? " = " + nominal.categories().get(rest) : ": other values");
                }
                return column.column();
            }
            rest -= column.width();
        }
        throw new IndexOutOfBoundsException("There is no feature " + feature + "; the row has " + width() + ".");
    }
}
