package org.elbow.data;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How often each value of a nominal column was seen, whatever the order of the rows. Not thread-safe. */
public final class NominalStatistics {

    /** The most different values that a nominal column may hold. */
    public static final int MOST_CATEGORIES = 1000;

    private final String column;

    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** @param column the column's name */
    public NominalStatistics(final String column) {
        this.column = Objects.requireNonNull(column, "column");
    }

    /**
     * Takes one value into account.
     *
     * @param value of a row
     * @throws DataException if there are more than {@value #MOST_CATEGORIES} different values
     */
    public void add(final String value) {
        counts.merge(value, 1L, Long::sum);
        if (counts.size() > MOST_CATEGORIES) {
            throw new DataException("Column \"" + column + "\" holds more than " + MOST_CATEGORIES + " different values. A model "
                + "learns a probability for each of them, which is of no use for names and identifiers: exclude the column, or "
                + "group its rare values.");
        }
    }

    /** @return the column's name */
    public String column() {
        return column;
    }

    /** @return the different values in ascending order */
    public List<String> categories() {
        return List.copyOf(counts.keySet());
    }

    /**
     * @return the value that was seen most often, the first in ascending order of several
     * @throws java.util.NoSuchElementException if no value was seen
     */
    public String mostFrequent() {
        return counts.entrySet().stream().max(Comparator.comparingLong(Map.Entry::getValue)).orElseThrow().getKey();
    }
}
