package org.elbow.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** Where traversals and Jacobians are taken. */
enum CentreChoice {

    /** Zero. */
    @Label(value = "The prior's mean", description = "The code whose dimensions are all 0.")
    PRIOR_MEAN,

    /** Rows' codes. */
    @Label(value = "Rows of the table", description = "The code of each of the first rows of the table.")
    ROWS
}
