package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** When copies of the weights are kept. */
enum CheckpointChoice {

    /** A number of them. */
    @Label(value = "Evenly spread", description = "A number of copies, evenly spread over the steps of training.")
    SPREAD,

    /** Every n steps. */
    @Label(value = "Every n steps", description = "A copy after every so many steps.")
    EVERY_STEPS,

    /** One. */
    @Label(value = "At the end only", description = "One copy, of the weights at the end of training.")
    LAST
}
