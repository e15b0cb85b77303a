package org.elbow.novelty;

import java.util.Arrays;

/** A threshold for novelty scores, taken from scores of rows that are known to be ordinary. */
public final class NoveltyThreshold {

    private NoveltyThreshold() {
    }

    /**
     * The q-quantile, interpolated linearly between order statistics: with the scores sorted, s₀ ≤ … ≤ s₍ₙ₋₁₎, and
     * h = q (n − 1), it is s₍⌊h⌋₎ + (h − ⌊h⌋) (s₍⌊h⌋₊₁₎ − s₍⌊h⌋₎). (Definition 7 of Hyndman and Fan 1996, NumPy's default.)
     *
     * @param referenceScores at least one, none NaN; infinite scores are allowed; not modified
     * @param q in [0, 1]
     * @return the quantile; about the share 1 − q of the reference scores lies above it
     * @throws IllegalArgumentException if there is no score, one is NaN, or q is out of range
     */
    public static double quantile(final double[] referenceScores, final double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("The threshold's quantile must lie between 0 and 1, but is " + q + ".");
        }
        if (referenceScores.length == 0) {
            throw new IllegalArgumentException("There are no reference scores to take a threshold from. "
                + "Supply a reference table with at least one row.");
        }
        for (int i = 0; i < referenceScores.length; i++) {
            if (Double.isNaN(referenceScores[i])) {
                throw new IllegalArgumentException(
                    "Reference score " + (i + 1) + " is NaN, so no threshold follows. Exclude the row.");
            }
        }
        final double[] sorted = referenceScores.clone();
        Arrays.sort(sorted);
        final double place = q * (sorted.length - 1);
        final int below = (int)place;
        final double share = place - below;
        // where neighbours are equal there is nothing to interpolate, and infinities would give NaN
        if (share == 0 || sorted[below] == sorted[below + 1]) {
            return sorted[below];
        }
        final double low = sorted[below];
        final double high = sorted[below + 1];
        return Double.isInfinite(low) || Double.isInfinite(high) ? share < 0.5 ? low : high
            : (1 - share) * low + share * high;
    }
}
