package org.elbow.data;

import java.util.List;

/**
 * Images made from known factors, to test what a model finds in them. The same factors give the same image, bit by bit, on
 * every machine. Implementations are immutable and safe for use by several threads.
 */
public interface FactorImages {

    /** @return the factors, in the order of {@link #render}'s values; names are unique */
    List<Factor> factors();

    /** @return pixels per line */
    int width();

    /** @return lines */
    int height();

    /** @return 1 (grey) or 3 (red, green, blue) */
    int channels();

    /**
     * Draws an image.
     *
     * @param factorValues a value for each factor, in [0, values)
     * @param image overwritten from 0 on with width × height × channels intensities in [0, 1], that of channel c at (x, y) at
     *            (y · width + x) · channels + c, (0, 0) being the top left pixel
     * @throws IllegalArgumentException if a value is out of range or the array too short
     */
    void render(int[] factorValues, float[] image);

    /** @return how many numbers an image has */
    default int imageSize() {
        return width() * height() * channels();
    }

    /**
     * @return how many different combinations of values there are
     * @throws ArithmeticException if there are more than 2⁶³ − 1
     */
    default long combinations() {
        long product = 1;
        for (final Factor factor : factors()) {
            product = Math.multiplyExact(product, factor.values());
        }
        return product;
    }

    /**
     * Checks the arguments of {@link #render}.
     *
     * @throws IllegalArgumentException if a value is out of range or the array too short
     */
    default void check(final int[] factorValues, final float[] image) {
        final List<Factor> factors = factors();
        if (factorValues.length != factors.size()) {
            throw new IllegalArgumentException(
                "There are " + factors.size() + " factors, but " + factorValues.length + " values are given.");
        }
        for (int f = 0; f < factorValues.length; f++) {
            if (factorValues[f] < 0 || factorValues[f] >= factors.get(f).values()) {
                throw new IllegalArgumentException("Factor \"" + factors.get(f).name() + "\" takes values from 0 to "
                    + (factors.get(f).values() - 1) + ", not " + factorValues[f] + ".");
            }
        }
        if (image.length < imageSize()) {
            throw new IllegalArgumentException(
                "The image has " + imageSize() + " numbers, but the array only " + image.length + ".");
        }
    }
}
