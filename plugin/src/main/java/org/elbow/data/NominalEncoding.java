package org.elbow.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A column of nominal values, a feature for each category: 1 for the category that the value is, 0 for the others.
 *
 * @param column the column's name
 * @param categories at least two, in ascending order ({@link String#compareTo}), none twice; an unmodifiable copy is kept
 * @param imputedCategory what stands for a missing value, one of the categories; {@code null} if missing values are not imputed
 */
public record NominalEncoding(String column, List<String> categories, String imputedCategory) implements ColumnEncoding {

    private static final int NAMED_CATEGORIES = 5;

    /** @throws IllegalArgumentException if the categories are too few, or not in order, or the imputed one is not among them */
    public NominalEncoding {
        Objects.requireNonNull(column, "column");
        categories = List.copyOf(categories);
        if (categories.size() < 2) {
            throw new IllegalArgumentException("The nominal column \"" + column + "\" has " + categories.size()
                + " categories; at least 2 are needed.");
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

    /**
     * The encoding that follows from the values of the training rows; it does not depend on the order of the rows.
     *
     * @param statistics over the column's values that are not missing
     * @param impute whether missing values are replaced by the most frequent category, the first of several
     * @return the encoding
     * @throws DataException if there are fewer than two categories
     */
    public static NominalEncoding of(final NominalStatistics statistics, final boolean impute) {
        final List<String> categories = statistics.categories();
        if (categories.size() < 2) {
            throw new DataException("The nominal column \"" + statistics.column() + "\" holds "
                + (categories.isEmpty() ? "no value" : "only the value \"" + categories.get(0) + "\"")
                + ", so there is nothing to learn from it. Exclude the column.");
        }
        return new NominalEncoding(statistics.column(), categories, impute ? statistics.mostFrequent() : null);
    }

    @Override
    public int width() {
        return categories.size();
    }

    /** @return whether a missing value is replaced */
    public boolean imputes() {
        return imputedCategory != null;
    }

    /** @return whether a value is one of the categories */
    public boolean knows(final String value) {
        return Collections.binarySearch(categories, value) >= 0;
    }

    /**
     * @param value one of the categories
     * @param features has the column's features set, from {@code offset} on
     * @throws DataException if the value is none of the categories
     */
    public void encode(final String value, final float[] features, final int offset) {
        final int index = Collections.binarySearch(categories, value);
        if (index < 0) {
            throw new DataException("Column \"" + column + "\" holds \"" + value + "\", which did not occur in training; known "
                + "are " + named() + ". Replace the value, filter the row, or train the model with rows that have it.");
        }
        Arrays.fill(features, offset, offset + categories.size(), 0);
        features[offset + index] = 1;
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
     * @return the category whose feature is largest, the first of several
     */
    public String decode(final float[] features, final int offset) {
        int best = 0;
        for (int i = 1; i < categories.size(); i++) {
            if (features[offset + i] > features[offset + best]) {
                best = i;
            }
        }
        return categories.get(best);
    }
}
