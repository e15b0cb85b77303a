package org.elbow.disentangle;

import org.elbow.data.FeatureMatrix;

/**
 * Rows that were drawn in neighbourhoods, say by a generator.
 *
 * @param codes [rows, codes]; stays open until the scores are computed
 * @param factors of the rows; which of them vary may differ between neighbourhoods
 * @param neighbourhoods the number of each row's neighbourhood, [rows]
 */
public record LocalSample(FeatureMatrix codes, Factors factors, int[] neighbourhoods) {

    /** @throws IllegalArgumentException if the numbers of rows differ, or there are no factors */
    public LocalSample {
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("Rows in neighbourhoods say nothing without factors.");
        }
        if (codes.rows() != neighbourhoods.length || factors.columns().get(0).labels().length != neighbourhoods.length) {
            throw new IllegalArgumentException("There are " + codes.rows() + " rows of codes, "
                + factors.columns().get(0).labels().length + " of factors and " + neighbourhoods.length
                + " of neighbourhoods; they must be as many.");
        }
    }
}
