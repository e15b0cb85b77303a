package org.elbow.hamiltonian;

import org.elbow.data.FeatureMatrix;

/**
 * What {@link HamiltonianChain} finds of each row's posterior p(z|x). Holds memory outside the heap until closed. Rows whose
 * status is not OK have no numbers: NaN.
 *
 * @param mean posterior means, [rows, latent]
 * @param lower lower ends of the credible intervals, [rows, latent]
 * @param upper upper ends, [rows, latent]
 * @param acceptance the share of moves that were accepted after the burn-in, [rows]
 * @param energyError the mean absolute change of the energy along a move that did not diverge, in nats, [rows]
 * @param scaleReduction the largest R̂ of a latent dimension (Gelman and Rubin 1992): near 1 where the chains agree; [rows], NaN
 *            with one chain or fewer than four draws
 * @param diverged the share of moves that diverged, after the burn-in, [rows]
 * @param status what became of each row, [rows]
 * @param codes draws that were kept, all of equal weight, row by row, [rows · kept, latent]
 * @param kept draws per row that were kept
 * @param dynamics step sizes; no cooling takes place
 * @param stepFactors what the step sizes were multiplied by for each row, [rows]; 1 unless they were tuned
 */
public record PosteriorSamples(FeatureMatrix mean, FeatureMatrix lower, FeatureMatrix upper, double[] acceptance,
    double[] energyError, double[] scaleReduction, double[] diverged, SamplingStatus[] status, FeatureMatrix codes, int kept,
    Dynamics dynamics, double[] stepFactors) implements AutoCloseable {

    /** @return how many rows there are */
    public int rows() {
        return status.length;
    }

    @Override
    public void close() {
        mean.close();
        lower.close();
        upper.close();
        codes.close();
    }
}
