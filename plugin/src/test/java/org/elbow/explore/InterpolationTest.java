package org.elbow.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elbow.data.FeatureMatrix;
import org.elbow.explore.InterpolationOptions.Pairing;
import org.elbow.explore.InterpolationOptions.Path;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class InterpolationTest {

    private static final InterpolationOptions DEFAULTS = InterpolationOptions.defaults();

    private static float[] spherical(final float[] a, final float[] b, final double t) {
        final float[] z = new float[a.length];
        Interpolation.spherical(a, b, t, z);
        return z;
    }

    private static double norm(final float[] z) {
        double sum = 0;
        for (final float element : z) {
            sum += (double)element * element;
        }
        return Math.sqrt(sum);
    }

    @Test
    void theEndsAreTheReconstructionsOfTheRowsBitForBit() {
        final VaeModel model = LinearGaussian.model(0.1);
        try (FeatureMatrix rows = LinearGaussian.rows(300, 1); VaeEncoder encoder = new VaeEncoder(model, 1);
                FeatureMatrix posteriors = encoder.encode(rows, Progress.NONE);
                RowEvaluation evaluation =
                    VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), Progress.NONE)) {
            for (final Path path : Path.values()) {
                final Interpolation interpolation = new Interpolation(CodeSequence.means(posteriors),
                    DEFAULTS.withPath(path).withPairing(Pairing.CHAIN).withSteps(3));
                try (FeatureMatrix decoded = CodeDecoder.decode(model, interpolation, RowValues.MEAN, 1)) {
                    for (int pair = 0; pair < interpolation.pairs(); pair++) {
                        for (int f = 0; f < decoded.columns(); f++) {
                            assertEquals(evaluation.reconstruction().get(pair, f), decoded.get(3 * pair, f));
                            assertEquals(evaluation.reconstruction().get(pair + 1, f), decoded.get(3 * pair + 2, f));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aLinearDecoderMakesStraightLinesOfStraightLines() {
        final VaeModel model = LinearGaussian.model(0);
        try (FeatureMatrix rows = LinearGaussian.rows(4, 2); VaeEncoder encoder = new VaeEncoder(model, 1);
                FeatureMatrix posteriors = encoder.encode(rows, Progress.NONE);
                FeatureMatrix decoded = CodeDecoder.decode(model,
                    new Interpolation(CodeSequence.means(posteriors), DEFAULTS.withSteps(5)), RowValues.MEAN, 1)) {
            assertEquals(10, decoded.rows(), "two pairs of five steps");
            for (int pair = 0; pair < 2; pair++) {
                for (int step = 0; step < 5; step++) {
                    for (int f = 0; f < decoded.columns(); f++) {
                        final double expected = (1 - step / 4.0) * decoded.get(5 * pair, f)
                            + step / 4.0 * decoded.get(5 * pair + 4, f);
                        assertEquals(expected, decoded.get(5 * pair + step, f), 1e-5);
                    }
                }
            }
        }
    }

    @Test
    void pairsAreTakenTwoByTwoOrAsAChain() {
        try (FeatureMatrix posteriors = FeatureMatrix.allocate(5, 4)) {
            final CodeSequence rows = CodeSequence.means(posteriors);
            final Interpolation pairs = new Interpolation(rows, DEFAULTS);
            assertEquals(2, pairs.pairs(), "the fifth row is in no pair");
            assertEquals(2, pairs.firstRow(1));
            assertEquals(20, pairs.size());
            final Interpolation chain = new Interpolation(rows, DEFAULTS.withPairing(Pairing.CHAIN));
            assertEquals(4, chain.pairs());
            assertEquals(1, chain.firstRow(1));
            assertEquals(0, chain.position(0));
            assertEquals(1, chain.position(9));
        }
    }

    @Test
    void theSphericalPathOfEqualLengthsKeepsTheLengthAndDividesTheAngle() {
        final float[] a = {3, 0, 4};
        final float[] b = {-4, 0, 3};
        for (int step = 0; step <= 10; step++) {
            final float[] z = spherical(a, b, step / 10.0);
            assertEquals(5, norm(z), 1e-5);
            final double cosine = (z[0] * a[0] + z[1] * a[1] + z[2] * a[2]) / 25.0;
            assertEquals(Math.PI / 2 * step / 10, Math.acos(Math.min(1, cosine)), 1e-3);
        }
    }

    @Test
    void theSphericalPathChangesTheLengthEvenly() {
        final float[] a = {1, 0};
        final float[] b = {0, 3};
        assertEquals(2, norm(spherical(a, b, 0.5)), 1e-6);
        assertArrayEquals(new float[] {(float)Math.sqrt(2), (float)Math.sqrt(2)}, spherical(a, b, 0.5), 1e-6f);
    }

    @Test
    void parallelZeroAndOppositeCodesHaveAPathToo() {
        assertArrayEquals(new float[] {2, 2}, spherical(new float[] {1, 1}, new float[] {3, 3}, 0.5), 1e-6f);
        assertArrayEquals(new float[] {0.5f, 1}, spherical(new float[] {0, 0}, new float[] {1, 2}, 0.5), 1e-6f);
        assertArrayEquals(new float[] {0, 0}, spherical(new float[] {0, 0}, new float[] {0, 0}, 0.5), 0);
        assertArrayEquals(new float[] {0}, spherical(new float[] {1}, new float[] {-1}, 0.5), 1e-6f);
        final float[] a = {1, -2, 0.5f};
        final float[] b = {-1, 2, -0.5f};
        for (int step = 0; step <= 8; step++) {
            assertEquals(norm(a), norm(spherical(a, b, step / 8.0)), 1e-5, "opposite codes, step " + step);
        }
        assertArrayEquals(b, spherical(a, b, 1), 1e-6f);
    }

    @Test
    void oneRowIsNotEnough() {
        try (FeatureMatrix posteriors = FeatureMatrix.allocate(1, 4)) {
            final IllegalArgumentException failure = assertThrows(IllegalArgumentException.class,
                () -> new Interpolation(CodeSequence.means(posteriors), DEFAULTS));
            assertTrue(failure.getMessage().contains("at least two rows, but there is only one"), failure.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withSteps(1));
    }
}
