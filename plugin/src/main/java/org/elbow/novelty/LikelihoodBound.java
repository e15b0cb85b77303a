package org.elbow.novelty;

/** Which lower bound of log p(x) is estimated from draws z₁ … z_S of a row's posterior q. */
public enum LikelihoodBound {

    /** The evidence lower bound: the mean of log p(x|zₛ), minus KL(q ‖ p). */
    ELBO,

    /**
     * The importance-weighted bound (Burda, Grosse, Salakhutdinov 2016, equation 8): log 1/S Σ p(x|zₛ) p(zₛ)/q(zₛ). In
     * expectation between the ELBO and log p(x), and closer to the latter the more draws there are.
     */
    IWAE
}
