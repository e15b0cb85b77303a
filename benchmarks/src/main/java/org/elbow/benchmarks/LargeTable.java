package org.elbow.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.vae.Architecture;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;

/**
 * Trains on a table that is larger than the Java heap, and scores its rows chunk by chunk as the nodes do. Prints the time per
 * million rows, and the most memory that the process held: its own, and of files that the system may drop at any time.
 *
 * <p>Arguments: {@code --rows N} (5,000,000), {@code --columns N} (50), {@code --memory MB} of rows that are kept in memory
 * (0 for automatic), {@code --samples N} for the likelihood (5), {@code --regret-rows N} (20,000).
 */
public final class LargeTable {

    private static final int FACTORS = 8;

    private static final int CHUNK = 32_768;

    private static final double MILLION = 1e6;

    private final AtomicLong own = new AtomicLong();

    private final AtomicLong ofFiles = new AtomicLong();

    private int rows = 5_000_000;

    private int columns = 50;

    private long megabytes;

    private int samples = 5;

    private int regretRows = 20_000;

    private LargeTable(final String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            final int value = i + 1 < arguments.length ? Integer.parseInt(arguments[i + 1]) : 0;
            switch (arguments[i]) {
                case "--rows" -> rows = value;
                case "--columns" -> columns = value;
                case "--memory" -> megabytes = value;
                case "--samples" -> samples = value;
                case "--regret-rows" -> regretRows = value;
                default -> throw new IllegalArgumentException("There is no argument " + arguments[i] + ".");
            }
        }
    }

    /** @param arguments see the class comment */
    public static void main(final String[] arguments) {
        new LargeTable(arguments).run();
    }

    private void run() {
        watchMemory();
        System.out.printf(Locale.ROOT, "%,d rows of %d columns, %,.0f MB encoded; Java heap at most %,d MB%n", rows, columns,
            4e-6 * rows * columns, Runtime.getRuntime().maxMemory() >> 20);
        final MatrixStorage storage = new MatrixStorage(megabytes << 20, MatrixStorage.defaults().folder());
        try (FeatureMatrix table = FeatureMatrix.allocate(rows, columns, storage)) {
            System.out.println(table.isInFile() ? "rows in a file in " + storage.folder() : "rows in memory");
            report("making and storing", rows, () -> fill(table));
            final VaeModel[] model = new VaeModel[1];
            report("training, one epoch", rows, () -> model[0] = train(table));
            report("evaluating with reconstructions", rows, () -> {
                try (VaeEvaluator evaluator =
                    new VaeEvaluator(model[0], new EvaluationOptions(1, true, 1, 0), rows, Progress.NONE)) {
                    forEachChunk(table, rows, chunk -> evaluator.evaluate(chunk).close());
                }
            });
            report("log-likelihood by " + samples + " samples", rows, () -> {
                try (ImportanceWeightedLikelihood likelihood = new ImportanceWeightedLikelihood(model[0],
                    new ImportanceSamplingOptions(samples, 1, 0), rows, Progress.NONE)) {
                    forEachChunk(table, rows, likelihood::logLikelihood);
                }
            });
            final int part = Math.min(rows, regretRows);
            report(String.format(Locale.ROOT, "likelihood regret, measured on %,d rows", part), part, () -> {
                try (LikelihoodRegret regret =
                    new LikelihoodRegret(model[0], LikelihoodRegretOptions.defaults(), part, Progress.NONE)) {
                    forEachChunk(table, part, regret::score);
                }
            });
        }
    }

    private void report(final String work, final int count, final Runnable what) {
        final long begin = System.nanoTime();
        what.run();
        final double seconds = 1e-9 * (System.nanoTime() - begin);
        System.out.printf(Locale.ROOT, "%-48s %8.1f s, %8.2f s per million rows; most memory so far: own %,d MB, of files %,d MB%n",
            work, seconds, seconds * MILLION / count, own.get() >> 10, ofFiles.get() >> 10);
    }

    /** A few factors behind all columns, and noise. */
    private void fill(final FeatureMatrix table) {
        final SplittableRandom random = new SplittableRandom(1);
        final float[][] loadings = new float[FACTORS][columns];
        for (final float[] loading : loadings) {
            for (int c = 0; c < columns; c++) {
                loading[c] = (float)(random.nextGaussian() / Math.sqrt(FACTORS));
            }
        }
        final float[] row = new float[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float)(0.6 * (random.nextDouble() - 0.5));
            }
            for (final float[] loading : loadings) {
                final float factor = (float)(3.4 * (random.nextDouble() - 0.5));
                for (int c = 0; c < columns; c++) {
                    row[c] += factor * loading[c];
                }
            }
            table.setRow(r, row, 0);
        }
    }

    private VaeModel train(final FeatureMatrix table) {
        final FeatureEncoding encoding =
            new FeatureEncoding(List.of(new VectorEncoding("numbers", columns, Scaling.NONE, 0, 1)));
        return VaeTrainer.train(table, encoding, Architecture.dense(columns, columns, List.of(128, 64), FACTORS, Activation.RELU),
            LikelihoodSpec.gaussian(columns), TrainingOptions.defaults().withEpochs(1), Progress.NONE).model();
    }

    /** What is done with a chunk of rows. */
    @FunctionalInterface
    private interface ChunkWork {
        void run(FeatureMatrix chunk);
    }

    private void forEachChunk(final FeatureMatrix table, final int count, final ChunkWork work) {
        final float[] row = new float[columns];
        for (int from = 0; from < count; from += CHUNK) {
            try (FeatureMatrix chunk = FeatureMatrix.allocate(Math.min(CHUNK, count - from), columns)) {
                for (int r = 0; r < chunk.rows(); r++) {
                    table.getRow(from + r, row, 0);
                    chunk.setRow(r, row, 0);
                }
                work.run(chunk);
            }
        }
    }

    /** Notes the process's memory ten times per second; on Linux only. */
    private void watchMemory() {
        final Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return;
        }
        final Thread watcher = new Thread(() -> {
            try {
                while (true) {
                    note(status);
                    Thread.sleep(100);
                }
            } catch (final IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "memory");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void note(final Path status) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            lines.forEach(line -> {
                final long kilobytes = line.startsWith("Rss") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
                if (line.startsWith("RssAnon")) {
                    own.accumulateAndGet(kilobytes, Math::max);
                } else if (line.startsWith("RssFile")) {
                    ofFiles.accumulateAndGet(kilobytes, Math::max);
                }
            });
        }
    }
}
