package org.elbow.influence;

import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;

/**
 * For each of some rows the training rows that lowered its loss most (proponents), and those that raised it most (opponents),
 * by {@link TracIn}. Holds these alone, never all pairs.
 */
public final class InfluenceRanking {

    private final TopRows[] proponents;

    private final TopRows[] opponents;

    /**
     * A training row and its influence.
     *
     * @param row the training row's index
     * @param influence in nats, never 0
     */
    public record Ranked(int row, float influence) {
    }

    private InfluenceRanking(final int rows, final int count) {
        proponents = new TopRows[rows];
        opponents = new TopRows[rows];
        for (int row = 0; row < rows; row++) {
            proponents[row] = new TopRows(count);
            opponents[row] = new TopRows(count);
        }
    }

    /**
     * Ranks training rows.
     *
     * @param model a trained model with checkpoints
     * @param train the rows that it was trained on, or some of them, [n, features]; not changed
     * @param test the rows to explain, encoded in the same way, [m, features]; not changed
     * @param count how many proponents and how many opponents to find for each test row, at least 1
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return the ranking
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws org.elbow.data.DataException if the model holds no checkpoints, or a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static InfluenceRanking of(final VaeModel model, final FeatureMatrix train, final FeatureMatrix test,
        final int count, final InfluenceOptions options, final Progress progress) {
        if (count < 1) {
            throw new IllegalArgumentException(
                "The number of proponents and opponents is " + count + "; it must be at least 1.");
        }
        final InfluenceRanking ranking = new InfluenceRanking(test.rows(), Math.min(count, Math.max(1, train.rows())));
        TracIn.influence(model, train, test, options, ranking::add, progress);
        return ranking;
    }

    private void add(final int firstTrain, final int firstTest, final float[][] influence) {
        for (int i = 0; i < influence.length; i++) {
            for (int j = 0; j < influence[i].length; j++) {
                final float value = influence[i][j];
                if (value > 0) {
                    proponents[firstTest + j].offer(firstTrain + i, value);
                } else if (value < 0) {
                    opponents[firstTest + j].offer(firstTrain + i, -value);
                }
            }
        }
    }

    /** @return how many rows are explained */
    public int rows() {
        return proponents.length;
    }

    /**
     * @param testRow a row, counted from 0
     * @return the training rows of the highest positive influence, the highest first; of equal ones those that stand first
     */
    public List<Ranked> proponents(final int testRow) {
        return proponents[testRow].ranked(1);
    }

    /**
     * @param testRow a row, counted from 0
     * @return the training rows of the lowest negative influence, the lowest first; of equal ones those that stand first
     */
    public List<Ranked> opponents(final int testRow) {
        return opponents[testRow].ranked(-1);
    }
}
