package org.elbow.knime.table;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NominalStatistics;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.NumericStatistics;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.RowKey;

/** What the first reading of a training table learns of one column: its statistics, the vectors' length, the images' size. */
final class ColumnSurvey {

    private static final int ROWS_THAT_TELL_AN_IDENTIFIER = 20;

    private final FeaturePlan plan;

    private final NumericStatistics numbers;

    private final NominalStatistics categories;

    private double lastNumber = Double.NEGATIVE_INFINITY;

    private boolean increases = true;

    private int length;

    private PixelImage firstImage;

    private int channels;

    ColumnSurvey(final FeaturePlan plan) {
        this.plan = plan;
        numbers = new NumericStatistics(plan.scaling() == Scaling.ROBUST);
        categories = new NominalStatistics(name(),
            plan.hasUnknownClass() ? NominalStatistics.MOST_VALUES : NominalStatistics.MOST_CATEGORIES);
    }

    /** Takes the column's value in a row into account, unless it is missing. */
    void add(final RowReader row, final int column, final RowKey key) {
        if (row.isMissing(column)) {
            return;
        }
        switch (plan.column().kind()) {
            case NUMBER -> addNumber(row.number(column));
            case NOMINAL -> categories.add(row.category(column));
            case VECTOR -> addVector(row.vector(column), key);
            case IMAGE -> addImage(row.image(column), key);
        }
    }

    private void addNumber(final double value) {
        numbers.add(value);
        increases &= value > lastNumber;
        lastNumber = value;
    }

    private void addVector(final double[] vector, final RowKey key) {
        if (vector.length == 0) {
            throw new DataException("The vector in column \"" + name() + "\", row \"" + key
                + "\" is empty. Filter the row or exclude the column.");
        }
        if (length == 0) {
            length = vector.length;
        } else if (length != vector.length) {
            throw new DataException("The vector in column \"" + name() + "\", row \"" + key + "\" has length "
                + vector.length + ", but those of earlier rows have length " + length
                + ". All vectors of a column must have one length: filter the row, or cut or fill up its vector.");
        }
        for (final double element : vector) {
            numbers.add(element);
        }
    }

    private void addImage(final PixelImage image, final RowKey key) {
        if (firstImage == null) {
            firstImage = image;
        } else if (!plan.resizesImages() && (firstImage.width() != image.width() || firstImage.height() != image.height())) {
            throw new DataException("The image in column \"" + name() + "\", row \"" + key
                + "\" is " + image.size() + " pixels large, but those of earlier rows are " + firstImage.size()
                + ". All images must have one size: have the Learner resize images, or filter the row.");
        }
        channels = Math.max(channels, image.channels());
    }

    /** @return the column's name */
    String name() {
        return plan.column().name();
    }

    /** Whether there is a number or a nominal value; vectors and images are never missing in rows that are kept. */
    boolean hasValues() {
        return switch (plan.column().kind()) {
            case NUMBER -> numbers.count() > 0;
            case NOMINAL -> categories.count() > 0;
            case VECTOR, IMAGE -> true;
        };
    }

    /** Whether no value is frequent enough to be a category. */
    boolean hasRareValuesOnly() {
        return plan.column().kind() == FeatureKind.NOMINAL && plan.hasUnknownClass() && hasValues()
            && categories.categories(plan.leastRows()).isEmpty();
    }

    /** Whether all values are the same. */
    boolean isConstant() {
        return numbers.count() > 0 && numbers.min() == numbers.max()
            || categories.count() > 0 && categories.categories().size() == 1;
    }

    /** Whether the values vary, but so few of them that the quartiles are the same. */
    boolean hasNoInterquartileRange() {
        return plan.scaling() == Scaling.ROBUST && numbers.count() > 0 && !isConstant() && numbers.interquartileRange() == 0;
    }

    /** Whether the values only tell rows apart: texts that are all different, whole numbers that grow from row to row. */
    boolean looksLikeAnIdentifier() {
        final NumberType type = plan.column().number();
        final boolean whole = plan.column().kind() == FeatureKind.NUMBER
            && (type == NumberType.INTEGER || type == NumberType.LONG);
        return whole && increases && numbers.count() >= ROWS_THAT_TELL_AN_IDENTIFIER
            || categories.count() >= ROWS_THAT_TELL_AN_IDENTIFIER && categories.categories().size() == categories.count();
    }

    /**
     * @param impute whether missing numbers and nominal values are replaced
     * @return how the column becomes features
     * @throws DataException if there are no values, or they cannot be encoded
     */
    ColumnEncoding encoding(final boolean impute) {
        final FeatureColumn column = plan.column();
        return switch (column.kind()) {
            case NUMBER -> NumericEncoding.of(name(), plan.scaling(), numbers, impute, column.number());
            case NOMINAL -> plan.hasUnknownClass() ? NominalEncoding.withUnknownClass(categories, impute, plan.leastRows())
                : NominalEncoding.of(categories, impute);
            case VECTOR -> {
                final VectorEncoding vector = VectorEncoding.of(name(), length, plan.scaling(), numbers);
                yield column.list() ? vector.asListOf(column.number()) : vector;
            }
            case IMAGE -> plan.resizesImages()
                ? new ImageEncoding(name(), plan.imageWidth(), plan.imageHeight(), channels, true)
                : new ImageEncoding(name(), firstImage.width(), firstImage.height(), channels);
        };
    }
}
