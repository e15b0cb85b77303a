package org.elbow.knime.learner;

import org.elbow.data.Scaling;
import org.knime.node.parameters.widget.choices.Label;

/** How numbers are scaled. */
enum ScalingChoice {

    /** As the likelihood needs it. */
    @Label(value = "Automatic", description = "Min–max for the Bernoulli likelihood, standardised for the Gaussian.")
    AUTOMATIC(null),

    /** Not at all. */
    @Label(value = "None", description = "Values are taken as they are.")
    NONE(Scaling.NONE),

    /** To mean 0 and standard deviation 1. */
    @Label(value = "Standardise", description = "To mean 0 and standard deviation 1.")
    STANDARDIZE(Scaling.STANDARDIZE),

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
