package org.elbow.vae;

/**
 * A copy of the weights from the middle of training.
 *
 * @param step how many steps had been taken
 * @param learningRate of those steps since the checkpoint before
 * @param parameters in the order of {@link VaeStructure}; not copied, not to be changed
 */
public record Checkpoint(long step, double learningRate, float[] parameters) {
}
