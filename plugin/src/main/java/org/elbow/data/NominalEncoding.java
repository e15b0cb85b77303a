package org.elbow.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A column of nominal values, a feature for each category: 1 for the category that the value is, 0 for the others. A last
 * feature may stand for all values that are none of the categories: those that were too rare in training to have a category of
 * their own, and those that did not occur in it.
 *
 * @param column the column's name
 * @param categories at least one, in ascending order ({@link String#compareTo}), none twice; an unmodifiable copy is kept
 * @param imputedCategory what stands for a missing value, one of the categories; {@code null} if missing values are not imputed
 * @param unknownClass whether there is a feature for values that are none of the categories
 */
public record NominalEncoding(String column, List<String> categories, String imputedCategory, boolean unknownClass)
        implements ColumnEncoding {

    private static final int NAMED_CATEGORIES = 5;

    /** @throws IllegalArgumentException if the categories are too few, or not in order, or the imputed one is not among them */
    public NominalEncoding {
        Objects.requireNonNull(column, "column");
        categories = List.copyOf(categories);
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("The nominal column \"" + column + "\" has no category; at least 1 is needed.");
        }
        for (int i = 1; i < categories.size(); i++) {
            if (categories.get(i - 1).compareTo(categories.get(i)) >= 0) {
                throw new IllegalArgumentException("The categories of column \"" + column + "\" are not in ascending order: \""
                    + categories.get(i - 1) + "\" stands before \"" + categories.get(i) + "\".");
            }
        }
        if (imputedCategory != null && !categories.contains(imputedCategory)) {
            throw new IllegalArgumentException("The imputed value \"" + imputedCategory + "\" of column \"" + column
                + "\" is none of its categories.");
        }
    }

    /** A column without a feature for unknown values. */
    public NominalEncoding(final String column, final List<String> categories, final String imputedCategory) {
        this(column, categories, imputedCategory, false);
    }

    /**
     * The encoding that follows from the values of the training rows; it does not depend on the order of the rows.
     *
     * @param statistics over the column's values that are not missing
     * @param impute whether missing values are replaced by the most frequent category, the first of several
     * @return the encoding, without a feature for unknown values
     * @throws DataException if there is no value, or more than {@value NominalStatistics#MOST_CATEGORIES}
     */
    public static NominalEncoding of(final NominalStatistics statistics, final boolean impute) {
        final List<String> categories = statistics.categories();
        if (categories.isEmpty()) {
            throw new DataException("The nominal column \"" + statistics.column()
                + "\" holds no value, so there is nothing to learn from it. Exclude the column.");
        }
        statistics.requireFewValues();
        return new NominalEncoding(statistics.column(), categories, impute ? statistics.mostFrequent() : null);
    }

    /**
     * The encoding with a feature for unknown values. It does not depend on the order of the rows.
     *
     * @param statistics over the column's values that are not missing
     * @param impute whether missing values are replaced by the most frequent category, the first of several
     * @param leastRows in how many rows a value must occur to have a category of its own, at least 1; of the values that do, the
     *            {@value NominalStatistics#MOST_CATEGORIES} most frequent have one
     * @return the encoding
     * @throws DataException if no value occurs in so many rows
     */
    public static NominalEncoding withUnknownClass(final NominalStatistics statistics, final boolean impute,
        final int leastRows) {
        final List<String> categories = statistics.categories(leastRows);
        if (categories.isEmpty()) {
            throw new DataException("No value of the nominal column \"" + statistics.column() + "\" occurs in " + leastRows
                + " rows, so none would have a category of its own. Exclude the column, or let rarer values have one.");
        }
        return new NominalEncoding(statistics.column(), categories, impute ? statistics.mostFrequent() : null, true);
    }

    @Override
    public int width() {
        return categories.size() + (unknownClass ? 1 : 0);
    }

    /** @return whether a missing value is replaced */
    public boolean imputes() {
        return imputedCategory != null;
    }

    /** @return whether a value has a feature: it is one of the categories, or there is a feature for unknown values */
    public boolean encodes(final String value) {
        return unknownClass || knows(value);
    }

    /** @return whether a value is one of the categories */
    public boolean knows(final String value) {
        return Collections.binarySearch(categories, value) >= 0;
    }

    /**
     * @param value one of the categories, or any if there is a feature for unknown values
     * @param features has the column's features set, from {@code offset} on
     * @throws DataException if the value has no feature
     */
    public void encode(final String value, final float[] features, final int offset) {
        final int index = Collections.binarySearch(categories, value);
        if (index < 0 && !unknownClass) {
            throw new DataException("Column \"" + column + "\" holds \"" + value + "\", which did not occur in training; known "
                + "are " + named() + ". Replace the value, filter the row, or train the model with rows that have it.");
        }
        Arrays.fill(features, offset, offset + width(), 0);
        features[offset + (index < 0 ? categories.size() : index)] = 1;
    }

    private String named() {
        final String first = "\"" + String.join("\", \"", categories.subList(0, Math.min(NAMED_CATEGORIES, categories.size())))
            + "\"";
        final int others = categories.size() - NAMED_CATEGORIES;
        return others > 0 ? first + " and " + others + " others" : first;
    }

    /**
     * Encodes a missing value.
     *
     * @param features has the column's features set, from {@code offset} on
     * @throws DataException if missing values are not imputed
     */
    public void encodeMissing(final float[] features, final int offset) {
        if (!imputes()) {
            throw new DataException("Column \"" + column + "\" has a missing value. Fill it in, filter the row, or choose "
                + "another treatment of missing values.");
        }
        encode(imputedCategory, features, offset);
    }

    /**
     * @param features of a row, such as probabilities of the categories; not changed
     * @param offset of the column's first feature
     * @return the category whose feature is largest, the first of several; {@code null} if it is that of unknown values, which
     *         stands for no value in particular
     */
    public String decode(final float[] features, final int offset) {
        int best = 0;
        for (int i = 1; i < width(); i++) {
            if (features[offset + i] > features[offset + best]) {
                best = i;
            }
        }
        return best < categories.size() ? categories.get(best) : null;
    }
}
