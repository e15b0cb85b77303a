package org.elbow.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** Which dimensions of the code are looked at. */
enum DimensionChoice {

    /** All. */
    @Label(value = "All", description = "All dimensions of the code.")
    ALL,

    /** Some. */
    @Label(value = "Listed", description = "Those listed below.")
    LISTED,

    /** Those that are used. */
    @Label(value = "Most active", description = "Those that tell most about the rows of the table: whose part of the KL "
        + "divergence, averaged over all rows of the table, is largest; the most active one first. A model often leaves "
        + "dimensions unused, in which nothing changes.")
    MOST_ACTIVE
}
