package org.elbow.consistency;

/**
 * How far images may be changed at random without changing what they show. Each number is a limit; what is drawn lies evenly
 * within it.
 *
 * @param rotation the largest angle in degrees, either way, in [0, 180]
 * @param shift the largest shift as a share of width and height, in each direction, in [0, 0.5]
 * @param smallestScale the smallest factor of enlargement, in [0.1, 1]
 * @param largestScale the largest factor of enlargement, in [1, 10]
 * @param flip whether every other image is mirrored left to right
 */
public record ImageChanges(double rotation, double shift, double smallestScale, double largestScale, boolean flip) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public ImageChanges {
        require(rotation >= 0 && rotation <= 180, "largest rotation", rotation, "between 0 and 180 degrees");
        require(shift >= 0 && shift <= 0.5, "largest shift", shift, "between 0 and 0.5");
        require(smallestScale >= 0.1 && smallestScale <= 1, "smallest scale", smallestScale, "between 0.1 and 1");
        require(largestScale >= 1 && largestScale <= 10, "largest scale", largestScale, "between 1 and 10");
    }

    /** @return ±15 degrees, ±5 % shift, scales from 0.9 to 1.1, no mirroring (Sinha and Dieng 2021) */
    public static ImageChanges defaults() {
        return new ImageChanges(15, 0.05, 0.9, 1.1, false);
    }

    /** @return whether any image may come out different */
    public boolean changeAnything() {
        return rotation > 0 || shift > 0 || smallestScale < 1 || largestScale > 1 || flip;
    }

    private static void require(final boolean valid, final String what, final double value, final String range) {
        if (!valid) {
            throw new IllegalArgumentException("The " + what + " of images is " + value + "; it must be " + range + ".");
        }
    }
}
