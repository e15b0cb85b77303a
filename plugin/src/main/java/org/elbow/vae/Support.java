package org.elbow.vae;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.vae.LikelihoodSpec.Group;

/** Checks that every value of a matrix is one that its likelihood gives a density to. */
public final class Support {

    private Support() {
    }

    /**
     * Checks all rows.
     *
     * @param data the rows; not changed
     * @param encoding names the features
     * @param likelihood the distribution of a row
     * @throws DataException if the widths differ, or a value is not finite, or is outside [0, 1] for a Bernoulli feature, with
     *             the row (counted from 1), the feature and the value
     */
    public static void require(final FeatureMatrix data, final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        if (data.columns() != likelihood.features() || encoding.width() != data.columns()) {
            throw new DataException("The rows have " + data.columns() + " features, the columns give " + encoding.width()
                + ", and the likelihood covers " + likelihood.features() + ".");
        }
        final float[] row = new float[data.columns()];
        for (int i = 0; i < data.rows(); i++) {
            data.getRow(i, row, 0);
            int from = 0;
            for (final Group group : likelihood.groups()) {
                requireRow(row, from, group, i, encoding);
                from += group.features();
            }
        }
    }

    private static void requireRow(final float[] row, final int from, final Group group, final int index,
        final FeatureEncoding encoding) {
        for (int feature = from; feature < from + group.features(); feature++) {
            final float value = row[feature];
            if (!Float.isFinite(value)) {
                throw new DataException("The value of " + encoding.featureName(feature) + " in row " + (index + 1) + " is "
                    + value + "; only finite numbers can be used. Replace the value or filter the row.");
            }
            if (group.family() != LikelihoodFamily.GAUSSIAN && (value < 0 || value > 1)) {
                throw new DataException("The value of " + encoding.featureName(feature) + " in row " + (index + 1) + " is "
                    + value + " after encoding, but the " + group.family().inWords() + " likelihood takes values in [0, 1]. "
                    + "Scale the column by its minimum and maximum, or choose the Gaussian likelihood.");
            }
        }
    }
}
