package org.elbow.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class HamiltonianChainTest {

    /** Steps of half a standard deviation: a draw has little to do with the one before. */
    private static final ChainOptions OPTIONS = ChainOptions.defaults().withDynamics(SamplerDynamics.of(4, 0.5));

    private static PosteriorSamples sample(final VaeModel model, final FeatureMatrix rows, final ChainOptions options) {
        return HamiltonianChain.sample(model, rows, options, Progress.NONE);
    }

    @Test
    void posteriorMeansAndCovariancesAreTheExactOnesWhateverTheEncoderSays() {
        final int draws = 1000;
        final ChainOptions options = OPTIONS.withDraws(100, draws, 4 * draws);
        final int kept = options.kept();
        try (FeatureMatrix rows = LinearGaussian.rows(8, 1);
                PosteriorSamples found = sample(LinearGaussian.model(1), rows, options);
                RowEvaluation exact =
                    VaeEvaluator.evaluate(LinearGaussian.model(0), rows, EvaluationOptions.defaults(), Progress.NONE)) {
            for (int row = 0; row < 8; row++) {
                assertEquals(SamplingStatus.OK, found.status()[row]);
                assertTrue(found.acceptance()[row] > 0.8, "acceptance " + found.acceptance()[row]);
                assertTrue(found.scaleReduction()[row] < 1.05, "R̂ " + found.scaleReduction()[row]);
                final double[][] covariance = new double[3][3];
                for (int s = row * kept; s < (row + 1) * kept; s++) {
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 3; j++) {
                            covariance[i][j] += (found.codes().get(s, i) - found.mean().get(row, i))
                                * (found.codes().get(s, j) - found.mean().get(row, j)) / kept;
                        }
                    }
                }
                for (int i = 0; i < 3; i++) {
                    final double deviation = Math.exp(0.5 * exact.logVariance().get(row, i));
                    // 4000 draws that are at worst as good as 1000 independent ones: 5 standard errors
                    assertEquals(exact.mean().get(row, i), found.mean().get(row, i), 5 * deviation / Math.sqrt(draws),
                        "mean of code " + i);
                    assertEquals(exact.mean().get(row, i) - 1.96 * deviation, found.lower().get(row, i), 0.3 * deviation);
                    assertEquals(exact.mean().get(row, i) + 1.96 * deviation, found.upper().get(row, i), 0.3 * deviation);
                    for (int j = 0; j < 3; j++) {
                        final double other = Math.exp(0.5 * exact.logVariance().get(row, j));
                        assertEquals(i == j ? deviation * deviation : 0, covariance[i][j],
                            5 * Math.sqrt(i == j ? 2 : 1) * deviation * other / Math.sqrt(draws), "covariance " + i + ", " + j);
                    }
                }
            }
        }
    }

    @Test
    void refusalsKeepTheVarianceRightWhereStepsAreLarge() {
        // steps so large that half of the moves are refused: only the refusals keep the posterior as it is
        final ChainOptions options = OPTIONS.withDynamics(SamplerDynamics.of(3, 1.7)).withDraws(200, 4000, 16_000);
        try (FeatureMatrix rows = LinearGaussian.rows(2, 1);
                PosteriorSamples found = sample(LinearGaussian.model(0), rows, options);
                RowEvaluation exact =
                    VaeEvaluator.evaluate(LinearGaussian.model(0), rows, EvaluationOptions.defaults(), Progress.NONE)) {
            for (int row = 0; row < 2; row++) {
                assertTrue(found.acceptance()[row] > 0.3 && found.acceptance()[row] < 0.9, "" + found.acceptance()[row]);
                for (int i = 0; i < 3; i++) {
                    double variance = 0;
                    for (int s = row * 16_000; s < (row + 1) * 16_000; s++) {
                        variance += Math.pow(found.codes().get(s, i) - found.mean().get(row, i), 2) / 16_000;
                    }
                    assertEquals(1, variance / Math.exp(exact.logVariance().get(row, i)), 0.1, "code " + i);
                }
            }
        }
    }

    @Test
    void tuningFindsStepsThatAreAcceptedAsOftenAsWanted() {
        for (final double step : new double[] {0.02, 4}) {
            final ChainOptions options = OPTIONS.withDynamics(SamplerDynamics.of(4, step).withTuning());
            try (FeatureMatrix rows = LinearGaussian.rows(20, 1);
                    PosteriorSamples found = sample(LinearGaussian.model(0), rows, options)) {
                final double acceptance = Arrays.stream(found.acceptance()).average().orElseThrow();
                assertTrue(acceptance > 0.6 && acceptance < 0.97, "from a step of " + step + ": " + acceptance);
                assertTrue(step < 1 == found.stepFactors()[0] > 1, "factor " + found.stepFactors()[0]);
            }
        }
    }

    @Test
    void aRowsNumbersDependNeitherOnTheOtherRowsNorOnTheirOrder() {
        final VaeModel model = SmallData.model();
        final ChainOptions options = ChainOptions.defaults().withDraws(10, 20, 4);
        try (FeatureMatrix rows = SmallData.bumps(45, 5); FeatureMatrix some = rows.selectRows(new int[] {44, 3});
                PosteriorSamples all = sample(model, rows, options); PosteriorSamples two = sample(model, some, options)) {
            for (int i = 0; i < 2; i++) {
                final int row = i == 0 ? 44 : 3;
                final double tolerance = 1e-4;
                assertEquals(all.mean().get(row, 1), two.mean().get(i, 1), tolerance);
                assertEquals(all.upper().get(row, 0), two.upper().get(i, 0), tolerance);
                assertEquals(all.acceptance()[row], two.acceptance()[i], tolerance);
                assertEquals(all.codes().get(4 * row + 3, 0), two.codes().get(4 * i + 3, 0), tolerance);
            }
        }
    }

    @Test
    void theKeptDrawsComeFromAllChainsAndThinningTakesEveryNth() {
        try (FeatureMatrix rows = LinearGaussian.rows(1, 1);
                PosteriorSamples all = sample(LinearGaussian.model(0), rows, OPTIONS.withDraws(3, 12, 48));
                PosteriorSamples some = sample(LinearGaussian.model(0), rows, OPTIONS.withDraws(3, 12, 4));
                PosteriorSamples thinned = sample(LinearGaussian.model(0), rows,
                    new ChainOptions(4, 3, 4, 3, 0.95, 16, OPTIONS.dynamics(), OPTIONS.seed(), 1))) {
            for (int chain = 0; chain < 4; chain++) {
                assertEquals(all.codes().get(chain * 12 + 6, 0), some.codes().get(chain, 0));
                for (int draw = 0; draw < 4; draw++) {
                    assertEquals(all.codes().get(chain * 12 + draw * 3 + 2, 1), thinned.codes().get(chain * 4 + draw, 1));
                }
            }
        }
    }

    @Test
    void movesThatDivergeAreReportedNotMade() {
        final ChainOptions wild = OPTIONS.withDynamics(SamplerDynamics.of(30, 5).absolute()).withDraws(0, 20, 5);
        try (FeatureMatrix rows = LinearGaussian.rows(3, 1);
                PosteriorSamples found = sample(LinearGaussian.model(0), rows, wild)) {
            for (int row = 0; row < 3; row++) {
                assertEquals(SamplingStatus.DIVERGED, found.status()[row]);
                assertEquals(1, found.diverged()[row]);
                assertEquals(0, found.acceptance()[row]);
            }
        }
    }

    @Test
    void cancellingActs() {
        final List<Double> heard = new ArrayList<>();
        try (FeatureMatrix rows = LinearGaussian.rows(100, 1)) {
            assertThrows(CancellationException.class, () -> HamiltonianChain.sample(LinearGaussian.model(0), rows, OPTIONS,
                (fraction, message) -> {
                    heard.add(fraction);
                    if (fraction > 0.2) {
                        throw new CancellationException("enough");
                    }
                }));
        }
        assertEquals(1, heard.stream().filter(fraction -> fraction > 0.2).count(), "nothing was done afterwards: " + heard);
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirValue() {
        final SamplerDynamics dynamics = SamplerDynamics.defaults();
        assertRefused("chains per row is 0", () -> new ChainOptions(0, 1, 1, 1, 0.9, 0, dynamics, 1, 0));
        assertRefused("draws per chain is 60000", () -> new ChainOptions(2, 1, 60_000, 1, 0.9, 0, dynamics, 1, 0));
        assertRefused("credible intervals is 1.0", () -> new ChainOptions(2, 1, 10, 1, 1, 0, dynamics, 1, 0));
        assertRefused("keep per row is 21", () -> new ChainOptions(2, 1, 10, 1, 0.9, 21, dynamics, 1, 0));
        assertRefused("thinning is 0", () -> new ChainOptions(2, 1, 10, 0, 0.9, 0, dynamics, 1, 0));
    }

    private static void assertRefused(final String part, final Runnable change) {
        final String message = assertThrows(IllegalArgumentException.class, change::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
