package org.elbow.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.Objective;
import org.elbow.vae.SmallData;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Learned dynamics when training is continued. Numbers go through 32 bits on their way, hence the tolerances. */
class ContinuedDynamicsTest {

    private static final HamiltonianOptions OPTIONS = HamiltonianOptions.defaults();

    private static final TrainingOptions STILL = SmallData.options().withEpochs(1).withLearningRate(1e-12);

    private final FeatureMatrix data = SmallData.bumps(200, 1);

    @AfterEach
    void close() {
        data.close();
    }

    private VaeModel learned(final HamiltonianOptions options) {
        return VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
            LikelihoodSpec.bernoulli(SmallData.FEATURES), HamiltonianBound.objective(options),
            SmallData.options().withEpochs(8).withLearningRate(0.02), Progress.NONE).model();
    }

    private Map<String, float[]> continued(final VaeModel model, final HamiltonianOptions options) {
        return VaeTrainer.continueFrom(model, data, HamiltonianBound.objective(options), STILL, Progress.NONE).model().learned();
    }

    @ParameterizedTest
    @EnumSource(Tempering.class)
    void stepSizesAndTemperingGoOnFromWhereTheyWere(final Tempering tempering) {
        for (final HamiltonianOptions options : new HamiltonianOptions[]{OPTIONS.withTempering(tempering),
            new HamiltonianOptions(3, tempering, true, 0.2, 0.5)}) {
            final Map<String, float[]> before = learned(options).learned();
            assertTrue(Math.abs(before.get(HamiltonianBound.STEP_SIZES)[0] - 0.2) > 1e-3, "something was learned");
            final Map<String, float[]> after = continued(learned(options), options);
            assertEquals(before.keySet(), after.keySet());
            before.forEach((name, values) -> assertArrayEquals(values, after.get(name), 1e-6f, name));
        }
    }

    @Test
    void sharedStepSizesServeAnyNumberOfLeapfrogSteps() {
        final VaeModel model = learned(OPTIONS);
        final float[] before = model.learned().get(HamiltonianBound.STEP_SIZES);
        assertArrayEquals(before, continued(model, OPTIONS.withLeapfrogSteps(5)).get(HamiltonianBound.STEP_SIZES), 1e-6f);
        final float[] each =
            continued(model, new HamiltonianOptions(5, Tempering.QUADRATIC, true, 0.2, 0.5)).get(HamiltonianBound.STEP_SIZES);
        for (int i = 0; i < each.length; i++) {
            assertEquals(before[i % before.length], each[i], 1e-6f);
        }
    }

    @Test
    void whatDoesNotFitStartsAnew() {
        final VaeModel model = learned(new HamiltonianOptions(3, Tempering.NONE, true, 0.1, 0.5));
        final Map<String, float[]> after = continued(model, OPTIONS.withLeapfrogSteps(4));
        for (final float size : after.get(HamiltonianBound.STEP_SIZES)) {
            assertEquals(0.2f, size, 1e-6f);
        }
        assertEquals(0.9f, after.get(HamiltonianBound.SQRT_BETA0)[0], 1e-6f, "there was no tempering to go on with");
    }

    @Test
    void aTemperatureServesAnotherTempering() {
        final VaeModel model = learned(OPTIONS);
        final float before = model.learned().get(HamiltonianBound.SQRT_BETA0)[0];
        final Map<String, float[]> after = continued(model, new HamiltonianOptions(6, Tempering.FREE, false, 0.2, 0.5));
        assertEquals(before, after.get(HamiltonianBound.SQRT_BETA0)[0], 1e-6f);
    }

    @Test
    void aModelWithoutDynamicsComesToHaveSomeAndAModelWithSomeCanLoseThem() {
        final VaeModel plain = SmallData.model();
        final Map<String, float[]> after = continued(plain, OPTIONS);
        assertEquals(0.2f, after.get(HamiltonianBound.STEP_SIZES)[0], 1e-6f);
        assertTrue(VaeTrainer.continueFrom(learned(OPTIONS), data, Objective.elbo(), STILL, Progress.NONE).model().learned()
            .isEmpty());
    }

    @Test
    void aStepSizeBeyondTheBoundIsRefusedWithTheRemedy() {
        final VaeModel model = learned(OPTIONS);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> continued(model, new HamiltonianOptions(3, Tempering.QUADRATIC, false, 0.01, 0.05))).getMessage();
        assertTrue(message.contains("below 0.05") && message.contains("Raise the largest step size"), message);
    }
}
