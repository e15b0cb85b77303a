package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.ClippedGradient;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Optimiser;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.nn.WorkerPool;

/** A training while it goes on: epoch after epoch, until all are done, the validation loss has ceased to fall, or it diverged. */
final class Training implements AutoCloseable {

    private static final long ORDER = 2;

    private static final long NOISE = 3;

    private static final long VALIDATION_NOISE = 4;

    private final FeatureMatrix data;

    private final TrainingOptions options;

    private final Objective objective;

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

    private final TrainingStart start;

    private final List<EpochRecord> history = new ArrayList<>();

    private final CheckpointKeeper checkpoints;

    private long steps;

    private float[] best;

    private Map<String, float[]> learned = Map.of();

    private int bestEpoch;

    private double bestLoss = Double.POSITIVE_INFINITY;

    Training(final FeatureMatrix data, final VaeStructure structure, final TrainingStart start,
        final Objective objective, final TrainingOptions options, final Progress progress) {
        this.data = data;
        this.start = start;
        this.options = options;
        this.objective = objective;
        this.structure = structure;
        this.progress = progress;
        final TrainingSplit split = TrainingSplit.of(data.rows(), options);
        training = split.training();
        validation = split.validation();
        CheckpointKeeper.requireRoom(options, training.length); // before any memory is taken
        order = new int[training.length];
        pool = new WorkerPool(options.workers());
        parameters = FloatBlock.of(start.parameters());
        checkpoints = new CheckpointKeeper(options, training.length, parameters);
        optimiser = options.optimiser().create(parameters);
        clipped = options.optimiser().largestNorm() == 0 ? null
            : new ClippedGradient(structure.parameterCount(), options.optimiser().largestNorm(), pool.workers());
        step = new TrainingStep(structure, parameters, objective, Math.min(options.batchSize(), data.rows()), pool);
    }

    /**
     * Trains to the end.
     *
     * @param encoding of the rows, recorded in the model
     * @param architecture the networks, recorded in the model
     * @return the model of the best epoch if rows are kept out for validation, else of the last, and how it came to be
     * @throws DataException if the loss ceases to be a finite number in the first epoch
     */
    TrainingResult run(final FeatureEncoding encoding, final Architecture architecture) {
        final String stopReason = run();
        final TrainingRecord record = new TrainingRecord(options, objective.describe(options), training.length, history.size(),
            steps, bestEpoch, bestLoss, stopReason, start.earlier(), LibraryVersions.current());
        return new TrainingResult(new VaeModel(architecture, structure.likelihood(), encoding, best, learned, checkpoints.kept(),
            record), List.copyOf(history), stopReason);
    }

    private String run() {
        progress.update(0, "Training on " + training.length + " rows");
        step.startFrom(start.learned());
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
                checkpoints.endEarly();
                return "the validation loss had not improved for " + sinceBest + " epochs";
            }
        }
        return "all " + options.epochs() + " epochs were done";
    }

    /** Goes through the training rows once; {@code null} if the loss ceased to be finite. */
    private EpochRecord epoch(final int epoch) {
        System.arraycopy(training, 0, order, 0, order.length);
        TrainingSplit.shuffle(order, RandomStreams.of(options.seed(), ORDER, (long)start.epochs() + epoch));
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
        final long number = start.steps() + steps++;
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
        checkpoints.afterStep(steps, rate);
        return loss;
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
