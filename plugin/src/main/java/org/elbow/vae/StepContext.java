package org.elbow.vae;

import org.elbow.nn.RandomStreams;

/**
 * What the terms of a loss know of the training step.
 *
 * @param step the number of the step, from 0
 * @param rows the size of the batch
 * @param beta the KL term's weight in this step
 * @param epochs how many epochs of training are done, with the part of the present one
 * @param noise standard normal draws
 */
public record StepContext(long step, int rows, double beta, double epochs, Noise noise) {

    /** The draw of the code, ε. */
    public static final int CODE = 0;

    /** The draw of the momentum, γ. */
    public static final int MOMENTUM = 1;

    /** The draw of the code of a transformed row. */
    public static final int TRANSFORMED_CODE = 2;

    /** Standard normal draws for a step. */
    @FunctionalInterface
    public interface Noise {
        /**
         * Sets {@code target} to a draw.
         *
         * @param purpose what the draw is for
         * @param row the row of the batch
         */
        void draw(int purpose, int row, float[] target);
    }

    /** @return draws that depend on the seed, the step, the purpose and the row */
    static Noise noise(final long seed, final long step) {
        return (purpose, row, target) -> RandomStreams.gaussian(RandomStreams.of(seed, step, purpose, row), target, 0,
            target.length);
    }

    /** @return the weight of a row in a mean over the batch */
    public double weight() {
        return 1.0 / rows;
    }
}
