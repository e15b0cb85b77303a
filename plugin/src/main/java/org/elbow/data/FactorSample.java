package org.elbow.data;

import java.util.List;
import java.util.Objects;

/**
 * Images with their factors, one after another: either combinations drawn at random, or all of them in order.
 *
 * <p>Row i of a random sample depends on the seed and i alone, so a longer sample begins with a shorter one. Not thread-safe.
 */
public final class FactorSample {

    private final FactorImages images;

    private final List<Factor> factors;

    private final long count;

    private final boolean random;

    private final long seed;

    private final int[] factorValues;

    private final float[] image;

    private long row;

    private FactorSample(final FactorImages images, final long count, final boolean random, final long seed) {
        this.images = Objects.requireNonNull(images, "images");
        this.count = count;
        this.random = random;
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
        if (count < 0) {
            throw new IllegalArgumentException("The number of images must not be negative, but is " + count + ".");
        }
        return new FactorSample(images, count, true, seed);
    }

    /**
     * Every combination of values once, the last factor varying fastest.
     *
     * @param images what draws
     * @return the sample before its first image
     * @throws ArithmeticException if there are more than 2⁶³ − 1 combinations
     */
    public static FactorSample grid(final FactorImages images) {
        return new FactorSample(images, images.combinations(), false, 0);
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
            if (random) {
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

    /** @return the values of the current image's factors; overwritten by {@link #next} */
    public int[] factorValues() {
        return factorValues;
    }

    /** @return the current image, laid out as {@link FactorImages#render} says; overwritten by {@link #next} */
    public float[] image() {
        return image;
    }
}
