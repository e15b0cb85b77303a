package org.elbow.disentangle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;

/**
 * Codes with their factors, in an order that looks random but follows from the seed and the rows' content alone. Whoever takes
 * the first rows, or every second, therefore takes the same at random however the table was sorted.
 */
final class CodedRows {

    private static final int REPORT_EVERY = 4096;

    private final double[][] codes;

    private final int[][] labels;

    private final List<Factors.Column> factors;

    private CodedRows(final double[][] codes, final int[][] labels, final List<Factors.Column> factors) {
        this.codes = codes;
        this.labels = labels;
        this.factors = factors;
    }

    /**
     * @param codes [rows, codes]
     * @param factors those that vary; may be none
     * @param mostRows of more rows, so many are kept
     * @param seed of the order
     */
    static CodedRows of(final FeatureMatrix codes, final Factors factors, final int mostRows, final long seed,
        final Progress progress) {
        final int rows = codes.rows();
        final int width = codes.columns();
        final float[] code = new float[width];
        final long[] content = new long[width + factors.columns().size()];
        final long[] hash = new long[rows];
        for (int row = 0; row < rows; row++) {
            if (row % REPORT_EVERY == 0) {
                progress.update((double)row / rows, "Choosing rows");
            }
            codes.getRow(row, code, 0);
            for (int c = 0; c < width; c++) {
                if (!Float.isFinite(code[c])) {
                    throw new DataException("Code " + (c + 1) + " of row " + (row + 1) + " is " + code[c]
                        + ", which cannot be scored. Leave the row out.");
                }
                content[c] = Float.floatToIntBits(code[c] + 0f);
            }
            for (int f = 0; f < factors.columns().size(); f++) {
                content[width + f] = factors.columns().get(f).labels()[row];
            }
            hash[row] = RandomStreams.seed(seed, content);
        }
        final int[] order = order(hash, seed, mostRows);
        final double[][] ordered = new double[order.length][width];
        for (int i = 0; i < order.length; i++) {
            codes.getRow(order[i], code, 0);
            for (int c = 0; c < width; c++) {
                ordered[i][c] = code[c];
            }
        }
        return new CodedRows(ordered, factors.isEmpty() ? new int[order.length][0] : factors.rows(order), factors.columns());
    }

    /** The rows by their content's hash, equal ones at random places. */
    private static int[] order(final long[] hash, final long seed, final int mostRows) {
        final int[] byContent = sorted(hash);
        final long[] places = new long[hash.length];
        int repetition = 0;
        for (int i = 0; i < places.length; i++) {
            repetition = i > 0 && hash[byContent[i]] == hash[byContent[i - 1]] ? repetition + 1 : 0;
            // which of some equal rows is the first, which the second, does not matter
            places[byContent[i]] = RandomStreams.seed(seed, hash[byContent[i]], repetition);
        }
        return Arrays.copyOf(sorted(places), Math.min(mostRows, places.length));
    }

    private static int[] sorted(final long[] keys) {
        return IntStream.range(0, keys.length).boxed().sorted(Comparator.comparingLong(row -> keys[row]))
            .mapToInt(Integer::intValue).toArray();
    }

    /** The first rows. */
    CodedRows first(final int rows) {
        return rows >= rows() ? this
            : new CodedRows(Arrays.copyOf(codes, rows), Arrays.copyOf(labels, rows), factors);
    }

    /** Every second row. @param start 0 or 1 */
    CodedRows half(final int start) {
        final int[] rows = IntStream.range(0, rows()).filter(row -> row % 2 == start).toArray();
        return new CodedRows(Arrays.stream(rows).mapToObj(row -> codes[row]).toArray(double[][]::new),
            Arrays.stream(rows).mapToObj(row -> labels[row]).toArray(int[][]::new), factors);
    }

    /** The same rows with each code divided by its standard deviation, and around 0; codes that do not vary become 0. */
    CodedRows standardised() {
        final double[] mean = new double[width()];
        final double[] variance = variance(mean);
        final double[][] scaled = new double[rows()][width()];
        for (int row = 0; row < rows(); row++) {
            for (int c = 0; c < mean.length; c++) {
                scaled[row][c] = variance[c] > 0 ? (codes[row][c] - mean[c]) / Math.sqrt(variance[c]) : 0;
            }
        }
        return new CodedRows(scaled, labels, factors);
    }

    /** Each code's variance over the rows; those that do not vary have exactly 0. */
    double[] variance() {
        return variance(new double[width()]);
    }

    private double[] variance(final double[] mean) {
        final double[] variance = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            final int code = c;
            if (Arrays.stream(codes).allMatch(row -> row[code] == codes[0][code])) {
                mean[c] = codes[0][c];
                continue;
            }
            final double centre = Arrays.stream(codes).mapToDouble(row -> row[code]).average().orElse(0);
            mean[c] = centre;
            variance[c] =
                Arrays.stream(codes).mapToDouble(row -> (row[code] - centre) * (row[code] - centre)).average().orElse(0);
        }
        return variance;
    }

    int rows() {
        return codes.length;
    }

    int width() {
        return codes.length == 0 ? 0 : codes[0].length;
    }

    /** [rows][codes]; not to be changed. */
    double[][] codes() {
        return codes;
    }

    /** [rows][factors]; not to be changed. */
    int[][] labels() {
        return labels;
    }

    /** The factors' names and numbers of values; their labels are in the table's order, not in this one. */
    List<Factors.Column> factors() {
        return factors;
    }

    /** One factor's labels, row by row. */
    int[] labels(final int factor) {
        return Arrays.stream(labels).mapToInt(row -> row[factor]).toArray();
    }

    /** For each value of a factor the rows that have it; some may be empty. */
    int[][] rowsByValue(final int factor) {
        final int[] of = labels(factor);
        final int[] counts = new int[factors.get(factor).values()];
        for (final int label : of) {
            counts[label]++;
        }
        final int[][] rows = new int[counts.length][];
        Arrays.setAll(rows, value -> new int[counts[value]]);
        for (int row = of.length - 1; row >= 0; row--) {
            rows[of[row]][--counts[of[row]]] = row;
        }
        return rows;
    }
}
