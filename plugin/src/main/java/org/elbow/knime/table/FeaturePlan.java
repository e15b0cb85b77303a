package org.elbow.knime.table;

import java.util.Objects;

import org.elbow.data.Scaling;

/**
 * What is to become of a column in training.
 *
 * @param column to be encoded
 * @param scaling of its numbers; images are always divided by 255
 * @param unitInterval whether its features must lie in [0, 1], as a Bernoulli likelihood needs them
 */
public record FeaturePlan(FeatureColumn column, Scaling scaling, boolean unitInterval) {

    /** @throws NullPointerException if a component is null */
    public FeaturePlan {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(scaling, "scaling");
    }
}
