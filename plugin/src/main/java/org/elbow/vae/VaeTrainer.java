package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.ClippedGradient;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Optimiser;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.nn.WorkerPool;

/**
 * Trains a VAE by stochastic gradient ascent on the ELBO (Kingma and Welling 2014, Algorithm 1), with Adam.
 *
 * <pre>
 * Architecture networks = Architecture.dense(784, 784, List.of(512, 256), 32, Activation.RELU);
 * VaeModel model = VaeTrainer.train(rows, encoding, networks, LikelihoodSpec.bernoulli(784), TrainingOptions.defaults(), Progress.NONE).model();
 * </pre>
 */
public final class VaeTrainer implements AutoCloseable {

    private static final long SPLIT = 1;

    private static final long ORDER = 2;

    private static final long NOISE = 3;

    private static final long VALIDATION_NOISE = 4;

    private final FeatureMatrix data;

    private final TrainingOptions options;

    private final VaeStructure structure;

    private final Progress progress;

    private final WorkerPool pool;

    private final FloatBlock parameters;

    private final Optimiser optimiser;

    private final ClippedGradient clipped;

    private final TrainingStep step;

    private final int[] training;

    private final int[] validation;

    /** The training rows as the current epoch takes them. */
    private final int[] order;

    private final List<EpochRecord> history = new ArrayList<>();

    private final List<Checkpoint> checkpoints = new ArrayList<>();

    private long steps;

    private double lastRate;

    private float[] best;

    private Map<String, float[]> learned = Map.of();

    private int bestEpoch;

    private double bestLoss = Double.POSITIVE_INFINITY;

    private VaeTrainer(final FeatureMatrix data, final VaeStructure structure, final Objective objective,
        final TrainingOptions options, final Progress progress) {
        this.data = data;
        this.options = options;
        this.structure = structure;
        this.progress = progress;
        final int[] all = shuffled(data.rows(), RandomStreams.of(options.seed(), SPLIT));
        final int kept = validationRows(data.rows(), options.validationShare());
        if (options.plannedCheckpoints(data.rows() - kept) > TrainingOptions.MOST_CHECKPOINTS) {
            throw new IllegalArgumentException("A checkpoint every " + options.checkpointEverySteps() + " steps would give "
                + options.plannedCheckpoints(data.rows() - kept) + " checkpoints in " + options.plannedSteps(data.rows() - kept)
                + " steps; at most " + TrainingOptions.MOST_CHECKPOINTS + " can be kept. Keep them less often.");
        }
        training = java.util.Arrays.copyOfRange(all, kept, all.length);
        validation = java.util.Arrays.copyOf(all, kept);
        order = new int[training.length];
        pool = new WorkerPool(options.workers());
        parameters = FloatBlock.of(InitialWeights.draw(structure, options.seed()));
        optimiser = options.optimiser().create(parameters);
        clipped = options.optimiser().largestNorm() == 0 ? null
            : new ClippedGradient(structure.parameterCount(), options.optimiser().largestNorm(), pool.workers());
        step = new TrainingStep(structure, parameters, objective, Math.min(options.batchSize(), data.rows()), pool);
    }

    /**
     * Trains a model on the evidence lower bound: see the other method.
     *
     * @return the model and how it came to be
     */
    public static TrainingResult train(final FeatureMatrix data, final FeatureEncoding encoding,
        final Architecture architecture, final LikelihoodSpec likelihood, final TrainingOptions options,
        final Progress progress) {
        return train(data, encoding, architecture, likelihood, Objective.elbo(), options, progress);
    }

