package org.elbow.novelty;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;

/**
 * How much more than usual each column contributes to a row's negative log-likelihood, or is gained by its repair: the
 * contribution, or gain, minus its median over the rows of a reference table, in nats. A column of numbers without order
 * contributes much in all rows; what sets a row apart is what it adds beyond that. Together the surprises of a row's
 * contributions are its score minus the sum of the medians, which is the same for all rows.
 *
 * <pre>
 * ColumnSurprises surprises = ColumnSurprises.against(reference, reference.rows()); // contributions, [rows, columns]
 * double[] ofRow = surprises.of(contributions);
 * </pre>
 *
 * @param usual the median of each column's contribution or gain, in nats
 */
public record ColumnSurprises(double[] usual) {

    /**
     * A column whose surprise is high.
     *
     * @param column its index
     * @param nats its surprise
     */
    public record Driver(int column, double nats) {
    }

    /**
     * Takes what is usual from a table.
     *
     * @param contributions [at least rows, columns], none NaN, infinite ones allowed; not modified
     * @param rows how many rows of it to go by, the first ones; may be 0
     * @return surprises against these rows; without rows against 0
     */
    public static ColumnSurprises against(final FeatureMatrix contributions, final int rows) {
        final double[] medians = new double[contributions.columns()];
        final float[] column = new float[rows];
        for (int c = 0; c < medians.length && column.length > 0; c++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = contributions.get(row, c);
            }
            Arrays.sort(column);
            final float lower = column[(column.length - 1) / 2];
            final float upper = column[column.length / 2];
            medians[c] = lower == upper ? lower : ((double)lower + upper) / 2;
        }
        return new ColumnSurprises(medians);
    }

    /**
     * @param contributions of a row, one for each column; not modified
     * @return the surprises, in nats; 0 where an infinite contribution is usual
     */
    public double[] of(final double[] contributions) {
        final double[] surprises = new double[usual.length];
        Arrays.setAll(surprises, c -> contributions[c] == usual[c] ? 0 : contributions[c] - usual[c]);
        return surprises;
    }

    /**
     * The columns that surprise most.
     *
     * @param surprises of a row
     * @param most how many at most
     * @param least how many nats at least
     * @return highest first, the first of equal ones; may be empty
     */
    public static List<Driver> drivers(final double[] surprises, final int most, final double least) {
        return IntStream.range(0, surprises.length).filter(c -> surprises[c] >= least)
            .mapToObj(c -> new Driver(c, surprises[c])).sorted(Comparator.comparingDouble(driver -> -driver.nats()))
            .limit(most).toList();
    }

    /**
     * @param drivers the columns
     * @param names of all columns
     * @return such as "amount (+7.2), region (+3.1)"
     */
    public static String inWords(final List<Driver> drivers, final List<String> names) {
        return inWords(drivers, names, column -> Optional.empty());
    }

    /**
     * The same with what is expected of a column.
     *
     * @param expected gives a column's expected value in words, if it has any
     * @return such as "amount (+7.2, expected 61.60), image (+3.1)"
     */
    public static String inWords(final List<Driver> drivers, final List<String> names,
        final IntFunction<Optional<String>> expected) {
        return drivers.stream().map(driver -> names.get(driver.column()) + " (" + inWords(driver.nats())
            + expected.apply(driver.column()).map(value -> ", expected " + value).orElse("") + ")")
            .collect(Collectors.joining(", "));
    }

    private static String inWords(final double nats) {
        return Double.isInfinite(nats) ? "+∞" : String.format(Locale.ROOT, Math.abs(nats) < 1e6 ? "%+.1f" : "%+.1e", nats);
    }
}
