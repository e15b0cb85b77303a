package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class ImportanceWeightedLikelihoodTest {

    private static double[] estimate(final VaeModel model, final FeatureMatrix rows, final int samples) {
        return ImportanceWeightedLikelihood.logLikelihood(model, rows, new ImportanceSamplingOptions(samples, 3, 2),
            Progress.NONE);
    }

    @Test
    void withTheExactPosteriorASingleSampleGivesTheExactEvidence() {
        try (FeatureMatrix rows = LinearGaussian.rows(30, 1)) {
            final double[] estimates = estimate(LinearGaussian.model(0), rows, 1);
            for (int i = 0; i < 30; i++) {
                assertEquals(LinearGaussian.logEvidence(rows, i), estimates[i], 2e-3, "row " + i);
            }
        }
    }

    @Test
    void withAWrongPosteriorTheBoundRisesToTheEvidenceWithTheNumberOfSamples() {
        final int count = 200;
        try (FeatureMatrix rows = LinearGaussian.rows(count, 1)) {
            final VaeModel model = LinearGaussian.model(0.3);
            double evidence = 0;
            for (int i = 0; i < count; i++) {
                evidence += LinearGaussian.logEvidence(rows, i) / count;
            }
            final double one = Arrays.stream(estimate(model, rows, 1)).average().orElseThrow();
            final double ten = Arrays.stream(estimate(model, rows, 10)).average().orElseThrow();
            final double thousand = Arrays.stream(estimate(model, rows, 1000)).average().orElseThrow();
            assertTrue(one < ten - 0.1 && ten < thousand, one + " < " + ten + " < " + thousand);
            assertEquals(evidence, thousand, 0.03);
        }
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        try (FeatureMatrix rows = LinearGaussian.rows(70, 1); FeatureMatrix one = rows.selectRows(new int[]{69})) {
            final VaeModel model = LinearGaussian.model(0.3);
            assertArrayEquals(new double[]{estimate(model, rows, 20)[69]}, estimate(model, one, 20), 1e-3);
        }
    }
}
