package org.elbow.vae;

import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;

/** Small tables to train on: each row is one of a few smooth bumps with a little noise. */
public final class SmallData {

    public static final int FEATURES = 20;

    private SmallData() {
    }

    /** @return rows in [0, 1], to be closed */
    public static FeatureMatrix bumps(final int rows, final long seed) {
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, FEATURES);
        final float[] row = new float[FEATURES];
        for (int i = 0; i < rows; i++) {
            final java.util.SplittableRandom random = RandomStreams.of(seed, i);
            final double centre = random.nextDouble() * FEATURES;
            for (int j = 0; j < FEATURES; j++) {
                final double value = Math.exp(-0.5 * (j - centre) * (j - centre) / 4) + 0.05 * random.nextDouble();
                row[j] = (float)Math.min(1, value);
            }
            matrix.setRow(i, row, 0);
        }
        return matrix;
    }

    public static FeatureEncoding encoding() {
        return new FeatureEncoding(List.of(new VectorEncoding("x", FEATURES, Scaling.NONE, 0, 1)));
    }

    public static Architecture architecture() {
        return Architecture.dense(FEATURES, FEATURES, List.of(16), 2, Activation.TANH);
    }

    public static TrainingOptions options() {
        return new TrainingOptions(6, 32, 5e-3, 1, 0, 0.2, 0, 0, 5, 2);
    }

    /** @return a model trained on bumps */
    public static VaeModel model() {
        try (FeatureMatrix data = bumps(300, 1)) {
            return VaeTrainer.train(data, encoding(), architecture(), LikelihoodSpec.bernoulli(FEATURES),
                options().withCheckpoints(2), Progress.NONE).model();
        }
    }
}
