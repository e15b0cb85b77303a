package org.elbow.consistency;

/**
 * How numbers, elements of vectors and nominal values may be changed at random without changing what a row means.
 *
 * @param noise standard deviation of the Gaussian noise that is added to numbers, relative to that of the column, in [0, 10]
 * @param masked probability that a value is replaced by the column's mean (for a nominal column, the shares of its values), in
 *            [0, 1]
 * @param swapped probability that a value is replaced by that of another row, in [0, 1 − masked]
 */
public record ValueChanges(double noise, double masked, double swapped) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public ValueChanges {
        if (!(noise >= 0 && noise <= 10)) {
            throw new IllegalArgumentException("The noise relative to the spread of a column is " + noise
                + "; it must be between 0 and 10.");
        }
        if (!(masked >= 0 && swapped >= 0 && masked + swapped <= 1)) {
            throw new IllegalArgumentException("The probabilities that a value is masked and swapped are " + masked + " and "
                + swapped + "; they must be 0 or more and sum to at most 1.");
        }
    }

    /** @return noise of a tenth of the spread, a tenth of the values masked, none swapped */
    public static ValueChanges defaults() {
        return new ValueChanges(0.1, 0.1, 0);
    }

    /** @return whether any value may come out different */
    public boolean changeAnything() {
        return noise > 0 || masked > 0 || swapped > 0;
    }
}