    /**
     * Trains a model.
     *
     * @param data the rows, [rows, features]; not changed
     * @param encoding how the features came about; recorded in the model
     * @param architecture the networks
     * @param likelihood the distribution of a row
     * @param objective what to minimise
     * @param options how to train
     * @param progress hears of every step, and may cancel: then nothing is returned
     * @return the model, of the best epoch if rows were kept out for validation, else of the last
     * @throws IllegalArgumentException if the objective has no use for an option that is set
     * @throws DataException if there are fewer than two rows, if a value does not suit the likelihood, or if the loss ceases
     *             to be a finite number in the first epoch
     * @throws CancellationException if {@code progress} cancels
     */
    public static TrainingResult train(final FeatureMatrix data, final FeatureEncoding encoding,
        final Architecture architecture, final LikelihoodSpec likelihood, final Objective objective,
        final TrainingOptions options, final Progress progress) {
        if (data.rows() < 2) {
            throw new DataException("There " + (data.rows() == 1 ? "is only one row" : "are no rows")
                + " to train on; a model needs at least two, and is useful from a few hundred on.");
        }
        objective.bound().check(options);
        final VaeStructure structure = new VaeStructure(architecture, likelihood);
        Support.require(data, encoding, likelihood);
        try (VaeTrainer trainer = new VaeTrainer(data, structure, objective, options, progress)) {
            final String stopReason = trainer.run();
            final TrainingRecord record = new TrainingRecord(options, objective.describe(options), trainer.training.length,
                trainer.history.size(), trainer.steps, trainer.bestEpoch, trainer.bestLoss, stopReason);
            return new TrainingResult(
                new VaeModel(architecture, likelihood, encoding, trainer.best, trainer.learned,
                    trainer.checkpoints, record),
                List.copyOf(trainer.history), stopReason);
        }
    }

    /**
     * Which rows of a table {@link #train} learns from, and which it keeps out for validation.
     *
     * @param rows how many rows the table has
     * @param options of the training, of which the seed and the validation share matter
     * @return the indices of the rows that are learned from, ascending
     */
    public static int[] trainingRows(final int rows, final TrainingOptions options) {
        final int[] order = shuffled(rows, RandomStreams.of(options.seed(), SPLIT));
        final int[] training =
            java.util.Arrays.copyOfRange(order, validationRows(rows, options.validationShare()), order.length);
        java.util.Arrays.sort(training);
        return training;
    }

