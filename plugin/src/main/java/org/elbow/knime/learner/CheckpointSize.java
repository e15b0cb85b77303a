package org.elbow.knime.learner;

import java.util.Locale;
import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.knime.NodeTask;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.knime.core.node.InvalidSettingsException;

/** The memory that checkpoints take: 4 bytes for each weight of each. */
final class CheckpointSize {

    /** What a user need not be told about. */
    private static final long SMALL = 100_000_000;

    private CheckpointSize() {
    }

    /**
     * Refuses checkpoints that cannot be held.
     *
     * @param weights of a model
     * @param rows that are trained on at most
     * @param memory that Java has, in bytes
     * @throws DataException with their size, if they would take more than half of the memory
     */
    static void requireRoom(final TrainingOptions options, final int weights, final int rows, final long memory) {
        final long count = options.plannedCheckpoints(rows);
        final double bytes = 4.0 * weights * count;
        if (bytes > memory / 2.0) {
            throw new DataException(count + " checkpoints of " + megabytes(4.0 * weights) + " take " + megabytes(bytes)
                + ", but Java has " + megabytes(memory) + " of memory. Keep fewer checkpoints, use smaller networks, or give "
                + "KNIME more memory (-Xmx in knime.ini).");
        }
    }

    /** How many there will be depends on the number of rows and on how training goes, unless there are to be none. */
    static int announced(final VaeLearnerParameters parameters) throws InvalidSettingsException {
        final TrainingOptions options = NodeTask.checked(parameters::trainingOptions);
        return options.checkpointEverySteps() > 0 || options.checkpoints() > 0 ? VaePortObjectSpec.UNKNOWN_CHECKPOINTS : 0;
    }

    /** What the user should know of the size of a model's checkpoints; nothing if they are small. */
    static Optional<String> warning(final VaeModel model) {
        final int count = model.checkpoints().size();
        final double bytes = 4.0 * model.parameters().length;
        return count * bytes < SMALL ? Optional.empty() : Optional.of("The model holds " + count + " checkpoints of "
            + megabytes(bytes) + ", together " + megabytes(count * bytes) + ".");
    }

    /** What the user should know if checkpoints were asked for, but training ended before the first was due. */
    static Optional<String> warningOfNone(final TrainingOptions options, final VaeModel model) {
        return options.checkpointEverySteps() == 0 || !model.checkpoints().isEmpty() ? Optional.empty()
            : Optional.of("No checkpoint was kept: training took " + model.record().steps() + " steps, but one is kept every "
                + options.checkpointEverySteps() + " steps. Choose fewer steps.");
    }

    private static String megabytes(final double bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
