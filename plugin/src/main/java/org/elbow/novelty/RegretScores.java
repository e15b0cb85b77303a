package org.elbow.novelty;

/**
 * Likelihood regret per row, in nats.
 *
 * @param before the bound with the encoder's posterior
 * @param after the bound with the posterior that was optimised for the row, over the same draws
 * @param regret after − before: high for rows out of distribution; slightly negative values are noise and not clipped
 */
public record RegretScores(double[] before, double[] after, double[] regret) {
}
