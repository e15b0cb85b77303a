package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** What becomes of images of different sizes. */
enum ImageSizeChoice {

    /** They are refused. */
    @Label(value = "Refuse", description = "All images must have the size of the first; a message names the row of one that has "
        + "not. The model refuses other images later, and images in colour if it was trained on grey ones.")
    REFUSE,

    /** They are brought to one size. */
    @Label(value = "Resize", description = "Images are shrunk by averaging and enlarged by linear interpolation, whatever their "
        + "proportions, in training and whenever the model is applied. A model of grey images turns others grey.")
    RESIZE
}
