package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How the learning rate changes over the epochs. */
enum ScheduleChoice {

    /** Not at all. */
    @Label(value = "Constant", description = "The learning rate stays what it is.")
    CONSTANT,

    /** By a factor in each epoch. */
    @Label(value = "Exponential", description = "Each epoch's rate is that of the epoch before, times a factor.")
    EXPONENTIAL,

    /** By a factor every few epochs. */
    @Label(value = "Steps", description = "The rate is multiplied by a factor every few epochs.")
    STEP,

    /** Along a cosine. */
    @Label(value = "Cosine", description = "The rate falls along half a period of the cosine until the last epoch.")
    COSINE
}
