package org.elbow.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.vae.Architecture;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.SmallData;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HamiltonianSamplerTest {

    private static final SamplerOptions OPTIONS = SamplerOptions.defaults();

    private static SamplerOptions with(final SamplerDynamics dynamics) {
        return OPTIONS.withDynamics(dynamics);
    }

    private static HamiltonianEstimates estimate(final VaeModel model, final FeatureMatrix rows, final SamplerOptions options) {
        return HamiltonianSampler.estimate(model, rows, options, Progress.NONE);
    }

    /** The same model with what a Hamiltonian objective would have learned. */
    private static VaeModel withLearned(final VaeModel model, final Map<String, float[]> learned) {
        return new VaeModel(model.architecture(), model.likelihood(), model.encoding(), model.parameters(), learned, List.of(),
            model.record());
    }

    @ParameterizedTest
    @EnumSource
    void bothEstimatesAgreeWithTheExactEvidenceWithinTheirStandardErrors(final Tempering tempering) {
        final int count = 60;
        final SamplerOptions options =
            with(SamplerDynamics.of(5, 0.25).withTempering(tempering, 0.8)).withSamples(1000, 0);
        try (FeatureMatrix rows = LinearGaussian.rows(count, 1);
                HamiltonianEstimates found = estimate(LinearGaussian.model(0.2), rows, options)) {
            for (final LikelihoodEstimate[] side : List.of(found.encoder(), found.hamiltonian())) {
                double squares = 0;
                for (int row = 0; row < count; row++) {
                    final LikelihoodEstimate estimate = side[row];
                    final double error = (estimate.logLikelihood() - LinearGaussian.logEvidence(rows, row))
                        / estimate.standardError();
                    squares += error * error / count;
                    assertTrue(Math.abs(error) < 5, "row " + row + " is off by " + error + " standard errors");
                    assertTrue(estimate.bound() < LinearGaussian.logEvidence(rows, row), "the bound is one");
                    assertTrue(estimate.effectiveSampleSize() >= 1 && estimate.effectiveSampleSize() <= options.samples());
                }
                // mean of 60 squares of standard normal numbers: 1 with a standard deviation of √(2/60) = 0.18
                assertTrue(squares > 0.4 && squares < 1.8, "mean squared error in standard errors: " + squares);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMeanWeightIsTheEvidence(final Tempering tempering) {
        final int samples = 20_000;
        final SamplerOptions options =
            with(SamplerDynamics.of(4, 0.3).withTempering(tempering, 0.8)).withSamples(samples, samples);
        try (FeatureMatrix rows = LinearGaussian.rows(3, 1);
                HamiltonianEstimates found = estimate(LinearGaussian.model(0.2), rows, options)) {
            for (int row = 0; row < 3; row++) {
                double sum = 0;
                double squares = 0;
                for (int s = 0; s < samples; s++) {
                    final double weight =
                        Math.exp(found.logWeights()[row * samples + s] - LinearGaussian.logEvidence(rows, row));
                    sum += weight / samples;
                    squares += weight * weight / samples;
                }
                assertEquals(1, sum, 4 * Math.sqrt((squares - sum * sum) / samples), tempering + ", row " + row);
            }
        }
    }

    @Test
    void weightedSamplesHaveThePosteriorsMoments() {
        final int samples = 5000;
        final SamplerOptions options =
            with(SamplerDynamics.of(5, 0.25).withTempering(Tempering.QUADRATIC, 0.9)).withSamples(samples, samples);
        try (FeatureMatrix rows = LinearGaussian.rows(3, 1);
                HamiltonianEstimates found = estimate(LinearGaussian.model(0.15), rows, options);
                RowEvaluation exact =
                    VaeEvaluator.evaluate(LinearGaussian.model(0), rows, EvaluationOptions.defaults(), Progress.NONE)) {
            for (int row = 0; row < 3; row++) {
                for (int i = 0; i < 3; i++) {
                    double sum = 0;
                    double mean = 0;
                    double square = 0;
                    for (int s = row * samples; s < (row + 1) * samples; s++) {
                        final double weight = Math.exp(found.logWeights()[s] - LinearGaussian.logEvidence(rows, row));
                        final double code = found.codes().get(s, i);
                        sum += weight;
                        mean += weight * code;
                        square += weight * code * code;
                    }
                    final double variance = Math.exp(exact.logVariance().get(row, i));
                    final double error = Math.sqrt(variance / found.hamiltonian()[row].effectiveSampleSize());
                    assertEquals(exact.mean().get(row, i), mean / sum, 5 * error, "mean of code " + i);
                    assertEquals(variance, square / sum - mean * mean / sum / sum, 5 * Math.sqrt(2) * error * Math.sqrt(variance),
                        "variance of code " + i);
                }
            }
        }
    }

    @Test
    void theEncodersEstimateIsTheImportanceWeightedOne() {
        final VaeModel model = SmallData.model();
        try (FeatureMatrix rows = SmallData.bumps(70, 5);
                HamiltonianEstimates found = estimate(model, rows, OPTIONS.withSamples(33, 0))) {
            final double[] expected = ImportanceWeightedLikelihood.logLikelihood(model, rows,
                new ImportanceSamplingOptions(33, OPTIONS.seed(), 2), Progress.NONE);
            for (int row = 0; row < 70; row++) {
                assertEquals(expected[row], found.encoder()[row].logLikelihood(), 1e-3, "row " + row);
            }
        }
    }

    @Test
    void theEnergyErrorFallsWithTheSquareOfTheStepSize() {
        final VaeModel model = SmallData.model();
        final List<Double> errors = new ArrayList<>();
        try (FeatureMatrix rows = SmallData.bumps(40, 5)) {
            for (final int steps : new int[] {3, 6, 12}) {
                try (HamiltonianEstimates found = estimate(model, rows, with(SamplerDynamics.of(steps, 1.2 / steps)))) {
                    errors.add(Arrays.stream(found.energyError()).average().orElseThrow());
                }
            }
        }
        assertTrue(errors.get(0) > 1e-3, "above rounding: " + errors);
        assertEquals(4, errors.get(0) / errors.get(1), 0.6, "" + errors);
        assertEquals(4, errors.get(1) / errors.get(2), 0.4, "" + errors);
    }

    @Test
    void withoutCoolingAndWithSmallStepsTheWeightsAreTheEncoders() {
        try (FeatureMatrix rows = SmallData.bumps(20, 5);
                HamiltonianEstimates found = estimate(SmallData.model(), rows, with(SamplerDynamics.of(10, 0.01)))) {
            for (int row = 0; row < 20; row++) {
                assertEquals(found.encoder()[row].logLikelihood(), found.hamiltonian()[row].logLikelihood(), 1e-3);
                assertEquals(found.encoder()[row].bound(), found.hamiltonian()[row].bound(), 1e-3);
            }
        }
    }

    @Test
    void coolingTightensTheBoundOfAnEncoderThatIsOff() {
        try (FeatureMatrix rows = LinearGaussian.rows(50, 1);
                HamiltonianEstimates found = estimate(LinearGaussian.model(0.3), rows, OPTIONS)) {
            final EstimatesSummary summary = found.summary();
            assertEquals(50, summary.rows());
            assertTrue(summary.boundGain().value() > 0.1, summary.toString());
            assertEquals(summary.boundGain().value(), summary.hamiltonian().bound().value() - summary.encoder().bound().value(),
                1e-9);
            assertEquals(summary.gain().value(), summary.encoder().negativeLogLikelihood().value()
                - summary.hamiltonian().negativeLogLikelihood().value(), 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelsLearnedDynamicsAreThoseThatItWasTrainedWith(final Tempering tempering) {
        try (FeatureMatrix data = SmallData.bumps(200, 1)) {
            final VaeModel model = VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
                LikelihoodSpec.bernoulli(SmallData.FEATURES),
                HamiltonianBound.objective(HamiltonianOptions.defaults().withTempering(tempering)), SmallData.options(),
                Progress.NONE).model();
            try (HamiltonianEstimates found = estimate(model, data, OPTIONS);
                    HamiltonianEstimates own = estimate(model, data, with(SamplerDynamics.of(7, 0.1).withTuning()))) {
                assertTrue(found.learned());
                assertEquals(3, found.dynamics().leapfrogSteps());
                assertEquals(model.learned().get("hamiltonian.step")[1], found.dynamics().steps()[2][1], 1e-9);
                assertEquals(model.learned().get("hamiltonian.sqrt_beta0")[0], found.dynamics().sqrtBeta0(), 1e-9);
                assertFalse(own.learned());
                assertEquals(7, own.dynamics().leapfrogSteps());
                // two unbiased estimates of the same numbers
                final EstimatesSummary summary = found.summary();
                assertEquals(0, summary.gain().value(),
                    4 * (summary.encoder().samplingError() + summary.hamiltonian().samplingError()), summary.toString());
            }
        }
    }

    @Test
    void damagedLearnedDynamicsAreRefused() {
        final VaeModel model = withLearned(LinearGaussian.model(0), Map.of("hamiltonian.step", new float[] {0.1f, 0.1f},
            "hamiltonian.alphas", new float[] {1}, "hamiltonian.sqrt_beta0", new float[] {1}));
        final VaeModel infinite = withLearned(LinearGaussian.model(0), Map.of("hamiltonian.step",
            new float[] {0.1f, 0.1f, Float.NaN}, "hamiltonian.alphas", new float[] {1}, "hamiltonian.sqrt_beta0",
            new float[] {1}));
        try (FeatureMatrix rows = LinearGaussian.rows(1, 1)) {
            final String message =
                assertThrows(IllegalArgumentException.class, () -> estimate(model, rows, OPTIONS)).getMessage();
            assertTrue(message.contains("2 step sizes") && message.contains("3 dimensions"), message);
            final String other =
                assertThrows(IllegalArgumentException.class, () -> estimate(infinite, rows, OPTIONS)).getMessage();
            assertTrue(other.contains("NaN") && other.contains("Train the model again"), other);
        }
    }

    @Test
    void aRowsNumbersDependNeitherOnTheOtherRowsNorOnTheirOrderNorOnTheThreads() {
        final VaeModel model = SmallData.model();
        final SamplerDynamics dynamics = SamplerDynamics.defaults().withTuning();
        for (final int samples : new int[] {5, 100}) {
            try (FeatureMatrix rows = SmallData.bumps(75, 5); FeatureMatrix some = rows.selectRows(new int[] {74, 3});
                    HamiltonianEstimates all = estimate(model, rows, new SamplerOptions(samples, 5, dynamics, 3, 2));
                    HamiltonianEstimates two = estimate(model, some, new SamplerOptions(samples, 5, dynamics, 3, 1))) {
                for (int i = 0; i < 2; i++) {
                    final int row = i == 0 ? 74 : 3;
                    // products of other sizes round otherwise, and that is all
                    final double tolerance = 1e-4;
                    assertEquals(all.hamiltonian()[row].logLikelihood(), two.hamiltonian()[i].logLikelihood(), tolerance);
                    assertEquals(all.encoder()[row].bound(), two.encoder()[i].bound(), tolerance);
                    assertEquals(all.energyError()[row], two.energyError()[i], tolerance);
                    assertEquals(1, all.stepFactors()[row] / two.stepFactors()[i], tolerance);
                    assertArrayEquals(Arrays.copyOfRange(all.logWeights(), row * 5, row * 5 + 5),
                        Arrays.copyOfRange(two.logWeights(), i * 5, i * 5 + 5), tolerance);
                    assertEquals(all.codes().get(row * 5 + 4, 1), two.codes().get(i * 5 + 4, 1), tolerance);
                }
            }
        }
    }

    @Test
    void stepsThatAreTooLargeAreReportedAndTuningCuresThem() {
        final SamplerDynamics wild = SamplerDynamics.of(20, 3).absolute();
        try (FeatureMatrix rows = LinearGaussian.rows(10, 1);
                HamiltonianEstimates diverged = estimate(LinearGaussian.model(0.2), rows, with(wild));
                HamiltonianEstimates tuned = estimate(LinearGaussian.model(0.2), rows, with(wild.withTuning()))) {
            for (int row = 0; row < 10; row++) {
                assertEquals(SamplingStatus.DIVERGED, diverged.status()[row]);
                assertEquals(100, diverged.diverged()[row]);
                assertTrue(diverged.encoder()[row].isFinite());
                assertEquals(SamplingStatus.OK, tuned.status()[row]);
                assertTrue(tuned.stepFactors()[row] < 0.5 && tuned.energyError()[row] < 2, "factor " + tuned.stepFactors()[row]
                    + ", error " + tuned.energyError()[row]);
            }
            assertEquals(0, diverged.summary().rows());
            assertEquals(1, diverged.summary().diverged());
        }
    }

    @Test
    void rowsOfExtremeValuesDoNotDisturbTheOthers() {
        try (FeatureMatrix rows = LinearGaussian.rows(5, 1)) {
            rows.set(2, 0, 3e38f);
            rows.set(2, 1, -3e38f);
            try (HamiltonianEstimates found = estimate(LinearGaussian.model(0.2), rows, OPTIONS)) {
                for (int row = 0; row < 5; row++) {
                    assertEquals(row != 2, found.status()[row] == SamplingStatus.OK, "row " + row + ": " + found.status()[row]);
                }
                assertEquals(4, found.summary().rows());
                assertTrue(Double.isFinite(found.summary().hamiltonian().negativeLogLikelihood().value()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLikelihoodAndConvolutionsWork(final LikelihoodFamily family) {
        final boolean convolutional = family == LikelihoodFamily.BERNOULLI;
        final int features = convolutional ? 28 * 28 : 6;
        final LikelihoodSpec likelihood = switch (family) {
            case BERNOULLI -> LikelihoodSpec.bernoulli(features);
            case GAUSSIAN -> LikelihoodSpec.gaussian(features);
            case CATEGORICAL -> new LikelihoodSpec(List.of(new LikelihoodSpec.Group(family, 4, 2),
                new LikelihoodSpec.Group(LikelihoodFamily.BERNOULLI, 2)));
            case ONE_HOT -> new LikelihoodSpec(List.of(new LikelihoodSpec.Group(family, 4),
                new LikelihoodSpec.Group(LikelihoodFamily.GAUSSIAN, 2)));
        };
        final Architecture networks = convolutional ? Architecture.convolutional(1, 28, 1, 3, Activation.RELU)
            : Architecture.dense(features, likelihood.outputs(), List.of(8), 2, Activation.TANH);
        try (FeatureMatrix rows = FeatureMatrix.allocate(9, features)) {
            final java.util.SplittableRandom random = RandomStreams.of(1);
            for (int row = 0; row < 9; row++) {
                final int hot = random.nextInt(4);
                for (int i = 0; i < features; i++) {
                    final boolean oneHot = family == LikelihoodFamily.ONE_HOT && i < 4;
                    rows.set(row, i, oneHot ? i == hot ? 1 : 0 : random.nextInt(2));
                }
            }
            final VaeModel model = VaeTrainer.train(rows, FeatureEncoding.asTheyStand(features), networks, likelihood,
                TrainingOptions.defaults().withEpochs(40).withBatchSize(9).withLearningRate(0.002).withWorkers(1),
                Progress.NONE).model();
            try (HamiltonianEstimates found = estimate(model, rows, OPTIONS)) {
                for (int row = 0; row < 9; row++) {
                    final LikelihoodEstimate encoder = found.encoder()[row];
                    final LikelihoodEstimate hamiltonian = found.hamiltonian()[row];
                    assertEquals(encoder.logLikelihood(), hamiltonian.logLikelihood(),
                        5 * (encoder.standardError() + hamiltonian.standardError()) + 1e-3, family + ", row " + row);
                }
            }
        }
    }

    @Test
    void progressRisesToOneAndCancellingActs() {
        final List<Double> heard = new ArrayList<>();
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1)) {
            HamiltonianSampler.estimate(LinearGaussian.model(0.2), rows, with(SamplerDynamics.of(5, 0.2).withTuning()),
                (fraction, message) -> heard.add(fraction)).close();
            for (int i = 1; i < heard.size(); i++) {
                assertTrue(heard.get(i) >= heard.get(i - 1) && heard.get(i) <= 1, "" + heard);
            }
            assertEquals(1, heard.get(heard.size() - 1), 1e-9);
            assertThrows(CancellationException.class, () -> HamiltonianSampler.estimate(LinearGaussian.model(0.2), rows, OPTIONS,
                (fraction, message) -> {
                    if (fraction > 0.2) {
                        throw new CancellationException("enough");
                    }
                }));
        }
    }

    @Test
    void aTableWithoutRowsGivesNothing() {
        try (FeatureMatrix rows = LinearGaussian.rows(0, 1);
                HamiltonianEstimates found = estimate(LinearGaussian.model(0.2), rows, OPTIONS)) {
            assertEquals(0, found.rows());
            assertTrue(Double.isNaN(found.summary().gain().value()));
        }
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirValue() {
        assertRefused("samples per row is 0", () -> OPTIONS.withSamples(0, 0));
        assertRefused("keep per row is 11", () -> OPTIONS.withSamples(10, 11));
        assertRefused("leapfrog steps is 0", () -> SamplerDynamics.of(0, 0.1));
        assertRefused("step size is NaN", () -> SamplerDynamics.of(3, Double.NaN));
        assertRefused("β₀ is 1.5", () -> SamplerDynamics.of(3, 0.1).withTempering(Tempering.FREE, 1.5));
    }

    private static void assertRefused(final String part, final Runnable change) {
        final String message = assertThrows(IllegalArgumentException.class, change::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
