package org.elbow.disentangle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.DataException;

/**
 * What is known to vary between rows.
 *
 * @param columns the factors, all with as many rows
 */
public record Factors(List<Column> columns) {

    /** More values would make every row a value of its own. */
    public static final int MAXIMUM_VALUES = 1000;

    /**
     * One factor.
     *
     * @param name for messages and tables
     * @param labels of each row, the number of its value in [0, values)
     * @param values how many values the factor takes
     * @param ordered whether the numbers of the values have an order, as measured factors have; else they are merely names
     */
    public record Column(String name, int[] labels, int values, boolean ordered) {

        /**
         * A measured factor. If it takes few values they stay as they are, else they are put into bins of equal width.
         *
         * @param name of the factor
         * @param numbers one for each row; not modified
         * @param mostValues from more different values on there are bins, so many; in [2, 1000]
         * @return the factor
         * @throws DataException if a number is not finite
         */
        public static Column measured(final String name, final double[] numbers, final int mostValues) {
            requireRange("largest number of values of a factor", mostValues, 2, MAXIMUM_VALUES);
            for (int row = 0; row < numbers.length; row++) {
                if (!Double.isFinite(numbers[row])) {
                    throw new DataException("Factor \"" + name + "\" of row " + (row + 1) + " is " + numbers[row]
                        + ". Leave the row out.");
                }
            }
            // adding 0 makes −0 the 0 that it equals
            final double[] distinct = Arrays.stream(numbers).map(number -> number + 0.0).sorted().distinct().toArray();
            if (distinct.length > mostValues) {
                return new Column(name, Discrete.binned(row -> numbers[row], numbers.length, mostValues).labels(), mostValues,
                    true);
            }
            final int[] labels =
                Arrays.stream(numbers).mapToInt(number -> Arrays.binarySearch(distinct, number + 0.0)).toArray();
            return new Column(name, labels, distinct.length, true);
        }

        /**
         * A factor whose values have no order.
         *
         * @param name of the factor
         * @param texts one for each row; not modified
         * @return the factor
         * @throws DataException if it takes more than 1,000 values
         */
        public static Column nominal(final String name, final String[] texts) {
            final String[] distinct = Arrays.stream(texts).sorted().distinct().toArray(String[]::new);
            if (distinct.length > MAXIMUM_VALUES) {
                throw new DataException("Factor \"" + name + "\" has " + distinct.length + " different values, more than "
                    + MAXIMUM_VALUES + ". Leave it out, or group its values.");
            }
            final int[] labels = Arrays.stream(texts).mapToInt(text -> Arrays.binarySearch(distinct, text)).toArray();
            return new Column(name, labels, distinct.length, false);
        }

        /** @return whether two rows differ in it */
        public boolean varies() {
            return Arrays.stream(labels).distinct().limit(2).count() == 2;
        }
    }

    /** @throws IllegalArgumentException if the columns have different numbers of rows */
    public Factors {
        columns = List.copyOf(columns);
        for (final Column column : columns) {
            if (column.labels().length != columns.get(0).labels().length) {
                throw new IllegalArgumentException("Factor \"" + column.name() + "\" has " + column.labels().length
                    + " rows, but \"" + columns.get(0).name() + "\" has " + columns.get(0).labels().length + ".");
            }
        }
    }

    /** @return whether there is no factor */
    public boolean isEmpty() {
        return columns.isEmpty();
    }

    /** @return the factors in which rows differ */
    public Factors varying() {
        return new Factors(columns.stream().filter(Column::varies).toList());
    }

    /** @return no factors */
    public static Factors none() {
        return new Factors(List.of());
    }

    /** @return the names of the factors with a single value */
    public List<String> constant() {
        return columns.stream().filter(column -> !column.varies()).map(Column::name).toList();
    }

    /** @return the labels, [rows][factors] */
    int[][] labels() {
        return rows(IntStream.range(0, columns.get(0).labels().length).toArray());
    }

    /** @return the labels of some rows, [rows][factors] */
    int[][] rows(final int[] selected) {
        final int[][] rows = new int[selected.length][];
        Arrays.setAll(rows, i -> columns.stream().mapToInt(column -> column.labels()[selected[i]]).toArray());
        return rows;
    }

    static void requireRange(final String what, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                "The " + what + " is " + value + "; it must be between " + least + " and " + most + ".");
        }
    }
}
