package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How features are distributed, given the code. */
enum LikelihoodChoice {

    /** By the kind of column. */
    @Label(value = "Automatic", description = "Bernoulli for images and Booleans, Gaussian for vectors and other numbers.")
    AUTOMATIC,

    /** In [0, 1]. */
    @Label(value = "Bernoulli", description = "For values from 0 to 1, such as intensities of pixels.")
    BERNOULLI,

    /** Any number. */
    @Label(value = "Gaussian", description = "For any numbers; the spread of each feature is learned.")
    GAUSSIAN,

    /** One of 256 grey levels. */
    @Label(value = "Categorical (256 grey levels)", description = "For images: a probability for each of the 256 values of a "
        + "pixel, as in the paper on likelihood regret. Exact for 8-bit images, but the decoder has 256 outputs for each pixel: "
        + "best with convolutional networks. Columns of numbers and vectors take the Gaussian, Booleans the Bernoulli.")
    CATEGORICAL
}
