package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;

/**
 * What {@link ColumnRepair} found of some rows. Holds memory outside the heap until closed.
 *
 * @param logLikelihood log p̂(x) per row as it is, in nats
 * @param gains [rows][columns of the model's encoding]: how much the log-likelihood rises if this column alone is repaired, in
 *            nats; not NaN, but infinite where the row or its repair leaves the range of numbers
 * @param values [rows, features]: in each column the value that is expected from all others
 */
public record RepairedColumns(double[] logLikelihood, double[][] gains, FeatureMatrix values) implements AutoCloseable {

    @Override
    public void close() {
        values.close();
    }
}
