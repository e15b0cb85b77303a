package org.elbow.consistency;

import java.util.Arrays;

import org.elbow.data.ContentSampler;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.nn.WorkerPool;
import org.elbow.vae.PassPool;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeModel;

/** Measures {@link CodeUsage} over the rows of a table that are read chunk by chunk. */
public final class CodeUsageMeter implements AutoCloseable {

    /** The share of the encoding in the time taken. */
    private static final double ENCODING = 0.3;

    private final CodeUsageOptions options;

    private final long tableRows;

    private final Progress progress;

    private final VaeEncoder encoder;

    /** Keeps posteriors. */
    private final ContentSampler sampler;

    private final double[] mean;

    private final double[] squares;

    private long seen;

    private long finite;

    /**
     * @param model a trained model
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of blocks of rows, and may cancel
     */
    public CodeUsageMeter(final VaeModel model, final CodeUsageOptions options, final long rows, final Progress progress) {
        this.options = options;
        this.progress = progress;
        tableRows = rows;
        final int latent = model.architecture().latent();
        mean = new double[latent];
        squares = new double[latent];
        sampler = new ContentSampler((int)Math.min(options.rows(), rows), 2 * latent, options.seed(), MatrixStorage.defaults());
        encoder = new VaeEncoder(model, options.workers());
    }

    /**
     * Takes note of a chunk of rows.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public void add(final FeatureMatrix rows) {
        final double done = ENCODING * seen / Math.max(1, tableRows);
        seen += rows.rows();
        final float[] posterior = new float[2 * mean.length];
        try (FeatureMatrix posteriors =
            encoder.encode(rows, progress.part(done, ENCODING * seen / Math.max(1, tableRows)))) {
            for (int row = 0; row < rows.rows(); row++) {
                posteriors.getRow(row, posterior, 0);
                if (isFinite(posterior)) {
                    sampler.add(rows, row, posteriors);
                    addMean(posterior);
                }
            }
        }
    }

    private static boolean isFinite(final float[] posterior) {
        for (final float value : posterior) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private void addMean(final float[] posterior) {
        finite++;
        for (int i = 0; i < mean.length; i++) {
            final double delta = posterior[i] - mean[i];
            mean[i] += delta / finite;
            squares[i] += delta * (posterior[i] - mean[i]);
        }
    }

    /**
     * @return what was found for all rows that were added
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public CodeUsage measure() {
        final double[] variances = Arrays.stream(squares).map(sum -> sum / finite).toArray();
        final long[] hashes = sampler.hashes();
        final double[] information = new double[hashes.length];
        try (FeatureMatrix posteriors = sampler.sample(); WorkerPool pool = new WorkerPool(options.workers())) {
            final PosteriorMixture mixture = new PosteriorMixture(posteriors);
            pool.forEachBlock(hashes.length, Math.max(1, PassPool.BLOCK / options.draws()), progress.part(ENCODING, 1),
                "Measuring mutual information", (worker, from, to) -> {
                    final double[] densities = new double[hashes.length];
                    final float[] draw = new float[mean.length];
                    for (int row = from; row < to; row++) {
                        for (int number = 0; number < options.draws(); number++) {
                            RandomStreams.gaussian(RandomStreams.of(hashes[row], number), draw, 0, draw.length);
                            information[row] += mixture.information(row, draw, densities) / options.draws();
                        }
                    }
                });
        }
        return new CodeUsage(Arrays.stream(information).average().orElse(Double.NaN), hashes.length, variances);
    }

    @Override
    public void close() {
        encoder.close();
        sampler.close();
    }
}
