package org.elbow.data;

/** What happens to a row in which a feature is missing. */
public enum MissingValuePolicy {

    /** The computation stops with a message that names row and column. */
    FAIL,

    /** The row is left out and counted in a warning. */
    SKIP_ROW,

    /** A missing number is replaced by its column's mean over the training rows, other values by the most frequent one. */
    IMPUTE_MEAN
}
