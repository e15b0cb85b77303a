package org.elbow.vae;

/**
 * How a VAE is trained.
 *
 * @param epochs how often the training rows are gone through at most, at least 1
 * @param batchSize rows per step, at least 1
 * @param learningRate Adam's step size, in (0, 1]
 * @param beta weight of the KL term, 0 or more; 1 makes the loss the negative ELBO
 * @param betaWarmUpEpochs epochs over which the KL term's weight grows from 0 to {@code beta}; 0 for none
 * @param validationShare share of the rows that is kept out of training to measure the loss, in [0, 0.9]
 * @param earlyStoppingPatience training ends after this many epochs without a better validation loss, and the best model is
 *            returned; 0 trains on to the last epoch
 * @param checkpoints how many copies of the weights to keep, evenly spread over the planned steps, the last one at the end; 0
 *            for none. If training ends early, the last one is that of its end
 * @param seed of all random numbers: initial weights, order of the rows, noise
 * @param workers threads to use; 0 for one per processor. The same seed and number of threads give the same weights
 * @param optimiser what takes the steps
 * @param checkpointEverySteps after how many steps each a copy of the weights is kept, instead of a number that is spread; 0
 *            to go by {@code checkpoints}
 */
public record TrainingOptions(int epochs, int batchSize, double learningRate, double beta, int betaWarmUpEpochs,
    double validationShare, int earlyStoppingPatience, int checkpoints, long seed, int workers,
    OptimiserOptions optimiser, int checkpointEverySteps) {

    /** The number of epochs of {@link #defaults}, and the fewest of {@link #withEpochsFor}. */
    public static final int FEWEST_EPOCHS = 20;

    private static final int MOST_EPOCHS = 200;

    private static final int AUTOMATIC_STEPS = 5000;

    /** The most copies of the weights that a model can keep. */
    public static final int MOST_CHECKPOINTS = 1000;

    /** @throws IllegalArgumentException if a value is out of the range above, with the value and the range */
    public TrainingOptions {
        require(epochs >= 1, "number of epochs", epochs, "at least 1");
        require(batchSize >= 1 && batchSize <= 65_536, "batch size", batchSize, "between 1 and 65536");
        require(learningRate > 0 && learningRate <= 1, "learning rate", learningRate, "above 0 and at most 1");
        require(beta >= 0 && beta <= 1e6, "KL weight β", beta, "between 0 and 1,000,000");
        require(betaWarmUpEpochs >= 0, "number of warm-up epochs", betaWarmUpEpochs, "0 or more");
        require(validationShare >= 0 && validationShare <= 0.9, "validation share", validationShare, "between 0 and 0.9");
        require(earlyStoppingPatience >= 0, "early stopping patience", earlyStoppingPatience, "0 or more");
        require(earlyStoppingPatience == 0 || validationShare > 0, "early stopping patience", earlyStoppingPatience,
            "0 unless a validation share above 0 is set, since early stopping watches the validation loss");
        require(checkpoints >= 0 && checkpoints <= MOST_CHECKPOINTS, "number of checkpoints", checkpoints,
            "between 0 and " + MOST_CHECKPOINTS);
        require(checkpointEverySteps >= 0, "number of steps between checkpoints", checkpointEverySteps, "0 or more");
        require(checkpointEverySteps == 0 || checkpoints == 0, "number of checkpoints", checkpoints,
            "0 where they are kept every " + checkpointEverySteps + " steps");
        java.util.Objects.requireNonNull(optimiser, "optimiser");
        require(workers >= 0 && workers <= 1024, "number of worker threads", workers, "between 0 (all processors) and 1024");
    }

    /** Options with Adam at a constant learning rate. */
    public TrainingOptions(final int epochs, final int batchSize, final double learningRate, final double beta,
        final int betaWarmUpEpochs, final double validationShare, final int earlyStoppingPatience, final int checkpoints,
        final long seed, final int workers) {
        this(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare, earlyStoppingPatience, checkpoints, seed,
            workers, OptimiserOptions.adam());
    }

    /** Options whose checkpoints are evenly spread. */
    public TrainingOptions(final int epochs, final int batchSize, final double learningRate, final double beta,
        final int betaWarmUpEpochs, final double validationShare, final int earlyStoppingPatience, final int checkpoints,
        final long seed, final int workers, final OptimiserOptions optimiser) {
        this(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare, earlyStoppingPatience, checkpoints, seed,
            workers, optimiser, 0);
    }

    /** @return 20 epochs in batches of 128, learning rate 10⁻³, β 1, a tenth for validation, no early stopping */
    public static TrainingOptions defaults() {
        return new TrainingOptions(FEWEST_EPOCHS, 128, 1e-3, 1, 0, 0.1, 0, 0, 1, 0);
    }

    /** @return the same with another number of epochs */
    public TrainingOptions withEpochs(final int value) {
        return new TrainingOptions(value, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, seed, workers, optimiser, checkpointEverySteps);
    }

    /**
     * As many epochs as a small table needs: about {@value #AUTOMATIC_STEPS} steps, which bring the weights, and with them the
     * log-variances of Gaussian features, to where they come to rest. Large tables take so many steps within
     * {@value #FEWEST_EPOCHS} epochs.
     *
     * @param rows of the table, those for validation included, at least 1
     * @return the same with between {@value #FEWEST_EPOCHS} and {@value #MOST_EPOCHS} epochs
     */
    public TrainingOptions withEpochsFor(final int rows) {
        final double stepsPerEpoch = Math.max(1, Math.ceil(rows * (1 - validationShare) / batchSize));
        return withEpochs((int)Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.ceil(AUTOMATIC_STEPS / stepsPerEpoch))));
    }

    /** @return the same with another batch size */
    public TrainingOptions withBatchSize(final int value) {
        return new TrainingOptions(epochs, value, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, seed, workers, optimiser, checkpointEverySteps);
    }

    /** @return the same with another learning rate */
    public TrainingOptions withLearningRate(final double value) {
        return new TrainingOptions(epochs, batchSize, value, beta, betaWarmUpEpochs, validationShare, earlyStoppingPatience,
            checkpoints, seed, workers, optimiser, checkpointEverySteps);
    }

    /** @return the same with another weight of the KL term and another number of epochs over which it grows */
    public TrainingOptions withBeta(final double value, final int warmUpEpochs) {
        return new TrainingOptions(epochs, batchSize, learningRate, value, warmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, seed, workers, optimiser, checkpointEverySteps);
    }

    /** @return the same with another validation share and patience */
    public TrainingOptions withValidation(final double share, final int patience) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, share, patience, checkpoints,
            seed, workers, optimiser, checkpointEverySteps);
    }

    /** @return the same with another number of checkpoints */
    public TrainingOptions withCheckpoints(final int value) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, value, seed, workers, optimiser, 0);
    }

    /** @return the same with another seed */
    public TrainingOptions withSeed(final long value) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, value, workers, optimiser, checkpointEverySteps);
    }

    /** @return the same with another number of threads */
    public TrainingOptions withWorkers(final int value) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, seed, value, optimiser, checkpointEverySteps);
    }

    /** @return the same with another optimiser */
    public TrainingOptions withOptimiser(final OptimiserOptions value) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, checkpoints, seed, workers, value, checkpointEverySteps);
    }

    /** @return the same with a checkpoint every so many steps; 0 for none */
    public TrainingOptions withCheckpointEverySteps(final int value) {
        return new TrainingOptions(epochs, batchSize, learningRate, beta, betaWarmUpEpochs, validationShare,
            earlyStoppingPatience, 0, seed, workers, optimiser, value);
    }

    /**
     * How many checkpoints a training gives that is not ended early.
     *
     * @param trainingRows rows to train on, those kept out not counted
     * @return the number of checkpoints, which may be more than {@value #MOST_CHECKPOINTS}
     */
    public long plannedCheckpoints(final int trainingRows) {
        return checkpointEverySteps == 0 ? checkpoints : plannedSteps(trainingRows) / checkpointEverySteps;
    }

    /** The steps of a training that is not ended early. */
    long plannedSteps(final int trainingRows) {
        return ((long)trainingRows + batchSize - 1) / batchSize * epochs;
    }

    private static void require(final boolean valid, final String what, final Number value, final String range) {
        if (!valid) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be " + range + ".");
        }
    }
}
