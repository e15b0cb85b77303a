package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How features are distributed, given the code. */
enum LikelihoodChoice {

    /** By the kind of column. */
    @Label(value = "Automatic", description = "Bernoulli for images, Gaussian for vectors and numbers.")
    AUTOMATIC,

    /** In [0, 1]. */
    @Label(value = "Bernoulli", description = "For values from 0 to 1, such as intensities of pixels.")
    BERNOULLI,

    /** Any number. */
    @Label(value = "Gaussian", description = "For any numbers; the spread of each feature is learned.")
    GAUSSIAN
}
