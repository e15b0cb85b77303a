package org.elbow.disentangle;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A variable that takes few values, seen row after row. What is computed from it depends on how often values occur, and
 * together with which, but not on the order of the rows.
 *
 * @param labels of each row, the number of its value in [0, counts.length)
 * @param counts of each value, how many rows have it; 0 is possible
 */
record Discrete(int[] labels, int[] counts) {

    /** The values as they are, each with a number of its own. The array is not modified. */
    static Discrete of(final int[] values) {
        final int[] sorted = Arrays.stream(values).sorted().distinct().toArray();
        final int[] labels = new int[values.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Arrays.binarySearch(sorted, values[row]);
        }
        return counting(labels, sorted.length);
    }

    /**
     * Numbers in bins of equal width between the smallest and the largest. Each bin begins with its lower edge; the last one
     * also holds its upper edge. If all are equal, the first bin holds them.
     *
     * @param values a finite number for each row
     */
    static Discrete binned(final IntToDoubleFunction values, final int rows, final int bins) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            min = Math.min(min, values.applyAsDouble(row));
            max = Math.max(max, values.applyAsDouble(row));
        }
        final int[] labels = new int[rows];
        if (max > min) {
            for (int row = 0; row < rows; row++) {
                // multiplied first: whole numbers then fall exactly on the edges
                labels[row] = Math.min(bins - 1, (int)((values.applyAsDouble(row) - min) * bins / (max - min)));
            }
        }
        return counting(labels, bins);
    }

    private static Discrete counting(final int[] labels, final int values) {
        final int[] counts = new int[values];
        for (final int label : labels) {
            counts[label]++;
        }
        return new Discrete(labels, counts);
    }

    /** @return H = −Σ p log p, in nats; 0 if all rows have the same value */
    double entropy() {
        double sum = 0;
        for (final int count : counts) {
            if (count > 0) {
                final double share = (double)count / labels.length;
                sum += share * Math.log((double)labels.length / count);
            }
        }
        return sum;
    }

    /**
     * @return I = Σ p(a, b) log (p(a, b) / (p(a) p(b))), in nats; exactly 0 if the two are independent, or one takes a single
     *         value
     */
    double information(final Discrete other) {
        final int columns = other.counts.length;
        final int[] joint = new int[counts.length * columns];
        for (int row = 0; row < labels.length; row++) {
            joint[labels[row] * columns + other.labels[row]]++;
        }
        final long rows = labels.length;
        double sum = 0;
        for (int cell = 0; cell < joint.length; cell++) {
            if (joint[cell] > 0) {
                final long together = joint[cell] * rows;
                final long apart = (long)counts[cell / columns] * other.counts[cell % columns];
                sum += (double)joint[cell] / rows * Math.log((double)together / apart);
            }
        }
        return Math.max(0, sum);
    }
}
