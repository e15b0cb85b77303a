package org.elbow.data;

import java.util.SplittableRandom;

/**
 * Ordinary orders, one column depending on another as in a trading company's books: the price on the product group, the discount on
 * quantity and customer, amount = quantity · price · (1 − discount) but for 2 %, the tax on amount, group and region, the
 * weight on group and quantity, the shipping cost on weight, region and express, the days on region and express, the payment
 * method on region and customer. Prices, quantities, amounts, weights and costs are skewed, with heavy tails.
 *
 * <p>A row is an array with an entry for each {@link OrderColumn}: the number, the number of the value of a nominal column, or
 * 0 or 1. Computed by {@link StrictMath}, so that rows are the same on every machine.
 */
final class Orders {

    private static final int OVERSEAS = OrderColumn.REGION.categories().indexOf("Overseas");

    private static final int BOOKS = OrderColumn.PRODUCT_GROUP.categories().indexOf("Books");

    private static final double[] REGION_SHARES = {0.2, 0.3, 0.1, 0.25, 0.15};

    private static final double[] GROUP_SHARES = {0.25, 0.2, 0.2, 0.1, 0.15, 0.1};

    /** By [overseas][returning customer]; the methods are in the order of the column's values. */
    private static final double[][][] PAYMENT_SHARES =
        {{{0.5, 0.15, 0, 0.35}, {0.2, 0.25, 0.55, 0}}, {{0.3, 0, 0, 0.7}, {0.6, 0, 0.4, 0}}};

    /** By product group. */
    private static final double[] EXPRESS_SHARES = {0.15, 0.2, 0.4, 0, 0.15, 0.3};

    private static final double[] MEAN_FURTHER_PIECES = {3, 2, 0.5, 1.5, 12, 4};

    private static final double[] MEDIAN_PRICES = {18, 45, 380, 240, 6, 70};

    private static final double[] PIECE_WEIGHTS = {0.5, 0.4, 2.5, 18, 0.3, 1.8};

    /** By region, without express. */
    private static final int[] SHIPPING_DAYS = {4, 2, 9, 3, 3};

    private Orders() {
    }

    /**
     * Draws an order.
     *
     * @param random what to draw from
     * @param row has its entries set, one for each column
     */
    static void draw(final SplittableRandom random, final double[] row) {
        final int region = choose(random, REGION_SHARES);
        final int group = choose(random, GROUP_SHARES);
        final boolean overseas = region == OVERSEAS;
        final boolean returning = random.nextDouble() < 0.65;
        final boolean express = random.nextDouble() < EXPRESS_SHARES[group];
        final double quantity = 1 + geometric(random, MEAN_FURTHER_PIECES[group]);
        final double price = rounded(MEDIAN_PRICES[group] * spread(random, 0.35), 100);
        final double discount = rounded(Math.min(0.3,
            Math.max(0, (returning ? 0.05 : 0) + 0.01 * Math.min(quantity, 15) + 0.01 * random.nextGaussian())), 1000);
        final double amount = rounded(quantity * price * (1 - discount) * spread(random, 0.02), 100);
        final double weight = rounded(quantity * PIECE_WEIGHTS[group] * spread(random, 0.2), 100);
        final double cost = (3.5 + 0.4 * StrictMath.pow(weight, 0.8)) * (express ? 2 : 1) * (overseas ? 3 : 1);
        set(row, OrderColumn.REGION, region);
        set(row, OrderColumn.PRODUCT_GROUP, group);
        set(row, OrderColumn.PAYMENT_METHOD, choose(random, PAYMENT_SHARES[overseas ? 1 : 0][returning ? 1 : 0]));
        set(row, OrderColumn.RETURNING_CUSTOMER, returning ? 1 : 0);
        set(row, OrderColumn.EXPRESS, express ? 1 : 0);
        set(row, OrderColumn.QUANTITY, quantity);
        set(row, OrderColumn.UNIT_PRICE, price);
        set(row, OrderColumn.DISCOUNT, discount);
        set(row, OrderColumn.AMOUNT, amount);
        set(row, OrderColumn.TAX, overseas ? 0 : Math.rint(amount * (group == BOOKS ? 7 : 19)));
        set(row, OrderColumn.WEIGHT, weight);
        set(row, OrderColumn.SHIPPING_COST, rounded(cost * spread(random, 0.1), 100));
        set(row, OrderColumn.SHIPPING_DAYS,
            express ? (overseas ? 3 : 1) + random.nextInt(2) : SHIPPING_DAYS[region] + random.nextInt(3));
    }

    /** Whether an order could have this payment method. */
    static boolean isUsualPayment(final double[] row, final double method) {
        final int overseas = get(row, OrderColumn.REGION) == OVERSEAS ? 1 : 0;
        return PAYMENT_SHARES[overseas][(int)get(row, OrderColumn.RETURNING_CUSTOMER)][(int)method] > 0;
    }

    static boolean isOverseas(final double region) {
        return region == OVERSEAS;
    }

    /** What a piece of a group usually costs. */
    static double medianPrice(final double group) {
        return MEDIAN_PRICES[(int)group];
    }

    static double get(final double[] row, final OrderColumn column) {
        return row[column.ordinal()];
    }

    static void set(final double[] row, final OrderColumn column, final double value) {
        row[column.ordinal()] = value;
    }

    private static int choose(final SplittableRandom random, final double[] shares) {
        double rest = random.nextDouble();
        int last = 0;
        for (int i = 0; i < shares.length; i++) {
            rest -= shares[i];
            last = shares[i] > 0 ? i : last;
            if (rest < 0) {
                return i;
            }
        }
        return last; // the shares may add up to a little less than 1
    }

    /** A factor around 1 whose logarithm is normal. */
    private static double spread(final SplittableRandom random, final double deviation) {
        return StrictMath.exp(deviation * random.nextGaussian());
    }

    private static double geometric(final SplittableRandom random, final double mean) {
        return Math.floor(StrictMath.log(1 - random.nextDouble()) / StrictMath.log(mean / (1 + mean)));
    }

    static double rounded(final double value, final double unitsPerOne) {
        return Math.rint(value * unitsPerOne) / unitsPerOne;
    }
}
