package org.elbow.hamiltonian;

import org.elbow.data.FeatureMatrix;

/**
 * What Hamiltonian importance sampling finds for each row. Holds memory outside the heap until closed.
 *
 * @param encoder the estimate from the encoder's draws alone (IWAE), [rows]
 * @param hamiltonian the estimate after those draws were moved by Hamiltonian dynamics, [rows]; of use where the status is OK
 * @param energyError the mean absolute change of the energy along a trajectory, cooling apart, in nats, over the trajectories
 *            that did not diverge; [rows], NaN if all did
 * @param diverged how many of the S trajectories of a row diverged, [rows]
 * @param status what became of each row, [rows]
 * @param codes z_K of the samples kept, row by row, [rows · kept, latent]; weighted by their log weights they follow p(z|x)
 * @param logWeights log w of the samples kept, in nats, [rows · kept]
 * @param kept samples per row that were kept
 * @param dynamics the trajectories' step sizes and cooling
 * @param learned whether the dynamics are those that the model learned
 * @param stepFactors what the step sizes were multiplied by for each row, [rows]; 1 unless they were tuned
 */
public record HamiltonianEstimates(LikelihoodEstimate[] encoder, LikelihoodEstimate[] hamiltonian, double[] energyError,
    int[] diverged, SamplingStatus[] status, FeatureMatrix codes, double[] logWeights, int kept, Dynamics dynamics,
    boolean learned, double[] stepFactors) implements AutoCloseable {

    /** @return how many rows there are */
    public int rows() {
        return status.length;
    }

    /** @return means over the rows that have both estimates */
    public EstimatesSummary summary() {
        return EstimatesSummary.of(this);
    }

    @Override
    public void close() {
        codes.close();
    }
}
