package org.elbow.data;

import java.util.List;
import java.util.Objects;

/**
 * Images with their factors, one after another: combinations drawn at random, over all values or in neighbourhoods, or all of
 * them in order.
 *
 * <p>Row i of a random sample depends on the seed and i alone, so a longer sample begins with a shorter one. Not thread-safe.
 */
public final class FactorSample {

    /** Factors with fewer values do not vary within a neighbourhood. */
    private static final int FEWEST_CONTINUOUS = 10;

    private final FactorImages images;

    private final List<Factor> factors;

    private final long count;

    private final boolean random;

    private final int neighbourhoods;

    private final double radius;

    private final long seed;

    private final int[] factorValues;

    private final float[] image;

    private long row;

    private FactorSample(final FactorImages images, final long count, final boolean random, final int neighbourhoods,
        final double radius, final long seed) {
        this.images = Objects.requireNonNull(images, "images");
        this.count = count;
        this.random = random;
        this.neighbourhoods = neighbourhoods;
        this.radius = radius;
        this.seed = seed;
        factors = images.factors();
        factorValues = new int[factors.size()];
        image = new float[images.imageSize()];
    }

    /**
     * Combinations of values, drawn independently and uniformly, with replacement.
     *
     * @param images what draws
     * @param count how many images, at least 0
     * @param seed another seed, another sample
     * @return the sample before its first image
     * @throws IllegalArgumentException if the count is negative
     */
    public static FactorSample sample(final FactorImages images, final int count, final long seed) {
        requireCount(count);
        return new FactorSample(images, count, true, 0, 0, seed);
    }

    private static void requireCount(final int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of images must not be negative, but is " + count + ".");
        }
    }

    /**
     * Combinations of values near to one another (Rhodes and Lee 2021, section 4). Centres are drawn independently and
     * uniformly. Around one, each factor is drawn uniformly from its values at most radius × (number of its values) away,
     * rounded down; factors whose values have labels, or are fewer than {@value #FEWEST_CONTINUOUS}, stay as at the centre. Rows
     * of all neighbourhoods take turns.
     *
     * @param images what draws
     * @param count how many images in all, at least 0
     * @param neighbourhoods around how many centres, at least 1
     * @param radius in (0, 1]
     * @param seed another seed, another sample
     * @return the sample before its first image
     * @throws IllegalArgumentException if a number is out of the range above
     */
    public static FactorSample neighbourhoods(final FactorImages images, final int count, final int neighbourhoods,
        final double radius, final long seed) {
        requireCount(count);
        if (neighbourhoods < 1) {
            throw new IllegalArgumentException("The number of neighbourhoods is " + neighbourhoods + "; at least 1 is needed.");
        }
        if (!(radius > 0 && radius <= 1)) {
            throw new IllegalArgumentException(
                "The radius of neighbourhoods is " + radius + "; it must be above 0 and at most 1.");
        }
        return new FactorSample(images, count, true, neighbourhoods, radius, seed);
    }

    /**
     * Every combination of values once, the last factor varying fastest.
     *
     * @param images what draws
     * @return the sample before its first image
     * @throws ArithmeticException if there are more than 2⁶³ − 1 combinations
     */
    public static FactorSample grid(final FactorImages images) {
        return new FactorSample(images, images.combinations(), false, 0, 0, 0);
    }

    /** @return how many images there are in all */
    public long count() {
        return count;
    }

    /**
     * Draws the next image.
     *
     * @return whether there was one more
     */
    public boolean next() {
        if (row == count) {
            return false;
        }
        long rest = row;
        for (int f = factorValues.length - 1; f >= 0; f--) {
            final int values = factors.get(f).values();
            if (neighbourhoods > 0) {
                factorValues[f] = nearCentre(f);
            } else if (random) {
                factorValues[f] = Mix.below(values, seed, row * factorValues.length + f);
            } else {
                factorValues[f] = (int)(rest % values);
                rest /= values;
            }
        }
        images.render(factorValues, image);
        row++;
        return true;
    }

    private int nearCentre(final int f) {
        final int values = factors.get(f).values();
        // the centres' numbers come before those of the rows, which begin at 0
        final int centre = Mix.below(values, seed, -1 - ((row % neighbourhoods) * factorValues.length + f));
        if (!factors.get(f).labels().isEmpty() || values < FEWEST_CONTINUOUS) {
            return centre;
        }
        final int width = (int)(values * radius);
        final int least = Math.max(0, centre - width);
        final int most = Math.min(values - 1, centre + width);
        return least + Mix.below(most - least + 1, seed, row * factorValues.length + f);
    }

    /** @return the number of the current image's neighbourhood, counted from 0; 0 if there are none */
    public int neighbourhood() {
        return neighbourhoods == 0 ? 0 : (int)((row - 1) % neighbourhoods);
    }

    /** @return the values of the current image's factors; overwritten by {@link #next} */
    public int[] factorValues() {
        return factorValues;
    }

    /** @return the current image, laid out as {@link FactorImages#render} says; overwritten by {@link #next} */
    public float[] image() {
        return image;
    }
}
