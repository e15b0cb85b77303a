package org.elbow.knime.novelty;

/**
 * A row whose score is to be explained.
 *
 * @param row counted from 0 among those that were scored
 * @param score the negative log-likelihood, in nats; not NaN, but it may be infinite
 */
record ScoredRow(int row, double score) {
}
