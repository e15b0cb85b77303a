package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.Likelihood;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnContributionsTest {

    private static final ImportanceSamplingOptions OPTIONS = new ImportanceSamplingOptions(20, 3, 2);

    private static ColumnContributions of(final VaeModel model, final FeatureMatrix rows) {
        return ColumnContributions.of(model, rows, OPTIONS, Progress.NONE);
    }

    /** Draws of one row with all their parts, and the sums that the class comment gives, as they stand there. */
    private static double[] bySumsOverDraws(final VaeModel model, final FeatureMatrix rows, final int row) {
        final List<Likelihood> parts = new ArrayList<>();
        int feature = 0;
        for (final var column : model.encoding().columns()) {
            parts.add(Likelihood.part(model.likelihood(), feature, feature + column.width()));
            feature += column.width();
        }
        final int samples = OPTIONS.samples();
        final double[][] logDensities = new double[samples][parts.size()];
        final double[] logWeights = new double[samples];
        final double[] logRatios = new double[samples];
        final RowNoise noise = RowNoise.byContent(rows, OPTIONS.seed());
        try (PassPool passes = new PassPool(model, false, 1)) {
            passes.forEachBlock(1, Progress.NONE, "Drawing", (block, from, to) -> {
                block.load(rows, row, row + 1);
                block.pass().encode(0, 1, block.worker());
                final int latent = block.pass().latent();
                final float[] posterior = new float[2 * latent];
                block.pass().posterior(0, posterior);
                final float[] draw = new float[latent];
                final float[] code = new float[latent];
                for (int s = 0; s < samples; s++) {
                    BoundEstimator.decode(block, row, new float[][] {posterior}, s, noise, draw);
                    block.pass().logLikelihoods(0, parts, logDensities[s], block.worker());
                    block.pass().code(0, code);
                    for (int i = 0; i < latent; i++) {
                        final double deviation = Math.exp(0.5 * posterior[latent + i]);
                        final double logPrior = -0.5 * code[i] * code[i];
                        final double logPosterior = -0.5 * draw[i] * draw[i] - Math.log(deviation);
                        logRatios[s] += logPosterior - logPrior;
                    }
                    logWeights[s] = Arrays.stream(logDensities[s]).sum() - logRatios[s];
                }
            });
        }
        final double largest = Arrays.stream(logWeights).max().orElseThrow();
        final double sum = Arrays.stream(logWeights).map(weight -> Math.exp(weight - largest)).sum();
        final double[] result = new double[parts.size() + 1];
        for (int s = 0; s < samples; s++) {
            final double share = Math.exp(logWeights[s] - largest) / sum;
            for (int c = 0; c < parts.size(); c++) {
                result[c] -= share * logDensities[s][c];
            }
            result[parts.size()] += share == 0 ? 0 : share * (logRatios[s] + Math.log(share * samples));
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(ScoredModels.class)
    void columnsAndCodeAreTheSumsOverDrawsAndAddUpToTheNegativeLogLikelihood(final ScoredModels kind) {
        final VaeModel model = kind.model();
        try (FeatureMatrix rows = kind.novel(130, 5)) {
            final double[] logLikelihood =
                ImportanceWeightedLikelihood.logLikelihood(model, rows, OPTIONS, Progress.NONE);
            final ColumnContributions parts = of(model, rows);
            assertArrayEquals(logLikelihood, parts.logLikelihood(), "the same draws, the same likelihood");
            for (final int row : new int[] {0, 1, 129}) { // the last one is in a block of its own
                final double[] expected = bySumsOverDraws(model, rows, row);
                final int columns = expected.length - 1;
                // weights are exponentials of numbers with an error of some 10⁻⁷ of hundreds of nats
                final double tolerance = 1e-3 * (1 + Math.abs(logLikelihood[row]) / 100);
                assertArrayEquals(Arrays.copyOf(expected, columns), parts.columns()[row], tolerance, "row " + row);
                assertEquals(expected[columns], parts.code()[row], tolerance, "code of row " + row);
                assertEquals(-logLikelihood[row], Arrays.stream(parts.columns()[row]).sum() + parts.code()[row],
                    1e-9 * Math.abs(logLikelihood[row]));
            }
        }
    }

    /** x₀ = 1.5 z₀ + 0.5 z₂ + …: with the exact posterior the weights are equal, and the expectation has a closed form. */
    @Test
    void ofALinearModelTheyAreTheExpectationsUnderTheExactPosterior() {
        final VaeModel model = LinearGaussian.modelOfColumns(0);
        final int samples = 4000;
        try (FeatureMatrix rows = LinearGaussian.rows(5, 1)) {
            final ColumnContributions parts =
                ColumnContributions.of(model, rows, new ImportanceSamplingOptions(samples, 3, 2), Progress.NONE);
            for (int row = 0; row < 5; row++) {
                for (int c = 0; c < 4; c++) {
                    // the mean of 4000 draws of half a square over the variance, which is of the order of 1
                    assertEquals(LinearGaussian.expectedNegativeLogDensity(rows, row, c), parts.columns()[row][c], 0.1,
                        "row " + row + ", column " + c);
                }
            }
        }
    }

    @Test
    void aColumnThatContradictsTheOthersContributesMoreThanBefore() {
        final VaeModel model = ScoredModels.MIXED.model();
        final int size = ScoredModels.SIDE * ScoredModels.SIDE + 1;
        try (FeatureMatrix rows = ScoredModels.MIXED.ordinary(20, 8)) {
            final double[][] ordinary = of(model, rows).columns();
            for (int row = 0; row < rows.rows(); row++) {
                rows.set(row, size, 1.7f * Math.signum(-rows.get(row, size))); // ordinary by itself, but not beside the bar
            }
            final double[][] changed = of(model, rows).columns();
            double gain = 0;
            for (int row = 0; row < rows.rows(); row++) {
                gain += (changed[row][2] - ordinary[row][2]) / rows.rows();
                assertTrue(changed[row][2] > ordinary[row][2] + 0.5, "row " + row + ": " + ordinary[row][2] + " became "
                    + changed[row][2]);
            }
            assertTrue(gain > 2, "on average: " + gain);
        }
    }

    @Test
    void aRowOutOfTheRangeOfNumbersHasAColumnToBlame() {
        final VaeModel vector = LinearGaussian.model(0);
        try (FeatureMatrix rows = LinearGaussian.rows(2, 1)) {
            rows.set(1, 0, 1e30f);
            final ColumnContributions parts = of(vector, rows);
            assertTrue(Double.isFinite(parts.columns()[0][0]));
            assertTrue(!(parts.columns()[1][0] < 1e20), "not small: " + parts.columns()[1][0]);
        }
    }

    @Test
    void cancellingStopsTheWork() {
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1)) {
            Assertions.assertThrows(CancellationException.class,
                () -> ColumnContributions.of(LinearGaussian.model(0), rows, OPTIONS, (fraction, message) -> {
                    throw new CancellationException();
                }));
        }
    }
}
