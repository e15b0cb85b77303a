package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.HamiltonianSampler;
import org.elbow.hamiltonian.SamplerOptions;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Models that earlier versions saved give what they gave then. Sums of at most 200 products in 32 bits, added in the order of
 * another processor's kernels, differ by less than 10⁻⁵ of their size; a log-likelihood adds up to 200 such logits.
 */
class OldModelsTest {

    private static final double SINGLE_PRECISION = 1e-5;

    private static final double SUM_OVER_FEATURES = 2e-4;

    private static void assertNear(final float[][] expected, final FeatureMatrix found, final String what) {
        assertEquals(expected.length, found.rows());
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < expected[row].length; i++) {
                assertEquals(expected[row][i], found.get(row, i), SINGLE_PRECISION * (1 + Math.abs(expected[row][i])),
                    what + " of row " + row + ", entry " + i);
            }
        }
    }

    private static void assertNear(final JsonNode expected, final double[] found, final String what) {
        for (int row = 0; row < found.length; row++) {
            final double value = expected.get(row).doubleValue();
            assertEquals(value, found[row], SUM_OVER_FEATURES * (1 + Math.abs(value)), what + " of row " + row);
        }
    }

    @ParameterizedTest
    @MethodSource("org.elbow.vae.OldModel#names")
    void anOldModelGivesWhatItGaveThen(final String name) throws IOException {
        final OldModel old = OldModel.of(name);
        final EvaluationOptions options = new EvaluationOptions(old.results().get("samples").intValue(), true,
            old.results().get("seed").longValue(), 1);
        try (FeatureMatrix rows = old.features();
                RowEvaluation found = VaeEvaluator.evaluate(old.read(), rows, options, Progress.NONE)) {
            assertNear(old.matrix("mean"), found.mean(), "mean");
            assertNear(old.matrix("log_variance"), found.logVariance(), "log-variance");
            assertNear(old.matrix("reconstruction"), found.reconstruction(), "reconstruction");
            assertNear(old.results().get("elbo"), found.elbo(), "ELBO");
            assertNear(old.results().get("kl"), found.kl(), "KL");
        }
    }

    @Test
    void theDynamicsOfAnOldModelAreKept() throws IOException {
        final OldModel old = OldModel.of("hamiltonian");
        final VaeModel model = old.read();
        final JsonNode learned = old.results().get("learned");
        assertEquals(learned.size(), model.learned().size());
        learned.fieldNames().forEachRemaining(
            key -> assertArrayEquals(OldModel.vector(learned.get(key)), model.learned().get(key), key));
        final SamplerOptions options = SamplerOptions.defaults()
            .withSamples(old.results().get("trajectories").intValue(), 2).withSeed(old.results().get("seed").longValue());
        try (FeatureMatrix rows = old.features();
                HamiltonianEstimates found = HamiltonianSampler.estimate(model, rows, options, Progress.NONE)) {
            assertTrue(found.learned());
            final double[] estimates = new double[rows.rows()];
            for (int row = 0; row < estimates.length; row++) {
                estimates[row] = found.hamiltonian()[row].logLikelihood();
            }
            assertNear(old.results().get("hamiltonian_log_likelihood"), estimates, "Hamiltonian log-likelihood");
        }
    }

    @Test
    void theCheckpointsAndTrainingRowsOfAnOldModelAreKept() throws IOException {
        final OldModel old = OldModel.of("checkpoints");
        final VaeModel model = old.read();
        final JsonNode means = old.results().get("checkpoint_means");
        assertEquals(means.size(), model.checkpoints().size());
        try (FeatureMatrix rows = old.features()) {
            for (int i = 0; i < means.size(); i++) {
                final VaeModel then = new VaeModel(model.architecture(), model.likelihood(), model.encoding(),
                    model.checkpoints().get(i).parameters(), List.of(), model.record());
                try (RowEvaluation found =
                    VaeEvaluator.evaluate(then, rows, new EvaluationOptions(1, false, 1, 1), Progress.NONE)) {
                    for (int row = 0; row < rows.rows(); row++) {
                        final float[] mean = new float[model.architecture().latent()];
                        found.mean().getRow(row, mean, 0);
                        assertArrayEquals(OldModel.vector(means.get(i).get(row)), mean, (float)SINGLE_PRECISION);
                    }
                }
            }
        }
        final List<String> keys = new ArrayList<>();
        final float[][] training = old.matrix("training_features");
        for (int i = 0; i < training.length; i++) {
            keys.add("Row" + i);
        }
        try (FeatureMatrix rows = FeatureMatrix.of(training)) {
            assertTrue(model.trainingRows().orElseThrow().difference(keys, rows).isEmpty());
        }
        training[7][3] += 0.001f;
        try (FeatureMatrix rows = FeatureMatrix.of(training)) {
            assertTrue(model.trainingRows().orElseThrow().difference(keys, rows).orElseThrow().contains("\"Row7\""));
        }
    }
}
