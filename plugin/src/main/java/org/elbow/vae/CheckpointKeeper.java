package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.FloatBlock;

/** Keeps copies of the weights in the course of a training, when the options say so. */
final class CheckpointKeeper {

    private final TrainingOptions options;

    private final long plannedSteps;

    private final FloatBlock parameters;

    private final List<Checkpoint> kept = new ArrayList<>();

    private long steps;

    private double learningRate;

    /**
     * @param trainingRows how many rows are trained on
     * @param parameters that training changes; not closed with this
     */
    CheckpointKeeper(final TrainingOptions options, final int trainingRows, final FloatBlock parameters) {
        this.options = options;
        this.plannedSteps = options.plannedSteps(trainingRows);
        this.parameters = parameters;
    }

    /** @throws IllegalArgumentException if there would be more checkpoints than a model can keep */
    static void requireRoom(final TrainingOptions options, final int trainingRows) {
        final long planned = options.plannedCheckpoints(trainingRows);
        if (planned > TrainingOptions.MOST_CHECKPOINTS) {
            throw new IllegalArgumentException("A checkpoint every " + options.checkpointEverySteps() + " steps would give "
                + planned + " checkpoints in " + options.plannedSteps(trainingRows) + " steps; at most "
                + TrainingOptions.MOST_CHECKPOINTS + " can be kept. Keep them less often.");
        }
    }

    /**
     * Keeps the weights if a checkpoint is due.
     *
     * @param done how many steps have been taken
     * @param rate the learning rate of the last one
     */
    void afterStep(final long done, final double rate) {
        steps = done;
        learningRate = rate;
        final long due = options.checkpointEverySteps() > 0 ? steps / options.checkpointEverySteps()
            : steps * options.checkpoints() / plannedSteps;
        if (due > kept.size()) {
            keep();
        }
    }

    /** Keeps the weights of a training that ends early, which would have come later. */
    void endEarly() {
        if (kept.size() < options.checkpoints() && (kept.isEmpty() || kept.get(kept.size() - 1).step() < steps)) {
            keep();
        }
    }

    private void keep() {
        kept.add(new Checkpoint(steps, learningRate, parameters.toArray()));
    }

    /** The checkpoints so far, first to last. */
    List<Checkpoint> kept() {
        return kept;
    }
}
