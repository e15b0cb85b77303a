package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** The kind of encoder and decoder. */
enum NetworkChoice {

    /** Fully connected layers. */
    @Label(value = "Dense", description = "Fully connected layers, for any features.")
    DENSE,

    /** Convolutions over an image. */
    @Label(value = "Convolutional", description = "Convolutions, for one column of images of 28 × 28, 32 × 32 or 64 × 64 pixels, "
        + "grey or in colour. Learns images better with fewer weights, but a step takes longer.")
    CONVOLUTIONAL
}
