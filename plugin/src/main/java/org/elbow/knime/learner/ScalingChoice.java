package org.elbow.knime.learner;

import org.elbow.data.Scaling;
import org.knime.node.parameters.widget.choices.Label;

/** How numbers are scaled. */
enum ScalingChoice {

    /** As the likelihood needs it. */
    @Label(value = "Automatic", description = "Min–max for the Bernoulli likelihood, standardised for the Gaussian; Booleans "
        + "stay 0 and 1.")
    AUTOMATIC(null),

    /** Not at all. */
    @Label(value = "None", description = "Values are taken as they are.")
    NONE(Scaling.NONE),

    /** To mean 0 and standard deviation 1. */
    @Label(value = "Standardise", description = "To mean 0 and standard deviation 1.")
    STANDARDIZE(Scaling.STANDARDIZE),

    /** By median and interquartile range. */
    @Label(value = "Robust", description = "By median and interquartile range, so that a few extreme values do not squeeze all "
        + "others together: median 0, and interquartile range 1.349, which gives normally distributed numbers the standard "
        + "deviation 1. Where half of the rows or more have the same value, the standard deviation is taken instead, with a "
        + "warning.")
    ROBUST(Scaling.ROBUST),

    /** To the range from 0 to 1. */
    @Label(value = "Min–max", description = "To the range from 0 to 1.")
    MIN_MAX(Scaling.MIN_MAX);

    private final Scaling scaling;

    ScalingChoice(final Scaling scaling) {
        this.scaling = scaling;
    }

    /** Null for automatic. */
    Scaling scaling() {
        return scaling;
    }
}
