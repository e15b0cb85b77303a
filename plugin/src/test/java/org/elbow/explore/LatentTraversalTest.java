package org.elbow.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentTraversalTest {

    @Test
    void aLinearDecoderMovesByItsWeightsTimesTheValue() {
        final VaeModel model = LinearGaussian.model(0);
        final TraversalOptions options = new TraversalOptions(2, 5);
        final LatentTraversal traversal =
            new LatentTraversal(CodeSequence.priorMean(3), new int[] {2, 0}, options);
        final double[][] weights = {{0.5, 0, 1.5, 0}, {1.5, 0, -0.5, 0}}; // LinearGaussian's columns 3 and 1
        final double[] shift = {0.3, -0.2, 0, 1};
        try (FeatureMatrix decoded = CodeDecoder.decode(model, traversal, RowValues.MEAN, 1)) {
            assertEquals(10, decoded.rows());
            for (int d = 0; d < 2; d++) {
                for (int step = 0; step < 5; step++) {
                    assertEquals(step - 2, options.value(step), 1e-12);
                    for (int f = 0; f < 4; f++) {
                        assertEquals(shift[f] + weights[d][f] * (step - 2), decoded.get(5 * d + step, f), 1e-6);
                    }
                }
            }
        }
    }

    @Test
    void theOtherDimensionsStayWhereTheRowIs() {
        final VaeModel model = LinearGaussian.model(0);
        try (FeatureMatrix rows = LinearGaussian.rows(3, 1); VaeEncoder encoder = new VaeEncoder(model, 1);
                FeatureMatrix posteriors = encoder.encode(rows, Progress.NONE)) {
            final LatentTraversal traversal = new LatentTraversal(CodeSequence.means(posteriors),
                LatentDimensions.all(3), TraversalOptions.defaults());
            assertEquals(81, traversal.size());
            final float[] code = new float[3];
            for (long index = 0; index < traversal.size(); index++) {
                traversal.code(index, code);
                for (int i = 0; i < 3; i++) {
                    final double expected = i == traversal.dimension(index)
                        ? TraversalOptions.defaults().value(traversal.step(index))
                        : posteriors.get(traversal.centre(index), i);
                    assertEquals(expected, code[i], 1e-7);
                }
            }
        }
    }

    @Test
    void theRangeIsReachedAtBothEndsAndZeroInBetween() {
        final TraversalOptions options = TraversalOptions.defaults();
        assertEquals(-3, options.value(0));
        assertEquals(0, options.value(4));
        assertEquals(3, options.value(8));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "-1, 5", "NaN, 5", "2000, 5", "1, 1", "1, 20000"})
    void rangesAndStepsThatMakeNoSenseAreRefused(final double range, final int steps) {
        assertThrows(IllegalArgumentException.class, () -> new TraversalOptions(range, steps));
    }

    @Test
    void listsOfDimensionsAreReadAsPeopleWriteThem() {
        assertArrayEquals(new int[] {0, 2, 3, 4}, LatentDimensions.parse("1, 3-5", 6));
        assertArrayEquals(new int[] {4, 0}, LatentDimensions.parse(" 5 ,1,5", 6));
        assertArrayEquals(new int[] {1, 2}, LatentDimensions.parse("2 – 3", 3));
        assertArrayEquals(new int[] {0, 1, 2}, LatentDimensions.parse(" ", 3));
    }

    @ParameterizedTest
    @CsvSource({"'1, 7', names 7", "0, names 0", "7, the dimensions 1 to 6",
        "'2-9', names 9", "'5-3', 'Write \"3-5\"'", "'1,,2', neither a number nor a range", "a, neither a number nor a range",
        "'1;2', neither a number nor a range", "99999999999, neither a number nor a range"})
    void dimensionsThatAreNotThereAreNamed(final String list, final String message) {
        final IllegalArgumentException failure =
            assertThrows(IllegalArgumentException.class, () -> LatentDimensions.parse(list, 6));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    @Test
    void theMostActiveDimensionsAreThoseFarthestFromThePrior() {
        try (FeatureMatrix posteriors = FeatureMatrix.of(new float[][] {{0, 2, -1, 0, 0, 0}, {0, -2, 1, 0, 0, 0}})) {
            final double[] divergence = LatentDimensions.divergence(posteriors);
            assertArrayEquals(new double[] {0, 2, 0.5}, divergence, 1e-12);
            assertArrayEquals(new int[] {1, 2}, LatentDimensions.mostActive(divergence, 2));
            assertArrayEquals(new int[] {1, 2, 0}, LatentDimensions.mostActive(divergence, 9));
        }
        assertThrows(IllegalArgumentException.class, () -> LatentDimensions.mostActive(new double[2], 0));
    }
}
