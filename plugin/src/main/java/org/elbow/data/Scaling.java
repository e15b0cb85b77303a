package org.elbow.data;

/** How the values of a column are brought to a common range before a network sees them. */
public enum Scaling {

    /** Values are taken as they are. */
    NONE,

    /** Mean 0 and standard deviation 1 over the training rows. */
    STANDARDIZE,

    /** Minimum 0 and maximum 1 over the training rows. */
    MIN_MAX,

    /**
     * Median 0 and interquartile range {@value Affine#NORMAL_IQR} over the training rows, so that a column of normally
     * distributed numbers is scaled as by {@link #STANDARDIZE}, while a few extreme values change nothing. Where the
     * interquartile range is 0, the standard deviation takes its place.
     */
    ROBUST
}
