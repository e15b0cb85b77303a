package org.elbow.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.knime.TestModels;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class JacobianColumnsTest {

    private static final float H = 0.02f;

    @Test
    void columnsAreCentralDifferencesOfTheMean() {
        final VaeModel model = TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("img", 3, 2, 1));
        final float[] centre = {0.4f, -0.7f};
        try (FeatureMatrix posterior = FeatureMatrix.of(new float[][] {{centre[0], centre[1], 0, 0}});
                FeatureMatrix moved = FeatureMatrix.of(new float[][] {{centre[0] + H, centre[1], 0, 0},
                    {centre[0] - H, centre[1], 0, 0}, {centre[0], centre[1] + H, 0, 0}, {centre[0], centre[1] - H, 0, 0}});
                FeatureMatrix means = CodeDecoder.decode(model, CodeSequence.means(moved), RowValues.MEAN, 1)) {
            final List<Integer> dimensions = new ArrayList<>();
            JacobianColumns.forEach(model, CodeSequence.means(posterior), new int[] {1, 0}, Progress.NONE,
                (row, dimension, code, derivative) -> {
                    dimensions.add(dimension);
                    assertEquals(0, row);
                    assertEquals(centre[0], code[0]);
                    for (int f = 0; f < 6; f++) {
                        final double difference =
                            (means.get(2 * dimension, f) - means.get(2 * dimension + 1, f)) / (2 * H);
                        // rounding of the means, 6e-8 / 0.02, and H² times a third derivative below 1
                        assertEquals(difference, derivative[f], 5e-4);
                    }
                });
            assertEquals(List.of(1, 0), dimensions, "in the order asked for");
        }
    }

    @Test
    void normsOfALinearDecoderAreThoseOfItsWeights() {
        JacobianColumns.forEach(LinearGaussian.model(0), CodeSequence.priorMean(3), new int[] {2}, Progress.NONE,
            (row, dimension, code, derivative) -> {
                assertEquals(2, JacobianColumns.absoluteNorm(derivative), 1e-6); // 0.5 and 1.5
                assertEquals(Math.sqrt(2.5), JacobianColumns.euclideanNorm(derivative), 1e-6);
            });
    }

    @Test
    void aDimensionThatIsNotThereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> JacobianColumns.forEach(LinearGaussian.model(0),
            CodeSequence.priorMean(3), new int[] {3}, Progress.NONE, (row, dimension, code, derivative) -> { }));
    }
}
