package org.elbow.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeUsageTest {

    private static CodeUsage measure(final VaeModel model, final FeatureMatrix rows, final int most) {
        return CodeUsage.measure(model, rows, new CodeUsageOptions(most, 5, 3, 2), Progress.NONE);
    }

    /** The linear model with some of its tensors replaced. */
    private static VaeModel with(final Map<String, float[]> tensors) {
        final VaeModel model = LinearGaussian.model(0);
        final Map<String, float[]> all = model.structure().toTensors(model.parameters());
        all.putAll(tensors);
        return new VaeModel(model.architecture(), model.likelihood(), model.encoding(), model.structure().fromTensors(all),
            model.checkpoints(), model.record());
    }

    @Test
    void aConstantEncoderHasNoActiveUnitsAndNoMutualInformation() {
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1)) {
            final CodeUsage usage = measure(with(Map.of("mean.weight", new float[12])), rows, 1000);
            assertEquals(0, usage.activeUnits());
            assertArrayEquals(new double[3], usage.variances(), 0);
            assertEquals(0, usage.mutualInformation(), 1e-12);
        }
    }

    @Test
    void codesThatTellAllRowsApartCarryTheLogarithmOfTheirNumber() {
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1)) {
            final VaeModel narrow = with(Map.of("logvar.bias", new float[] {-25, -25, -25}));
            assertEquals(Math.log(300), measure(narrow, rows, 1000).mutualInformation(), 1e-12);
        }
    }

    @Test
    void theMutualInformationOfTheLinearModelIsThatOfTheClosedForm() {
        final VaeModel model = LinearGaussian.model(0);
        double expected = 0; // the codes of the model's own rows are standard normal, so KL(q(z) ‖ p(z)) = 0
        for (final float logVariance : model.structure().toTensors(model.parameters()).get("logvar.bias")) {
            expected -= 0.5 * logVariance;
        }
        try (FeatureMatrix rows = LinearGaussian.rows(3000, 1)) {
            final CodeUsage usage = measure(model, rows, 3000);
            // deviation of a draw about √(latent / 2), over 3000 rows: 0.02
            assertEquals(expected, usage.mutualInformation(), 0.08);
            assertEquals(3, usage.activeUnits());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMutualInformationExceedsTheLogarithmOfTheNumberOfRows(final ChangedModels kind) {
        try (FeatureMatrix rows = kind.rows(200, 2)) {
            final VaeModel model = kind.model();
            for (final int most : new int[] {1, 2, 30, 1000}) {
                final CodeUsage usage = measure(model, rows, most);
                assertEquals(Math.min(most, 200), usage.rows());
                assertTrue(usage.mutualInformation() <= Math.log(usage.rows()) + 1e-9, usage.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void activeUnitsAreThoseWhoseMeansVary(final ChangedModels kind) {
        try (FeatureMatrix rows = kind.rows(200, 2)) {
            final VaeModel model = kind.model();
            final CodeUsage usage = measure(model, rows, 100);
            try (RowEvaluation codes = VaeEvaluator.evaluate(model, rows, new EvaluationOptions(1, false, 1, 1), Progress.NONE)) {
                int active = 0;
                for (int j = 0; j < 3; j++) {
                    final int unit = j;
                    final double mean =
                        IntStream.range(0, 200).mapToDouble(i -> codes.mean().get(i, unit)).average().orElseThrow();
                    final double variance = IntStream.range(0, 200)
                        .mapToDouble(i -> Math.pow(codes.mean().get(i, unit) - mean, 2)).average().orElseThrow();
                    assertEquals(variance, usage.variances()[j], 1e-5 * (1 + variance));
                    active += variance > 0.01 ? 1 : 0;
                }
                assertEquals(active, usage.activeUnits());
            }
        }
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1);
                FeatureMatrix reversed = rows.selectRows(IntStream.range(0, 300).map(i -> 299 - i).toArray())) {
            final double forwards = measure(LinearGaussian.model(0), rows, 100).mutualInformation();
            // another order in a block rounds the 32-bit codes otherwise
            assertEquals(forwards, measure(LinearGaussian.model(0), reversed, 100).mutualInformation(), 1e-5);
        }
    }

    @Test
    void rowsBeyondTheRangeOfNumbersAreLeftOut() {
        try (FeatureMatrix rows = LinearGaussian.rows(100, 1)) {
            rows.set(7, 0, 3e38f);
            final float[] weights = new float[12];
            java.util.Arrays.fill(weights, 2);
            final CodeUsage usage = measure(with(Map.of("mean.weight", weights)), rows, 1000);
            assertEquals(99, usage.rows());
            assertTrue(Double.isFinite(usage.mutualInformation()) && usage.activeUnits() == 3, usage.toString());
        }
    }

    @Test
    void anEmptyTableHasNoFigures() {
        try (FeatureMatrix rows = LinearGaussian.rows(0, 1)) {
            final CodeUsage usage = measure(LinearGaussian.model(0), rows, 10);
            assertTrue(Double.isNaN(usage.mutualInformation()) && Double.isNaN(usage.variances()[0]));
            assertEquals(0, usage.activeUnits());
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CodeUsageOptions(0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new CodeUsageOptions(1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new CodeUsageOptions(1, 1, 1, -1));
    }
}
