package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** What becomes of nominal values that training did not see. */
enum UnknownValuesChoice {

    /** They cannot be encoded. */
    @Label(value = "Skip row", description = "Each value that occurs in training has a probability of its own. Nodes that apply "
        + "the model leave out rows with other values, with missing cells and a warning that names value and column.")
    SKIP_ROW,

    /** A class in common. */
    @Label(value = "One class for all", description = "Values that are rare in training, and all that do not occur in it, count "
        + "as one and the same value, which has a probability of its own. Where a reconstruction has it, the cell is missing, "
        + "since it is no value in particular. Columns of more than 1000 values can be learned from, too.")
    ONE_CLASS
}
