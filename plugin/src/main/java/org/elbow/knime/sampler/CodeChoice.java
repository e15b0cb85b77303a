package org.elbow.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** Which code of a row is decoded. */
enum CodeChoice {

    /** The mean. */
    @Label(value = "Mean", description = "The mean of the row's code: one reconstruction for each row.")
    MEAN,

    /** Draws. */
    @Label(value = "Draws", description = "Draws of the row's code from its posterior: they show how sure the model is.")
    DRAWS
}
