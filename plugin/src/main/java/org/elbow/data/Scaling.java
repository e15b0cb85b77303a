package org.elbow.data;

/** How the values of a column are brought to a common range before a network sees them. */
public enum Scaling {

    /** Values are taken as they are. */
    NONE,

    /** Mean 0 and standard deviation 1 over the training rows. */
    STANDARDIZE,

    /** Minimum 0 and maximum 1 over the training rows. */
    MIN_MAX
}
