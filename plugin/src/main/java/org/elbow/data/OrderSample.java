package org.elbow.data;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

import org.elbow.nn.RandomStreams;

/**
 * A table of orders, one row after another, in which some rows are irregular and it is known what is wrong with them: to test
 * what finds them. Values are missing at random.
 *
 * <p>Row i depends on the seed, i and the shares alone, so a longer sample begins with a shorter one, and what is not irregular
 * or missing is the same at any shares. Not thread-safe.
 *
 * <pre>
 * OrderSample orders = new OrderSample(new OrderSample.Options(1000, 0.01, 0.05, 0.2, 1));
 * while (orders.next()) {
 *     double amount = orders.value(OrderColumn.AMOUNT);
 * }
 * </pre>
 */
public final class OrderSample {

    private static final long ORDINARY = 0;

    private static final long IRREGULAR = 1;

    private static final long MISSING = 2;

    /**
     * What to draw.
     *
     * @param count how many rows, at least 0
     * @param missingShare of the values, in [0, 1]; what makes a row irregular is never missing
     * @param irregularShare of the rows, in [0, 1]
     * @param extremeShare of the irregular rows, in [0, 1]: those with an extreme value; the others have an unusual combination
     * @param seed another seed, another table
     */
    public record Options(int count, double missingShare, double irregularShare, double extremeShare, long seed) {

        /** @throws IllegalArgumentException if a number is out of the range above */
        public Options {
            if (count < 0) {
                throw new IllegalArgumentException("The number of rows must not be negative, but is " + count + ".");
            }
            requireShare("missing values", missingShare);
            requireShare("irregular rows", irregularShare);
            requireShare("extreme values among the irregular rows", extremeShare);
        }

        private static void requireShare(final String of, final double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("The share of " + of + " is " + share + "; it must be between 0 and 1.");
            }
        }
    }

    private final Options options;

    private final double[] values = new double[OrderColumn.values().length];

    private final Set<OrderColumn> changed = EnumSet.noneOf(OrderColumn.class);

    private OrderIrregularity irregularity = OrderIrregularity.NONE;

    private int row;

    /** @param options what to draw */
    public OrderSample(final Options options) {
        this.options = options;
    }

    /**
     * Draws the next row.
     *
     * @return whether there was one more
     */
    public boolean next() {
        if (row == options.count()) {
            return false;
        }
        Orders.draw(RandomStreams.of(options.seed(), ORDINARY, row), values);
        final SplittableRandom random = RandomStreams.of(options.seed(), IRREGULAR, row);
        final boolean isIrregular = random.nextDouble() < options.irregularShare();
        final boolean isExtreme = random.nextDouble() < options.extremeShare();
        irregularity = !isIrregular ? OrderIrregularity.NONE
            : isExtreme ? OrderIrregularity.EXTREME : OrderIrregularity.COMBINATION;
        changed.clear();
        changed.addAll(irregularity.change(values, random));
        final SplittableRandom missing = RandomStreams.of(options.seed(), MISSING, row);
        for (final OrderColumn column : OrderColumn.values()) {
            if (missing.nextDouble() < options.missingShare() && !changed.contains(column)) {
                Orders.set(values, column, Double.NaN);
            }
        }
        row++;
        return true;
    }

    /**
     * @param column of the table
     * @return the current row's value: the number, the index of a nominal value, 0 or 1 for false or true; NaN if missing
     */
    public double value(final OrderColumn column) {
        return Orders.get(values, column);
    }

    /** @return what is wrong with the current row */
    public OrderIrregularity irregularity() {
        return irregularity;
    }

    /** @return the columns whose values were changed in the current row, in the table's order; overwritten by {@link #next} */
    public Set<OrderColumn> changed() {
        return changed;
    }
}