    private String run() {
        progress.update(0, "Training on " + training.length + " rows");
        int sinceBest = 0;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            final EpochRecord record = epoch(epoch);
            if (record == null) {
                if (best == null) {
                    throw new DataException("Training diverged: the loss was not a finite number in step " + steps
                        + ". Lower the learning rate (" + options.learningRate() + "), or look for extreme values among the "
                        + "rows and scale the columns.");
                }
                return "the loss was not a finite number in step " + steps + "; the model of epoch " + bestEpoch
                    + " was kept. Lower the learning rate (" + options.learningRate() + ")";
            }
            history.add(record);
            final double loss = validation.length > 0 ? record.validationLoss() : record.trainingLoss();
            if (validation.length == 0 || loss < bestLoss) {
                bestLoss = loss;
                bestEpoch = epoch;
                best = parameters.toArray();
                learned = record.learned();
                sinceBest = 0;
            } else {
                sinceBest++;
            }
            progress.update((double)epoch / options.epochs(), describe(record));
            if (options.earlyStoppingPatience() > 0 && sinceBest >= options.earlyStoppingPatience()) {
                if (checkpoints.size() < options.checkpoints()
                    && (checkpoints.isEmpty() || checkpoints.get(checkpoints.size() - 1).step() < steps)) {
                    keepCheckpoint(); // that of the end, which would have come later
                }
                return "the validation loss had not improved for " + sinceBest + " epochs";
            }
        }
        return "all " + options.epochs() + " epochs were done";
    }

    /** Goes through the training rows once; {@code null} if the loss ceased to be finite. */
    private EpochRecord epoch(final int epoch) {
        System.arraycopy(training, 0, order, 0, order.length);
        shuffle(order, RandomStreams.of(options.seed(), ORDER, epoch));
        final int batches = batchesPerEpoch();
        double bound = 0;
        double reconstruction = 0;
        double divergence = 0;
        double penalty = 0;
        double beta = 0;
        for (int batch = 0; batch < batches; batch++) {
            final int from = batch * options.batchSize();
            final int count = Math.min(options.batchSize(), order.length - from);
            final double done = epoch - 1 + (double)(batch + 1) / batches;
            beta = beta(done);
            final TrainingStep.Loss found = step(from, count, beta, done);
            final double share = (double)count / order.length;
            bound += share * found.bound();
            reconstruction += share * found.reconstruction();
            divergence += share * found.divergence();
            penalty += share * found.penalty();
            if (!found.isFinite()) {
                return null;
            }
            progress.update(done / options.epochs(), null);
        }
        final TrainingStep.Loss kept = validate(epoch);
        if (validation.length > 0 && !Double.isFinite(kept.bound())) {
            return null;
        }
        return new EpochRecord(epoch, steps, beta, bound + penalty, reconstruction, divergence, penalty, kept.bound(),
            kept.reconstruction(), kept.divergence(), step.learned());
    }

    private TrainingStep.Loss step(final int from, final int count, final double beta, final double done) {
        final long number = steps++;
        final double before = done - 1.0 / batchesPerEpoch();
        final double rate = options.learningRate() * options.optimiser().schedule().factor(before, options.epochs());
        final StepContext context =
            new StepContext(number, count, beta, done, StepContext.noise(RandomStreams.seed(options.seed(), NOISE), number));
        optimiser.beginStep(rate);
        final TrainingStep.Loss loss = step.run(data, order, from, context, clipped == null ? optimiser : clipped);
        if (!loss.isFinite()) {
            return loss;
        }
        if (clipped != null) {
            if (!Double.isFinite(clipped.norm())) {
                return new TrainingStep.Loss(Double.NaN, Double.NaN, Double.NaN, 0);
            }
            step.apply(clipped, optimiser);
        }
        step.endStep(rate);
        lastRate = rate;
        final long due = options.checkpointEverySteps() > 0 ? steps / options.checkpointEverySteps()
            : steps * options.checkpoints() / options.plannedSteps(training.length);
        if (due > checkpoints.size()) {
            keepCheckpoint();
        }
        return loss;
    }

    private void keepCheckpoint() {
        checkpoints.add(new Checkpoint(steps, lastRate, parameters.toArray()));
    }

    /** The bound on the rows kept out, always with the same noise and the full β, so that epochs can be compared. */
    private TrainingStep.Loss validate(final int epoch) {
        double bound = validation.length == 0 ? Double.NaN : 0;
        double reconstruction = bound;
        double divergence = bound;
        for (int from = 0; from < validation.length; from += options.batchSize()) {
            final int count = Math.min(options.batchSize(), validation.length - from);
            final TrainingStep.Loss loss = step.evaluate(data, validation, from, new StepContext(steps, count, options.beta(),
                epoch, StepContext.noise(RandomStreams.seed(options.seed(), VALIDATION_NOISE), from)));
            bound += loss.bound() * count / validation.length;
            reconstruction += loss.reconstruction() * count / validation.length;
            divergence += loss.divergence() * count / validation.length;
        }
        return new TrainingStep.Loss(bound, reconstruction, divergence, 0);
    }

    private double beta(final double epochsDone) {
        final int warmUp = options.betaWarmUpEpochs();
        return warmUp == 0 ? options.beta() : options.beta() * Math.min(1, epochsDone / warmUp);
    }

    private int batchesPerEpoch() {
        return (training.length + options.batchSize() - 1) / options.batchSize();
    }

    private String describe(final EpochRecord record) {
        final String epoch = "Epoch " + record.epoch() + " of " + options.epochs();
        return validation.length > 0
            ? String.format(Locale.ROOT, "%s: loss %.2f nats per row, %.2f on the rows kept out", epoch, record.trainingLoss(),
                record.validationLoss())
            : String.format(Locale.ROOT, "%s: loss %.2f nats per row", epoch, record.trainingLoss());
    }

    /** At least one row to train on; at least one kept out if any share was asked for. */
    private static int validationRows(final int rows, final double share) {
        return share == 0 ? 0 : Math.min(rows - 1, Math.max(1, (int)Math.round(rows * share)));
    }

    private static int[] shuffled(final int count, final SplittableRandom random) {
        final int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        shuffle(order, random);
        return order;
    }

    private static void shuffle(final int[] order, final SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    @Override
    public void close() {
        pool.close();
        step.close();
        optimiser.close();
        if (clipped != null) {
            clipped.close();
        }
        parameters.close();
    }
}
