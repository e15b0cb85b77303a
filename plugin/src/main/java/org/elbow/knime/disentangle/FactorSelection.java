package org.elbow.knime.disentangle;

import org.knime.node.parameters.widget.choices.Label;

/** Which columns are factors. */
enum FactorSelection {

    /** By their types. */
    @Label(value = "Automatic", description = "All columns of numbers and of nominal values that the model does not read.")
    AUTOMATIC,

    /** One by one. */
    @Label(value = "Selected columns", description = "The columns that are selected below.")
    SELECTED,

    /** No factors. */
    @Label(value = "None", description = "No factors are known: only the scores that need none are computed.")
    NONE
}
