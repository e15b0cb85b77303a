package org.elbow.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How the feature columns are chosen. */
enum FeatureSelection {

    /** By their types. */
    @Label(value = "Automatic", description = "The first image column if there is one, else all vector columns, else "
        + "all columns of numbers and Booleans and, if they are switched on, nominal columns with 2 to 50 known values.")
    AUTOMATIC,

    /** One by one. */
    @Label(value = "Selected columns", description = "The columns that are selected below.")
    SELECTED
}
