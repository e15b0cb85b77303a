package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/**
 * How much each dimension of a code tells about each known factor, and the two scores that follow from it. With I the mutual
 * information of a code, put into bins of equal width, and a factor, H the entropy of a factor, and F factors:
 * <ul>
 * <li>the mutual information gap (Chen et al. 2018) is the mean over factors of (I₁ − I₂)/H, where I₁ and I₂ belong to the
 * two codes that tell most of the factor: 1 if one code tells all and no other anything;</li>
 * <li>modularity (Ridgeway and Mozer 2018) is the mean over codes of 1 − (Σ I² − max I²)/(max I² (F − 1)), sums and maxima
 * over the factors: 1 if each code tells of one factor only. A code that tells of none scores 0.</li>
 * </ul>
 * Factors with a single value tell nothing about codes: {@link #constantFactors} names them, and the scores pass them over.
 *
 * @param nats the mutual information, [codes][factors], in [0, {@code factorEntropy}]
 * @param factorEntropy the entropy of each factor in nats, [factors]; 0 for those with a single value
 */
public record MutualInformation(double[][] nats, double[] factorEntropy) {

    /** The customary number of bins for a code. */
    public static final int BINS = 20;

    private static final int MAXIMUM_BINS = 1000;

    /** Beyond this the numbers are measurements rather than a factor's values, and each would tell everything. */
    private static final int MAXIMUM_VALUES = 65_536;

    /**
     * Estimates the mutual information from the rows at hand.
     *
     * @param codes [rows][codes], finite numbers; not modified
     * @param factors [rows][factors], the number of each factor's value; not modified
     * @param bins how many bins a code is put into, in [2, 1000]
     * @return the mutual information
     * @throws DataException if there is no row, a code is not finite, a factor has too many values, or none has two
     * @throws IllegalArgumentException if the numbers of rows differ, a row is shorter or longer than the first, or the number
     *             of bins is out of range
     */
    public static MutualInformation of(final double[][] codes, final int[][] factors, final int bins) {
        final int width = width(codes.length, row -> codes[row].length, "codes");
        return of(code -> row -> codes[row][code], codes.length, width, factors, bins, Progress.NONE);
    }

    /**
     * Estimates the mutual information from the rows at hand.
     *
     * @param codes [rows, codes], finite numbers; not modified
     * @param factors [rows][factors], the number of each factor's value; not modified
     * @param bins how many bins a code is put into, in [2, 1000]
     * @param progress hears of every code
     * @return the mutual information
     * @throws DataException if there is no row, a code is not finite, a factor has too many values, or none has two
     * @throws IllegalArgumentException if the numbers of rows differ, a row of factors is shorter or longer than the first, or
     *             the number of bins is out of range
     * @throws CancellationException if {@code progress} cancels
     */
    public static MutualInformation of(final FeatureMatrix codes, final int[][] factors, final int bins,
        final Progress progress) {
        return of(code -> row -> codes.get(row, code), codes.rows(), codes.columns(), factors, bins, progress);
    }

    /** The values of one code, row by row. */
    private interface Codes {
        IntToDoubleFunction column(int code);
    }

    private static MutualInformation of(final Codes codes, final int rows, final int width, final int[][] factors,
        final int bins, final Progress progress) {
        if (bins < 2 || bins > MAXIMUM_BINS) {
            throw new IllegalArgumentException(
                "The number of bins is " + bins + "; it must be between 2 and " + MAXIMUM_BINS + ".");
        }
        if (rows != factors.length) {
            throw new IllegalArgumentException(
                "There are " + rows + " rows of codes, but " + factors.length + " rows of factors.");
        }
        if (rows == 0) {
            throw new DataException("There are no rows from which to learn what codes tell about factors.");
        }
        final Discrete[] discrete = discrete(factors);
        final double[] entropy = Arrays.stream(discrete).mapToDouble(Discrete::entropy).toArray();
        if (Arrays.stream(entropy).noneMatch(h -> h > 0)) {
            throw new DataException("Each of the " + entropy.length + " factors has a single value in all " + rows
                + " rows; choose a factor that varies, or rows among which it does.");
        }
        final double[][] nats = new double[width][];
        for (int code = 0; code < width; code++) {
            progress.update((double)code / width, "Measuring what code " + (code + 1) + " of " + width + " tells");
            final IntToDoubleFunction column = codes.column(code);
            requireFinite(column, rows, code);
            final Discrete binned = Discrete.binned(column, rows, bins);
            nats[code] = Arrays.stream(discrete).mapToDouble(binned::information).toArray();
        }
        return new MutualInformation(nats, entropy);
    }

