package org.elbow.vae;

import java.util.List;

/**
 * What training gives.
 *
 * @param model the trained model
 * @param history one record for each epoch
 * @param stopReason why training ended, in words for a user
 */
public record TrainingResult(VaeModel model, List<EpochRecord> history, String stopReason) {
}
