package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.elbow.nn.Progress;

/** How much the codes tell of one another; no factors are needed. Codes that do not vary are left out. */
final class CodeDependence {

    /** Eigenvalues of a correlation matrix that are smaller are 0 but for rounding: a code is a linear function of others. */
    private static final double SINGULAR = 1e-10;

    private final double[][] codes;

    private final double[][] covariance;

    /** @throws CancellationException if {@code progress} cancels */
    CodeDependence(final CodedRows rows, final Progress progress) {
        final double[] variance = rows.variance();
        final int[] varying = IntStream.range(0, variance.length).filter(code -> variance[code] > 0).toArray();
        codes = new double[varying.length][];
        final double[][] centred = new double[varying.length][];
        for (int i = 0; i < varying.length; i++) {
            final int code = varying[i];
            codes[i] = Arrays.stream(rows.codes()).mapToDouble(row -> row[code]).toArray();
            final double mean = Arrays.stream(codes[i]).average().orElse(0);
            centred[i] = Arrays.stream(codes[i]).map(value -> value - mean).toArray();
        }
        covariance = new double[varying.length][varying.length];
        for (int i = 0; i < varying.length; i++) {
            progress.update((double)i / varying.length, "Covariances of the codes");
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int row = 0; row < rows.rows(); row++) {
                    sum += centred[i][row] * centred[j][row];
                }
                covariance[i][j] = sum / rows.rows();
                covariance[j][i] = covariance[i][j];
            }
        }
    }

    /**
     * The total correlation of a Gaussian with the codes' covariance Σ (Watanabe 1960; used by Locatello et al. 2019):
     * ½ (Σⱼ log Σⱼⱼ − log det Σ), in nats.
     *
     * @return 0 if the codes are uncorrelated; infinite if one is a linear function of others
     */
    double totalCorrelation() {
        final double[] eigenvalues = eigenvalues((i, j) -> covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]));
        if (Arrays.stream(eigenvalues).anyMatch(value -> value < SINGULAR)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, -Arrays.stream(eigenvalues).map(Math::log).sum() / 2);
    }

    /**
     * The squared Wasserstein-2 distance between Gaussians with the codes' covariance Σ and with its diagonal D alone, divided
     * by the trace of Σ (Xiao and Wang 2019; Locatello et al. 2020): 2 (tr D − tr (D^½ Σ D^½)^½)/tr D.
     *
     * @return in [0, 2); 0 if the codes are uncorrelated
     */
    double wassersteinCorrelation() {
        final double trace = IntStream.range(0, covariance.length).mapToDouble(i -> covariance[i][i]).sum();
        final double[] eigenvalues = eigenvalues((i, j) -> covariance[i][j] * Math.sqrt(covariance[i][i] * covariance[j][j]));
        final double root = Arrays.stream(eigenvalues).map(value -> Math.sqrt(Math.max(0, value))).sum();
        return trace == 0 ? 0 : Math.max(0, 2 * (trace - root) / trace);
    }

    /**
     * The mutual information of two codes, both put into bins of equal width, averaged over all pairs (Locatello et al. 2019),
     * in nats.
     *
     * @return 0 if there are not two codes that vary
     * @throws CancellationException if {@code progress} cancels
     */
    double mutualInformation(final int bins, final Progress progress) {
        final Discrete[] binned = Arrays.stream(codes).map(code -> Discrete.binned(row -> code[row], code.length, bins))
            .toArray(Discrete[]::new);
        double sum = 0;
        for (int i = 0; i < binned.length; i++) {
            progress.update((double)i / binned.length, "Mutual information of codes");
            for (int j = 0; j < i; j++) {
                sum += binned[i].information(binned[j]);
            }
        }
        return binned.length < 2 ? 0 : sum / (binned.length * (binned.length - 1) / 2.0);
    }

    private interface Entry {
        double at(int i, int j);
    }

    private double[] eigenvalues(final Entry entry) {
        if (covariance.length == 0) {
            return new double[0];
        }
        final Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(covariance.length, covariance.length);
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                matrix.setEntry(i, j, entry.at(i, j));
            }
        }
        return new EigenDecomposition(matrix).getRealEigenvalues();
    }
}
