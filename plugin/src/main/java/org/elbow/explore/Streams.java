package org.elbow.explore;

/** What random numbers are for: the first part of the path of their streams. */
final class Streams {

    /** Codes that are drawn from the prior. */
    static final long PRIOR = 1;

    /** Codes that are drawn from a row's posterior. */
    static final long POSTERIOR = 2;

    /** Values that are drawn from p(x|z). */
    static final long VALUES = 3;

    private Streams() {
    }
}