    private static Discrete[] discrete(final int[][] factors) {
        final Discrete[] discrete = new Discrete[width(factors.length, row -> factors[row].length, "factors")];
        for (int factor = 0; factor < discrete.length; factor++) {
            final int column = factor;
            discrete[factor] = Discrete.of(Arrays.stream(factors).mapToInt(row -> row[column]).toArray());
            final int values = discrete[factor].counts().length;
            if (values > MAXIMUM_VALUES) {
                throw new DataException("Factor " + (factor + 1) + " has " + values + " different values, more than "
                    + MAXIMUM_VALUES + "; put its values into bins first.");
            }
        }
        return discrete;
    }

    private static int width(final int rows, final IntUnaryOperator length, final String what) {
        final int width = rows == 0 ? 0 : length.applyAsInt(0);
        for (int row = 0; row < rows; row++) {
            if (length.applyAsInt(row) != width) {
                throw new IllegalArgumentException("Row " + (row + 1) + " has " + length.applyAsInt(row) + " " + what
                    + ", but the first row has " + width + ".");
            }
        }
        if (rows > 0 && width == 0) {
            throw new IllegalArgumentException("The rows have no " + what + ".");
        }
        return width;
    }

    private static void requireFinite(final IntToDoubleFunction column, final int rows, final int code) {
        for (int row = 0; row < rows; row++) {
            if (!Double.isFinite(column.applyAsDouble(row))) {
                throw new DataException("Code " + (code + 1) + " of row " + (row + 1) + " is " + column.applyAsDouble(row)
                    + ", which no bin holds. Leave the row out.");
            }
        }
    }

    /** @return the factors with a single value, by their index in ascending order; the scores pass them over */
    public int[] constantFactors() {
        return IntStream.range(0, factorEntropy.length).filter(factor -> !varies(factor)).toArray();
    }

    private boolean varies(final int factor) {
        return factorEntropy[factor] > 0;
    }

    private int[] varyingFactors() {
        return IntStream.range(0, factorEntropy.length).filter(this::varies).toArray();
    }

    /** @return the mutual information gap, in [0, 1]; a single code has no rival, hence I₂ = 0 */
    public double gap() {
        double sum = 0;
        final int[] factors = varyingFactors();
        for (final int factor : factors) {
            double first = 0;
            double second = 0;
            for (final double[] code : nats) {
                second = Math.max(second, Math.min(first, code[factor]));
                first = Math.max(first, code[factor]);
            }
            sum += (first - second) / factorEntropy[factor];
        }
        return sum / factors.length;
    }

    /**
     * @return the modularity, in [0, 1]
     * @throws DataException if fewer than two factors vary
     */
    public double modularity() {
        return Arrays.stream(modularityPerCode()).average().orElseThrow();
    }

    /**
     * @return the modularity of each code, [codes], in [0, 1]; 0 for a code that tells of no factor
     * @throws DataException if fewer than two factors vary
     */
    public double[] modularityPerCode() {
        final int[] factors = varyingFactors();
        if (factors.length < 2) {
            throw new DataException("Modularity compares what a code tells about several factors, but of the "
                + factorEntropy.length + " given only " + factors.length + " varies. Add a factor with two values or more.");
        }
        return Arrays.stream(nats).mapToDouble(code -> modularity(code, factors)).toArray();
    }

    private static double modularity(final double[] code, final int[] factors) {
        double sum = 0;
        double largest = 0;
        for (final int factor : factors) {
            final double square = code[factor] * code[factor];
            sum += square;
            largest = Math.max(largest, square);
        }
        return largest == 0 ? 0 : Math.max(0, 1 - (sum - largest) / (largest * (factors.length - 1)));
    }
}
