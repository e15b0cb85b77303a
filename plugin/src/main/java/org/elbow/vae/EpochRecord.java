package org.elbow.vae;

/**
 * What one epoch of training came to. Losses are means over rows, in nats; loss = reconstruction + β · KL.
 *
 * @param epoch counted from 1
 * @param steps taken since training began
 * @param beta the KL term's weight at the end of the epoch
 * @param trainingLoss over the epoch's batches, as the weights changed
 * @param trainingReconstruction −log p(x|z)
 * @param trainingKl KL(q(z|x) ‖ p(z))
 * @param validationLoss on the rows kept out, after the epoch, with the full β; NaN if none were kept out
 * @param validationReconstruction the same for −log p(x|z)
 * @param validationKl the same for the KL term
 */
public record EpochRecord(int epoch, long steps, double beta, double trainingLoss, double trainingReconstruction,
    double trainingKl, double validationLoss, double validationReconstruction, double validationKl) {
}
