package org.elbow.nn;

/** What optimisers with averages over past gradients share. */
final class MovingAverage {

    /**
     * Added and subtracted, this rounds averages to multiples of its own last place, about 10⁻³⁷, and hence never to numbers
     * too small to be normal, which slow the processor down a hundredfold. Averages that matter are not changed.
     */
    static final float NEGLIGIBLE = 1e-30f;

    private MovingAverage() {
    }

    /** average ← decay · average + weight · value for {@code n} entries. */
    static void update(final float[] average, final float[] value, final float decay, final float weight, final int n) {
        for (int i = 0; i < n; i++) {
            average[i] = decay * average[i] + weight * value[i] + NEGLIGIBLE - NEGLIGIBLE;
        }
    }

    /**
     * @return the decay, in single precision
     * @throws IllegalArgumentException if it is outside [0, 1)
     */
    static float decay(final String name, final double value) {
        if (!(value >= 0 && (float)value < 1)) {
            throw new IllegalArgumentException("The " + name + " is " + value + "; it must be at least 0 and less than 1.");
        }
        return (float)value;
    }

    /**
     * @return ε, in single precision
     * @throws IllegalArgumentException if it is not a positive number there
     */
    static float epsilon(final double value) {
        if (!((float)value > 0 && value < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The number ε that keeps the divisor from 0 is " + value
                + "; it must be positive, such as 1e-8.");
        }
        return (float)value;
    }
}
