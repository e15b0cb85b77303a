package org.elbow.knime.table;

import java.util.Objects;

import org.elbow.data.Scaling;

/**
 * What is to become of a column in training.
 *
 * @param column to be encoded
 * @param scaling of its numbers; images are always divided by 255
 * @param unitInterval whether its features must lie in [0, 1], as a Bernoulli likelihood needs them
 * @param leastRows in how many rows a nominal value must occur to have a category of its own, the others having one in common;
 *            0 if every value has its own, and values that training did not see have none
 * @param imageWidth pixels per line that images are resized to; 0 if all must have one size
 * @param imageHeight lines that images are resized to; 0 if all must have one size
 */
public record FeaturePlan(FeatureColumn column, Scaling scaling, boolean unitInterval, int leastRows, int imageWidth,
    int imageHeight) {

    /** @throws IllegalArgumentException if a number is negative, or only one side of the images is given */
    public FeaturePlan {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(scaling, "scaling");
        if (leastRows < 0 || imageWidth < 0 || imageHeight < 0 || imageWidth == 0 != (imageHeight == 0)) {
            throw new IllegalArgumentException("A nominal value cannot need " + leastRows + " rows, or an image cannot be "
                + "resized to " + imageWidth + " × " + imageHeight + " pixels.");
        }
    }

    /** Every nominal value has a category of its own, and all images have one size. */
    public FeaturePlan(final FeatureColumn column, final Scaling scaling, final boolean unitInterval) {
        this(column, scaling, unitInterval, 0, 0, 0);
    }

    boolean hasUnknownClass() {
        return leastRows > 0;
    }

    boolean resizesImages() {
        return imageWidth > 0;
    }
}
