package org.elbow.vae;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.elbow.nn.RandomStreams;

/**
 * Which rows are trained on, and which are kept out. It depends on the seed, the share that is kept out and the number of rows,
 * and on nothing else.
 *
 * @param training indices of the rows to train on, in no order
 * @param validation indices of the rows that are kept out, in no order
 */
record TrainingSplit(int[] training, int[] validation) {

    private static final long SPLIT = 1;

    /** Splits the rows of a table. */
    static TrainingSplit of(final int rows, final TrainingOptions options) {
        final int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        shuffle(order, RandomStreams.of(options.seed(), SPLIT));
        final int kept = validationRows(rows, options.validationShare());
        return new TrainingSplit(Arrays.copyOfRange(order, kept, rows), Arrays.copyOf(order, kept));
    }

    /** At least one row to train on; at least one kept out if any share was asked for. */
    private static int validationRows(final int rows, final double share) {
        return share == 0 ? 0 : Math.min(rows - 1, Math.max(1, (int)Math.round(rows * share)));
    }

    /** Puts indices into a random order. */
    static void shuffle(final int[] order, final SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
