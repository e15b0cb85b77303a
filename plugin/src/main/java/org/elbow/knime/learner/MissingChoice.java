package org.elbow.knime.learner;

import org.elbow.data.MissingValuePolicy;
import org.knime.node.parameters.widget.choices.Label;

/** What becomes of missing values. */
enum MissingChoice {

    /** Training fails. */
    @Label(value = "Fail", description = "Training stops with a message that names row and column.")
    FAIL(MissingValuePolicy.FAIL),

    /** Rows are left out. */
    @Label(value = "Skip row", description = "Rows with missing values are left out and counted in a warning.")
    SKIP_ROW(MissingValuePolicy.SKIP_ROW),

    /** The mean or the most frequent value takes their place. */
    @Label(value = "Impute", description = "Missing numbers are replaced by their column's mean, missing nominal values and "
        + "Booleans by the most frequent one, also when the model is applied later; a warning counts them. Rows with a missing "
        + "vector or image are left out, and so are columns that hold nothing at all.")
    IMPUTE_MEAN(MissingValuePolicy.IMPUTE_MEAN);

    private final MissingValuePolicy policy;

    MissingChoice(final MissingValuePolicy policy) {
        this.policy = policy;
    }

    MissingValuePolicy policy() {
        return policy;
    }
}
