package org.elbow.disentangle;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which scores are computed, and how.
 *
 * @param scores at least one
 * @param bins of equal width into which each code is put to measure mutual information, in [2, 1000]
 * @param localBins the same inside a neighbourhood, in [2, 1000]
 * @param radius by which share of its number of values a factor varies to either side in a neighbourhood, in (0, 1]
 * @param neighbourhoods how many of them, in [1, 10,000]
 * @param neighbourhoodRows rows in each at most, in [50, 1,000,000]
 * @param fewestContinuousValues factors with fewer values do not vary in a neighbourhood, in [2, 1000]
 * @param classifierRows rows that the scores with classifiers use, one half to learn from and one to judge by, in [4,
 *            1,000,000]
 * @param guesses of the β-VAE and the FactorVAE score, as many to learn from as to judge by, in [10, 1,000,000]
 * @param rowsPerGuess rows, or pairs of rows, that each guess is made from, in [2, 10,000]
 * @param activeVariance from this variance on a code is an active unit, above 0
 * @param seed of all choices
 */
public record DisentanglementOptions(Set<DisentanglementScore> scores, int bins, int localBins, double radius,
    int neighbourhoods, int neighbourhoodRows, int fewestContinuousValues, int classifierRows, int guesses, int rowsPerGuess,
    double activeVariance, long seed) {

    private static final int MILLION = 1_000_000;

    /** @throws IllegalArgumentException if a value is out of the range above */
    public DisentanglementOptions {
        scores = Set.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("No score is chosen. Choose at least one.");
        }
        Factors.requireRange("number of bins", bins, 2, Factors.MAXIMUM_VALUES);
        Factors.requireRange("number of bins in a neighbourhood", localBins, 2, Factors.MAXIMUM_VALUES);
        if (!(radius > 0 && radius <= 1)) {
            throw new IllegalArgumentException(
                "The radius of neighbourhoods is " + radius + "; it must be above 0 and at most 1.");
        }
        Factors.requireRange("number of neighbourhoods", neighbourhoods, 1, 10_000);
        Factors.requireRange("number of rows in a neighbourhood", neighbourhoodRows, Neighbourhoods.FEWEST_ROWS, MILLION);
        Factors.requireRange("number of values from which a factor is continuous", fewestContinuousValues, 2,
            Factors.MAXIMUM_VALUES);
        Factors.requireRange("number of rows for classifiers", classifierRows, 4, MILLION);
        Factors.requireRange("number of guesses", guesses, 10, MILLION);
        Factors.requireRange("number of rows per guess", rowsPerGuess, 2, 10_000);
        if (!(activeVariance > 0 && Double.isFinite(activeVariance))) {
            throw new IllegalArgumentException(
                "The variance from which a code is active is " + activeVariance + "; it must be above 0.");
        }
    }

    /** @return all scores, as in the papers where these say */
    public static DisentanglementOptions defaults() {
        return new DisentanglementOptions(EnumSet.allOf(DisentanglementScore.class), MutualInformation.BINS, 5, 0.1, 20, 10_000,
            10, 10_000, 800, 64, 0.01, 1);
    }

    /** @return the same with other scores */
    public DisentanglementOptions with(final Set<DisentanglementScore> chosen) {
        return new DisentanglementOptions(chosen, bins, localBins, radius, neighbourhoods, neighbourhoodRows,
            fewestContinuousValues, classifierRows, guesses, rowsPerGuess, activeVariance, seed);
    }

    boolean anyOf(final DisentanglementScore... some) {
        return Set.of(some).stream().anyMatch(scores::contains);
    }
}
