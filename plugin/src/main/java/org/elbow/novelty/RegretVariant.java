package org.elbow.novelty;

/** What is optimised for a row when its likelihood regret is computed. */
public enum RegretVariant {

    /** The mean and the log-variance of the row's posterior themselves. */
    POSTERIOR,

    /** A copy of the whole encoder, hidden layers and heads, from which the posterior then follows; as in the paper. */
    ENCODER
}
