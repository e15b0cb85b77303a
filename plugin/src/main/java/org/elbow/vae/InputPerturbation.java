package org.elbow.vae;

/**
 * A random change of the rows that a model is trained on, made anew whenever a row is loaded: what is encoded, and what the
 * decoder has to reconstruct, is the changed row. The training table itself stays as it is.
 */
public interface InputPerturbation {

    /** Stands for the number of a step where a row is kept out of training, so that epochs are compared on the same values. */
    long KEPT_OUT = -1;

    /** Changes nothing. */
    InputPerturbation NONE = new InputPerturbation() {
        @Override
        public void apply(final float[] features, final long step, final int row) {
            // as they are
        }

        @Override
        public String describe() {
            return "inputs as they are";
        }
    };

    /**
     * Changes a row.
     *
     * @param features of the row, encoded, [features]; changed in place, within what the likelihood allows
     * @param step the number of the training step, from 0, or {@link #KEPT_OUT}; each step has a change of its own
     * @param row the row's index in the training table
     */
    void apply(float[] features, long step, int row);

    /** @return the change in words for a user */
    String describe();
}
