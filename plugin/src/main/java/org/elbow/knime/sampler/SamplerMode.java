package org.elbow.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** What the node makes. */
enum SamplerMode {

    /** New rows. */
    @Label(value = "Samples from the prior", description = "New rows: codes are drawn from the prior and decoded. No table is "
        + "needed.")
    PRIOR("samples from the prior"),

    /** The table's rows again. */
    @Label(value = "Reconstructions", description = "The rows of the table as the model makes them again: from the mean of each "
        + "row's code, or from a number of draws of it.")
    RECONSTRUCTIONS("reconstructions"),

    /** From row to row. */
    @Label(value = "Interpolations", description = "Rows on the way from one row of the table to the next, equally spaced in the "
        + "code. The first and the last of each way are the reconstructions of the two rows.")
    INTERPOLATIONS("interpolations"),

    /** Along single dimensions of the code. */
    @Label(value = "Latent traversals", description = "What each dimension of the code stands for: it goes from low to high "
        + "while the others stay as they are. No table is needed around the prior's mean.")
    TRAVERSALS("latent traversals"),

    /** Derivatives of what is decoded. */
    @Label(value = "Jacobian columns", description = "What changes in a row, and how much, when a dimension of the code begins "
        + "to grow: the derivative of the decoded mean, as images, vectors or numbers. No table is needed at the prior's mean.")
    JACOBIAN("Jacobian columns");

    private final String inWords;

    SamplerMode(final String inWords) {
        this.inWords = inWords;
    }

    /** The mode in words, to be put into a message. */
    String inWords() {
        return inWords;
    }
}
