package org.elbow.explore;

import java.util.Objects;

/**
 * How one goes from code to code.
 *
 * @param path between the codes of a pair
 * @param pairing which rows make a pair
 * @param steps codes on each path, both ends included, from 2 to 10,000
 */
public record InterpolationOptions(Path path, Pairing pairing, int steps) {

    /** The path between two codes. */
    public enum Path {

        /** The straight line: z = (1 − t) a + t b. */
        LINEAR,

        /**
         * Along the great circle through both directions, with the distance from the origin changing evenly. Typical codes of
         * many dimensions lie on a sphere, and the straight line leaves it (Shoemake 1985; White 2016).
         */
        SPHERICAL
    }

    /** Which rows make a pair. */
    public enum Pairing {

        /** 1 and 2, 3 and 4, and so on; the last of an odd number of rows is in no pair. */
        PAIRS,

        /** 1 and 2, 2 and 3, 3 and 4, and so on. */
        CHAIN
    }

    /** @throws IllegalArgumentException if a value is out of the range above */
    public InterpolationOptions {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(pairing, "pairing");
        if (steps < 2 || steps > 10_000) {
            throw new IllegalArgumentException("The number of steps of an interpolation is " + steps
                + "; it must be between 2 (both ends) and 10000.");
        }
    }

    /** @return ten steps on straight lines, rows two by two */
    public static InterpolationOptions defaults() {
        return new InterpolationOptions(Path.LINEAR, Pairing.PAIRS, 10);
    }

    /** @return the same with another path */
    public InterpolationOptions withPath(final Path newPath) {
        return new InterpolationOptions(newPath, pairing, steps);
    }

    /** @return the same with another pairing */
    public InterpolationOptions withPairing(final Pairing newPairing) {
        return new InterpolationOptions(path, newPairing, steps);
    }

    /** @return the same with another number of steps */
    public InterpolationOptions withSteps(final int newSteps) {
        return new InterpolationOptions(path, pairing, newSteps);
    }
}
