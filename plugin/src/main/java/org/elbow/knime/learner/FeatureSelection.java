package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How the feature columns are chosen. */
enum FeatureSelection {

    /** By their types. */
    @Label(value = "Automatic", description = "The first image column if there is one, else all vector columns, else "
        + "all numeric columns. If nominal columns are switched on, also those with 2 to 50 known values.")
    AUTOMATIC,

    /** One by one. */
    @Label(value = "Selected columns", description = "The columns that are selected below.")
    SELECTED
}
