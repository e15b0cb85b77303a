package org.elbow.explore;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.RandomStreams;

/**
 * Codes from the posteriors of rows, z ~ N(mean, diag exp(logvar)), a few for each row: code k of row r is number
 * r · draws + k. A row's codes depend on the seed and the row's content, not on the other rows.
 */
public final class PosteriorDraws implements CodeSequence {

    private final FeatureMatrix posteriors;

    private final int draws;

    private final long[] streams;

    private final long seed;

    private final boolean atMean;

    /**
     * @param rows whose content the draws depend on, [rows, features]; not changed, not needed afterwards
     * @param posteriors mean, then log-variance of each row's code, [rows, 2 · latent], as
     *            {@link org.elbow.vae.VaeEncoder#encode} gives them; not copied, not to be closed before this is used up
     * @param draws for each row, from 1 to 100,000
     * @param seed of the draws
     * @throws IllegalArgumentException if the number of draws is out of range, or the matrices have different numbers of rows
     */
    public PosteriorDraws(final FeatureMatrix rows, final FeatureMatrix posteriors, final int draws, final long seed) {
        this(rows, posteriors, draws, seed, false);
    }

    private PosteriorDraws(final FeatureMatrix rows, final FeatureMatrix posteriors, final int draws, final long seed,
        final boolean atMean) {
        requireDraws(draws);
        this.atMean = atMean;
        if (rows.rows() != posteriors.rows()) {
            throw new IllegalArgumentException(
                "There are " + rows.rows() + " rows, but " + posteriors.rows() + " posteriors.");
        }
        this.posteriors = posteriors;
        this.draws = draws;
        this.seed = seed;
        streams = new long[rows.rows()];
        for (int row = 0; row < streams.length; row++) {
            streams[row] = rows.contentHash(row, seed);
        }
    }

    /**
     * The means instead of draws, one for each row. Unlike those of {@link CodeSequence#means}, values that are drawn for them
     * depend on the row's content.
     *
     * @param rows as above
     * @param posteriors as above
     * @param seed of the draws of values
     * @return a code for each row
     * @throws IllegalArgumentException if the matrices have different numbers of rows
     */
    public static PosteriorDraws means(final FeatureMatrix rows, final FeatureMatrix posteriors, final long seed) {
        return new PosteriorDraws(rows, posteriors, 1, seed, true);
    }

    /** @throws IllegalArgumentException if {@code draws} is not from 1 to 100,000 */
    public static void requireDraws(final int draws) {
        if (draws < 1 || draws > 100_000) {
            throw new IllegalArgumentException(
                "The number of draws per row is " + draws + "; it must be between 1 and 100000.");
        }
    }

    @Override
    public long size() {
        return (long)posteriors.rows() * draws;
    }

    @Override
    public int latent() {
        return posteriors.columns() / 2;
    }

    @Override
    public void code(final long index, final float[] target) {
        final int latent = latent();
        final float[] posterior = new float[2 * latent];
        posteriors.getRow((int)(index / draws), posterior, 0);
        if (atMean) {
            System.arraycopy(posterior, 0, target, 0, latent);
            return;
        }
        RandomStreams.gaussian(RandomStreams.of(stream(index), Streams.POSTERIOR), target, 0, latent);
        for (int i = 0; i < latent; i++) {
            target[i] = posterior[i] + (float)Math.exp(0.5 * posterior[latent + i]) * target[i];
        }
    }

    @Override
    public long stream(final long index) {
        return RandomStreams.seed(seed, streams[(int)(index / draws)], index % draws);
    }
}
