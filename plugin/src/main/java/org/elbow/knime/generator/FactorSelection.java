package org.elbow.knime.generator;

import org.knime.node.parameters.widget.choices.Label;

/** Which combinations of factor values are drawn. */
enum FactorSelection {

    /** Independent draws. */
    @Label(value = "Random sample", description = "Each row draws each factor's value independently and uniformly.")
    RANDOM,

    /** All combinations. */
    @Label(value = "Full grid", description = "Each combination of the factors' values once.")
    FULL_GRID
}
