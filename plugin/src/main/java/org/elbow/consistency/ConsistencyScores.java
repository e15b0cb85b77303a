package org.elbow.consistency;

/**
 * How far the codes of rows move when the rows are transformed, as means over each row's transformations. NaN or infinite for
 * rows so extreme that their codes leave the range of numbers.
 *
 * @param divergence KL(q(z|x̃) ‖ q(z|x)) per row, in nats
 * @param shift |mean(x̃) − mean(x)| per row, the Euclidean distance of the posteriors' means
 * @param relativeShift the same with each dimension in units of the posterior's standard deviation, exp(logvar(x)/2)
 */
public record ConsistencyScores(double[] divergence, double[] shift, double[] relativeShift) {
}
