package org.elbow.hamiltonian;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Means of {@link HamiltonianEstimates} over those rows that have both estimates.
 *
 * @param rows how many these are
 * @param encoder of the encoder's estimates
 * @param hamiltonian of the Hamiltonian estimates
 * @param gain of the Hamiltonian over the encoder's log-likelihood (IWAE), in nats
 * @param boundGain of the Hamiltonian bound over the ELBO, in nats
 * @param energyError the mean absolute error of the energy, in nats
 * @param diverged the share of trajectories that diverged, over all rows
 * @param stepFactor the mean of what step sizes were multiplied by
 */
public record EstimatesSummary(int rows, Side encoder, Side hamiltonian, Mean gain, Mean boundGain, double energyError,
    double diverged, double stepFactor) {

    /**
     * A mean over rows.
     *
     * @param value NaN if there is no row
     * @param standardError s/√n: how far the mean over other such rows may be; NaN for fewer than two rows
     */
    public record Mean(double value, double standardError) {

        static Mean of(final int[] rows, final IntToDoubleFunction numbers) {
            final double mean = IntStream.of(rows).mapToDouble(numbers).average().orElse(Double.NaN);
            double squares = 0;
            for (final int row : rows) {
                final double difference = numbers.applyAsDouble(row) - mean;
                squares += difference * difference;
            }
            final int n = rows.length;
            return new Mean(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
        }
    }

    /**
     * One way to estimate.
     *
     * @param bound the mean bound, in nats
     * @param negativeLogLikelihood the mean negative log-likelihood, in nats, with its standard error over the rows
     * @param samplingError the standard error of that mean that comes from estimating by a finite number of samples, in nats
     * @param effectiveSampleSize the mean effective sample size
     */
    public record Side(Mean bound, Mean negativeLogLikelihood, double samplingError, double effectiveSampleSize) {

        static Side of(final int[] rows, final LikelihoodEstimate[] estimates) {
            double variance = 0;
            for (final int row : rows) {
                variance += estimates[row].standardError() * estimates[row].standardError();
            }
            return new Side(Mean.of(rows, row -> estimates[row].bound()), Mean.of(rows, row -> -estimates[row].logLikelihood()),
                Math.sqrt(variance) / rows.length,
                IntStream.of(rows).mapToDouble(row -> estimates[row].effectiveSampleSize()).average().orElse(Double.NaN));
        }
    }

    static EstimatesSummary of(final HamiltonianEstimates estimates) {
        final int[] rows =
            IntStream.range(0, estimates.rows()).filter(row -> estimates.status()[row] == SamplingStatus.OK).toArray();
        final LikelihoodEstimate[] encoder = estimates.encoder();
        final LikelihoodEstimate[] hamiltonian = estimates.hamiltonian();
        return new EstimatesSummary(rows.length, Side.of(rows, encoder), Side.of(rows, hamiltonian),
            Mean.of(rows, row -> hamiltonian[row].logLikelihood() - encoder[row].logLikelihood()),
            Mean.of(rows, row -> hamiltonian[row].bound() - encoder[row].bound()),
            IntStream.of(rows).mapToDouble(row -> estimates.energyError()[row]).average().orElse(Double.NaN),
            IntStream.range(0, estimates.rows()).mapToDouble(row -> (double)estimates.diverged()[row] / encoder[row].samples())
                .average().orElse(Double.NaN),
            IntStream.of(rows).mapToDouble(row -> estimates.stepFactors()[row]).average().orElse(Double.NaN));
    }
}
