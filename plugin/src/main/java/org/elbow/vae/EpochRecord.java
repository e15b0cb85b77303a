package org.elbow.vae;

import java.util.Map;

/**
 * What one epoch of training came to. Losses are means over rows, in nats; with the ELBO as bound, loss = reconstruction +
 * β · KL + penalty.
 *
 * @param epoch counted from 1
 * @param steps taken since training began
 * @param beta the KL term's weight at the end of the epoch
 * @param trainingLoss over the epoch's batches, as the weights changed
 * @param trainingReconstruction −log p(x|z)
 * @param trainingKl KL(q(z|x) ‖ p(z)), or what another bound has beside the reconstruction
 * @param trainingPenalty what is added to the bound; 0 without penalties
 * @param validationLoss the bound on the rows kept out, after the epoch, with the full β; NaN if none were kept out
 * @param validationReconstruction the same for −log p(x|z)
 * @param validationKl the same for the KL term
 * @param learned what the objective had learned beside the weights at the end of the epoch, by name, as in
 *            {@link VaeModel#learned()}; not to be changed
 */
public record EpochRecord(int epoch, long steps, double beta, double trainingLoss, double trainingReconstruction,
    double trainingKl, double trainingPenalty, double validationLoss, double validationReconstruction, double validationKl,
    Map<String, float[]> learned) {

    /** Keeps a copy of the map. */
    public EpochRecord {
        learned = Map.copyOf(learned);
    }
}
