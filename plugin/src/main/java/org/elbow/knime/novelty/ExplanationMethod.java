package org.elbow.knime.novelty;

import org.knime.node.parameters.widget.choices.Label;

/** How it is found which columns a row's score is due to. */
enum ExplanationMethod {

    /** By what repairing them would gain. */
    @Label(value = "Repair each column", description = "Each column in turn is set to the value that the model expects from all "
        + "others, and named is how much more probable the row becomes by that. Finds the cause, not what it spoils, and tells "
        + "the expected value. Takes about as long for each column as the score takes for the row, so only the rows with the "
        + "highest scores are explained.")
    REPAIR("Repair gain of "),

    /** By what they contribute. */
    @Label(value = "Divide the likelihood", description = "The negative log-likelihood is the sum of what each column "
        + "contributes and of what their common code does: <tt>the code</tt> stands for what the model sees in all columns "
        + "together. It can reproduce the row, but such rows are rare. Fast, so that all rows are explained; but a wrong value "
        + "may count in the code, and draw other columns with it.")
    DIVISION("Surprise of ");

    private final String title;

    ExplanationMethod(final String title) {
        this.title = title;
    }

    /** What the column of numbers that belongs to a feature column is called. */
    String title(final String column) {
        return title + column;
    }
}
