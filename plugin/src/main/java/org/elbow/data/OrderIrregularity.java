package org.elbow.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What can be wrong with an order. */
public enum OrderIrregularity {

    /** Nothing. */
    NONE {
        @Override
        Set<OrderColumn> change(final double[] row, final SplittableRandom random) {
            return Set.of();
        }
    },

    /**
     * One column, or two, with the value of another ordinary order: it is ordinary by itself, but not beside the others of its
     * row, since it differs clearly from the value that belongs there.
     */
    COMBINATION {
        @Override
        Set<OrderColumn> change(final double[] row, final SplittableRandom random) {
            final int columns = random.nextInt(3) == 0 ? 2 : 1;
            final double[] original = row.clone();
            final double[] other = new double[row.length];
            final Set<OrderColumn> changed = EnumSet.noneOf(OrderColumn.class);
            while (changed.size() < columns) {
                Orders.draw(random, other);
                final OrderColumn column = COMBINED.get(random.nextInt(COMBINED.size()));
                if (differs(column, original, Orders.get(other, column))) {
                    Orders.set(row, column, Orders.get(other, column));
                    changed.add(column);
                }
            }
            return changed;
        }
    },

    /** One number three to ten times as large as in any of 200 ordinary orders. */
    EXTREME {
        @Override
        Set<OrderColumn> change(final double[] row, final SplittableRandom random) {
            final OrderColumn column = EXTREMES.get(random.nextInt(EXTREMES.size()));
            final double[] other = new double[row.length];
            double largest = 0;
            for (int i = 0; i < 200; i++) {
                Orders.draw(random, other);
                largest = Math.max(largest, Orders.get(other, column));
            }
            final double value = largest * (3 + 7 * random.nextDouble());
            Orders.set(row, column, column.kind() == OrderColumn.Kind.DOUBLE ? Orders.rounded(value, 100) : Math.rint(value));
            return EnumSet.of(column);
        }
    };

    /** A number that is so many times as large, or as small, differs clearly. */
    private static final double CLEAR_FACTOR = 4;

    private static final List<OrderColumn> EXTREMES = List.of(OrderColumn.QUANTITY, OrderColumn.UNIT_PRICE,
        OrderColumn.AMOUNT, OrderColumn.TAX, OrderColumn.WEIGHT, OrderColumn.SHIPPING_COST, OrderColumn.SHIPPING_DAYS);

    private static final List<OrderColumn> COMBINED = combined();

    private static List<OrderColumn> combined() {
        final List<OrderColumn> columns = new ArrayList<>(EXTREMES);
        columns.addAll(List.of(OrderColumn.REGION, OrderColumn.PRODUCT_GROUP, OrderColumn.PAYMENT_METHOD, OrderColumn.DISCOUNT));
        return List.copyOf(columns);
    }

    /**
     * Changes an order.
     *
     * @param row of an ordinary order, which is changed
     * @param random what to draw from
     * @return the columns that were changed
     */
    abstract Set<OrderColumn> change(double[] row, SplittableRandom random);

    /** Whether a value differs clearly from that of an ordinary row, so that it does not fit the rest of the row. */
    private static boolean differs(final OrderColumn column, final double[] row, final double value) {
        final double own = Orders.get(row, column);
        return switch (column) {
            case REGION -> Orders.isOverseas(own) != Orders.isOverseas(value);
            case PRODUCT_GROUP -> isFar(Orders.medianPrice(own), Orders.medianPrice(value));
            case PAYMENT_METHOD -> !Orders.isUsualPayment(row, value);
            case DISCOUNT -> Math.abs(value - own) >= 0.1;
            case SHIPPING_DAYS -> Math.abs(value - own) >= 5;
            default -> isFar(own, value);
        };
    }

    private static boolean isFar(final double one, final double other) {
        return Math.max(one, other) > CLEAR_FACTOR * Math.min(one, other);
    }
}
