package org.elbow.knime.sampler;

import org.elbow.explore.RowValues;
import org.knime.node.parameters.widget.choices.Label;

/** Which values a decoded row gets. */
enum ValuesChoice {

    /** By column. */
    @Label(value = "Automatic", description = "Samples from the prior get draws in nominal columns, Boolean columns, and "
        + "columns of numbers with a Gaussian likelihood, so that they vary as the table does; and the mean in images, "
        + "vectors and other numbers, whose draws are noise. Reconstructions get the mean.")
    AUTOMATIC,

    /** The mean. */
    @Label(value = "Mean", description = "The mean of what the model expects, in nominal columns the most probable value. "
        + "Varies less than real rows do.")
    MEAN(RowValues.MEAN),

    /** Draws. */
    @Label(value = "Drawn", description = "Draws from the model's likelihood in all columns. With a Bernoulli likelihood each "
        + "pixel becomes black or white, and a number the lowest or the highest of its column.")
    DRAWN(RowValues.DRAWN);

    private final RowValues values;

    ValuesChoice() {
        this(null);
    }

    ValuesChoice(final RowValues values) {
        this.values = values;
    }

    /** The engine's choice; {@code null} if it depends on what is made. */
    RowValues rowValues() {
        return values;
    }
}
