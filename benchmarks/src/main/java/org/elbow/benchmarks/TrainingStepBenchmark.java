package org.elbow.benchmarks;

import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;

/**
 * How long one training step takes: forward, loss, back, Adam, on batches of 128 rows.
 *
 * <p>Trains through the public API on random rows of an image's size and sparsity, and times the steps by the trainer's own
 * reports of progress. A run's first steps, while the JVM compiles, are not counted; the runs of all settings take turns, so
 * that a machine that slows down slows them all.
 *
 * <p>Arguments: the number of worker threads (0, the default, for one per processor) and of rounds (default 5).
 */
public final class TrainingStepBenchmark {

    private static final int BATCH = 128;

    private static final int STEPS_PER_EPOCH = 50;

    private static final int EPOCHS = 8;

    private static final int UNCOUNTED_STEPS = 100;

    /** Networks to train, named as the table shows them. */
    private enum Setting {
        DENSE_SMALL("784-400-20, Bernoulli", List.of(400), 20, true),
        DENSE("784-512-256-32, Bernoulli", List.of(512, 256), 32, true),
        DENSE_GAUSSIAN("784-512-256-32, Gaussian", List.of(512, 256), 32, false);

        private static final int FEATURES = 784;

        private final String label;

        private final Architecture architecture;

        private final LikelihoodSpec likelihood;

        Setting(final String label, final List<Integer> hidden, final int latent, final boolean bernoulli) {
            this.label = label;
            likelihood = bernoulli ? LikelihoodSpec.bernoulli(FEATURES) : LikelihoodSpec.gaussian(FEATURES);
            architecture = Architecture.dense(FEATURES, likelihood.outputs(), hidden, latent, Activation.RELU);
        }
    }

    private TrainingStepBenchmark() {
    }

    /** @param arguments see the class comment */
    public static void main(final String[] arguments) {
        final int workers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        final int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        final Durations[] durations = new Durations[Setting.values().length];
        try (FeatureMatrix rows = imageLikeRows(BATCH * STEPS_PER_EPOCH, Setting.FEATURES)) {
            for (int round = 0; round < rounds; round++) {
                for (final Setting setting : Setting.values()) {
                    final Durations found = time(setting, rows, workers);
                    final Durations before = durations[setting.ordinal()];
                    durations[setting.ordinal()] = before == null ? found : before.and(found);
                }
            }
        }
        System.out.println(Durations.machine() + ", " + (workers == 0 ? "as many" : workers)
            + " worker threads, batches of " + BATCH + " rows");
        System.out.println(Durations.header("network"));
        for (final Setting setting : Setting.values()) {
            System.out.println(durations[setting.ordinal()].line(setting.label));
        }
    }

    private static Durations time(final Setting setting, final FeatureMatrix rows, final int workers) {
        final FeatureEncoding encoding =
            new FeatureEncoding(List.of(new VectorEncoding("pixels", rows.columns(), Scaling.NONE, 0, 1)));
        final TrainingOptions options = new TrainingOptions(EPOCHS, BATCH, 1e-3, 1, 0, 0, 0, 0, 7, workers);
        final StepClock clock = new StepClock(STEPS_PER_EPOCH * EPOCHS);
        VaeTrainer.train(rows, encoding, setting.architecture, setting.likelihood, options, clock);
        return clock.durations(UNCOUNTED_STEPS);
    }

    /** Rows in [0, 1] of which four values in five are 0, as in pictures of handwriting. */
    private static FeatureMatrix imageLikeRows(final int rows, final int columns) {
        final SplittableRandom random = new SplittableRandom(1);
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, columns);
        final float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(5) == 0 ? (float)random.nextDouble() : 0f;
            }
            matrix.setRow(i, row, 0);
        }
        return matrix;
    }
}
