package org.elbow.vae;

/** How a feature is distributed, given the code. */
public enum LikelihoodFamily {

    /** x in [0, 1]; the decoder gives the logit of the mean: log p = x o − log(1 + eᵒ). */
    BERNOULLI,

    /** x any number; the decoder gives the mean, and each feature has a learned log-variance. */
    GAUSSIAN
}
