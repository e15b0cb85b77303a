package org.elbow.novelty;

import org.elbow.vae.RowEvaluation;

/**
 * What a {@link RowScorer} finds of a row.
 *
 * @param evaluation of the one row, which is row 0; belongs to the scorer, which overwrites it with the next row
 * @param logLikelihood log p̂(x) by importance sampling, in nats; NaN if it is not asked for
 * @param regret the likelihood regret, in nats, infinite where no gain can be measured; NaN if it is not asked for
 */
public record ScoredRow(RowEvaluation evaluation, double logLikelihood, double regret) {
}
