package org.elbow.influence;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.DataException;
import org.elbow.vae.Checkpoint;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;

/**
 * The weights of a model at several times of its training, and how much each time counts.
 *
 * @param parameters for each checkpoint the model's weights, in the order of its structure; not copied
 * @param weights for each checkpoint w, the factor of its inner products
 * @param first the number of the first of these among the model's checkpoints, so that each has its own draws
 */
record WeightedCheckpoints(List<float[]> parameters, double[] weights, int first) {

    /** Checkpoints from the first on. */
    WeightedCheckpoints(final List<float[]> parameters, final double[] weights) {
        this(parameters, weights, 0);
    }

    /**
     * The checkpoints of a model. Each stands for the steps since the one before, in each of which a training row took part
     * with probability batch size / training rows: w = learning rate · batch size · steps / training rows.
     *
     * @throws DataException if the model kept none
     */
    static WeightedCheckpoints of(final VaeModel model) {
        final List<Checkpoint> checkpoints = model.checkpoints();
        if (checkpoints.isEmpty()) {
            throw new DataException("The model holds no checkpoints, without which influence cannot be traced back through its "
                + "training. Train it again with the number of checkpoints set to at least 1; 5 to 10 are usual.");
        }
        final TrainingRecord record = model.record();
        if (record.rows() < 1) {
            throw new DataException("The model does not say on how many rows it was trained (" + record.rows()
                + "), so its checkpoints cannot be weighted. Train it again.");
        }
        final List<float[]> parameters = new ArrayList<>();
        final double[] weights = new double[checkpoints.size()];
        long before = 0;
        for (int i = 0; i < weights.length; i++) {
            final Checkpoint checkpoint = checkpoints.get(i);
            weights[i] = checkpoint.learningRate() * record.options().batchSize() * (checkpoint.step() - before) / record.rows();
            parameters.add(checkpoint.parameters());
            before = checkpoint.step();
        }
        return new WeightedCheckpoints(parameters, weights);
    }

    /** The last ones of these with the weights that they have here; all of them if {@code count} is 0. */
    WeightedCheckpoints last(final int count) {
        final int passedOver = count == 0 ? 0 : Math.max(0, weights.length - count);
        return new WeightedCheckpoints(parameters.subList(passedOver, weights.length),
            java.util.Arrays.copyOfRange(weights, passedOver, weights.length), first + passedOver);
    }

    int count() {
        return weights.length;
    }
}
