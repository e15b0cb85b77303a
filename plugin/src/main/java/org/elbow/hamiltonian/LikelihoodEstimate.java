package org.elbow.hamiltonian;

/**
 * An importance sampling estimate of a row's log-likelihood.
 *
 * @param samples S
 * @param bound the mean of the log weights, in expectation a lower bound of log p(x): the ELBO, or the Hamiltonian one; in nats
 * @param logLikelihood log 1/S Σ wₛ, in expectation a lower bound of log p(x) that rises with S; in nats
 * @param effectiveSampleSize (Σ w)²/Σ w², between 1 and S
 */
public record LikelihoodEstimate(int samples, double bound, double logLikelihood, double effectiveSampleSize) {

    /**
     * What log weights amount to. Weights that are not a number count as zero and are left out of the bound.
     *
     * @param logWeights log wₛ from index {@code from} on; not changed
     * @param samples S
     * @return the estimate; all NaN if no weight is a number
     */
    static LikelihoodEstimate of(final double[] logWeights, final int from, final int samples) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int s = from; s < from + samples; s++) {
            largest = logWeights[s] > largest ? logWeights[s] : largest;
        }
        if (Double.isInfinite(largest)) {
            return new LikelihoodEstimate(samples, Double.NaN, Double.NaN, Double.NaN);
        }
        double sum = 0;
        double squares = 0;
        double total = 0;
        int numbers = 0;
        for (int s = from; s < from + samples; s++) {
            if (logWeights[s] > Double.NEGATIVE_INFINITY) {
                final double weight = Math.exp(logWeights[s] - largest);
                sum += weight;
                squares += weight * weight;
                total += logWeights[s];
                numbers++;
            }
        }
        return new LikelihoodEstimate(samples, total / numbers, largest + Math.log(sum / samples), sum * sum / squares);
    }

    /**
     * The standard error of {@link #logLikelihood} by the delta method: that of the mean weight, relative to the mean weight.
     * As S/ESS = mean(w²)/mean(w)², it is √((S/ESS − 1)/(S − 1)). Where ESS is near 1 it is too small.
     *
     * @return in nats; NaN for a single sample
     */
    public double standardError() {
        return samples == 1 ? Double.NaN : Math.sqrt(Math.max(0, samples / effectiveSampleSize - 1) / (samples - 1));
    }

    /** @return whether there is an estimate */
    public boolean isFinite() {
        return Double.isFinite(logLikelihood) && Double.isFinite(bound);
    }
}
