package org.elbow.novelty;

/**
 * Likelihood regret per row, in nats.
 *
 * @param elboBefore ELBO with the encoder's posterior
 * @param elboAfter ELBO with the posterior that was optimised for the row
 * @param regret elboAfter − elboBefore: high for rows out of distribution; slightly negative values are noise and not clipped
 */
public record RegretScores(double[] elboBefore, double[] elboAfter, double[] regret) {
}
