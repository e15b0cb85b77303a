package org.elbow.benchmarks;

import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;

/** The networks and the rows that all works share; the programs in Python have the same. */
final class Inputs {

    static final int LATENT = 32;

    private static final int SIDE = 28;

    private static final int FEATURES = SIDE * SIDE;

    private Inputs() {
    }

    /** 784-512-256-L-256-512-784. */
    static Architecture dense(final int latent) {
        return Architecture.dense(FEATURES, FEATURES, List.of(512, 256), latent, Activation.RELU);
    }

    /** 28 × 28: 32 and 64 channels, windows of 4 × 4, stride 2, a dense layer of 256. */
    static Architecture convolutional(final int latent) {
        return Architecture.convolutional(1, SIDE, 1, latent, Activation.RELU);
    }

    static FeatureEncoding encoding() {
        return new FeatureEncoding(List.of(new VectorEncoding("pixels", FEATURES, Scaling.NONE, 0, 1)));
    }

    static LikelihoodSpec likelihood() {
        return LikelihoodSpec.bernoulli(FEATURES);
    }

    /** A model after a handful of steps: what a score costs does not depend on how good the model is. */
    static VaeModel model(final Architecture architecture) {
        try (FeatureMatrix rows = imageLikeRows(512)) {
            final TrainingOptions options =
                TrainingOptions.defaults().withEpochs(1).withCheckpoints(1).withWorkers(Benchmark.THREADS);
            return VaeTrainer.train(rows, encoding(), architecture, likelihood(), options, Progress.NONE).model();
        }
    }

    /** Rows in [0, 1] of which four values in five are 0, as in pictures of handwriting. */
    static FeatureMatrix imageLikeRows(final int rows) {
        final SplittableRandom random = new SplittableRandom(1);
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, FEATURES);
        final float[] row = new float[FEATURES];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = random.nextInt(5) == 0 ? (float)random.nextDouble() : 0f;
            }
            matrix.setRow(i, row, 0);
        }
        return matrix;
    }
}
