package org.elbow.vae;

import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.RandomStreams;

/** Standard normal draws for the rows of a table. */
@FunctionalInterface
public interface RowNoise {

    /**
     * Draws for one row and one purpose.
     *
     * @param row the row's index in the table
     * @param draw the number of the draw
     * @param target its first entries are set, as many as the code has dimensions
     * @param count how many entries to set
     */
    void draw(int row, int draw, float[] target, int count);

    /**
     * Draws that depend on the seed and the row's content alone: equal rows get equal scores, and neither the other rows of
     * the table nor their order matter.
     *
     * @param rows the table
     * @param seed of the draws
     * @return the draws
     */
    static RowNoise byContent(final FeatureMatrix rows, final long seed) {
        final long[] seeds = new long[rows.rows()];
        for (int row = 0; row < seeds.length; row++) {
            seeds[row] = rows.contentHash(row, seed);
        }
        return (row, draw, target, count) -> {
            final SplittableRandom stream = RandomStreams.of(seeds[row], draw);
            RandomStreams.gaussian(stream, target, 0, count);
        };
    }
}
