package org.elbow.knime.generator;

import org.knime.node.parameters.widget.choices.Label;

/** Which combinations of factor values are drawn. */
enum FactorSelection {

    /** Independent draws. */
    @Label(value = "Random sample", description = "Each row draws each factor's value independently and uniformly.")
    RANDOM,

    /** All combinations. */
    @Label(value = "Full grid", description = "Each combination of the factors' values once.")
    FULL_GRID,

    /** Draws around centres. */
    @Label(value = "Neighbourhoods", description = "Rows whose factors are near to one another, around centres drawn at random. "
        + "Factors with fewer than 10 values and the figure stay the same within a neighbourhood. For the local scores of the "
        + "Disentanglement Metric.")
    NEIGHBOURHOODS
}
