package org.elbow.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How often each value of a nominal column was seen, whatever the order of the rows. Not thread-safe. */
public final class NominalStatistics {

    /** The most categories that a nominal column may have. */
    public static final int MOST_CATEGORIES = 1000;

    /** The most different values that are counted. */
    public static final int MOST_VALUES = 100_000;

    private final String column;

    private final TreeMap<String, Long> counts = new TreeMap<>();

    private final int mostValues;

    private long rows;

    /**
     * Statistics of a column whose values are all to have categories of their own.
     *
     * @param column the column's name
     */
    public NominalStatistics(final String column) {
        this(column, MOST_CATEGORIES);
    }

    /**
     * @param column the column's name
     * @param mostValues how many different values the column may hold
     */
    public NominalStatistics(final String column, final int mostValues) {
        this.column = Objects.requireNonNull(column, "column");
        this.mostValues = mostValues;
    }

    /**
     * Takes one value into account.
     *
     * @param value of a row
     * @throws DataException if there are more different values than the column may hold
     */
    public void add(final String value) {
        rows++;
        counts.merge(value, 1L, Long::sum);
        if (counts.size() > mostValues) {
            throw tooMany(mostValues);
        }
    }

    private DataException tooMany(final int most) {
        return new DataException("Column \"" + column + "\" holds more than " + most + " different values. A model learns a "
            + "probability for each of them, which is of no use for names and identifiers: exclude the column, or group its rare "
            + "values, for instance by giving rare and unknown values a class of their own.");
    }

    /** @throws DataException if there are more than {@value #MOST_CATEGORIES} different values */
    void requireFewValues() {
        if (counts.size() > MOST_CATEGORIES) {
            throw tooMany(MOST_CATEGORIES);
        }
    }

    /** @return the column's name */
    public String column() {
        return column;
    }

    /** @return how many values were added */
    public long count() {
        return rows;
    }

    /** @return the different values in ascending order */
    public List<String> categories() {
        return List.copyOf(counts.keySet());
    }

    /**
     * @param leastRows in how many rows a value must occur
     * @return the values that do, in ascending order; of more than {@value #MOST_CATEGORIES} the most frequent
     */
    public List<String> categories(final int leastRows) {
        return counts.entrySet().stream().filter(each -> each.getValue() >= leastRows)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_CATEGORIES).map(Map.Entry::getKey).sorted().toList();
    }

    /**
     * @return the value that was seen most often, the first in ascending order of several
     * @throws java.util.NoSuchElementException if no value was seen
     */
    public String mostFrequent() {
        return counts.entrySet().stream().max(Map.Entry.<String, Long>comparingByValue()
            .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed())).orElseThrow().getKey();
    }
}
