package org.elbow.novelty;

import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;

/** Small tables of each kind, with networks for them: what every score has to work on. */
enum ScoredModels {

    /** Convolutions on grey images. */
    CONVOLUTIONAL {
        @Override
        LikelihoodSpec likelihood() {
            return LikelihoodSpec.bernoulli(SIDE * SIDE);
        }

        @Override
        Architecture architecture() {
            return convolutions(1);
        }
    },

    /** Dense networks on images whose pixels have 256 classes. */
    CATEGORICAL {
        @Override
        LikelihoodSpec likelihood() {
            return LikelihoodSpec.categorical(SIDE * SIDE, 256);
        }

        @Override
        Architecture architecture() {
            return Architecture.dense(SIDE * SIDE, 256 * SIDE * SIDE, List.of(32), 3, Activation.RELU);
        }
    },

    /** Convolutions on such images. */
    CONVOLUTIONAL_CATEGORICAL {
        @Override
        LikelihoodSpec likelihood() {
            return LikelihoodSpec.categorical(SIDE * SIDE, 256);
        }

        @Override
        Architecture architecture() {
            return convolutions(256);
        }
    },

    /** An image, two numbers and a nominal value, which depend on each other. */
    MIXED {
        @Override
        LikelihoodSpec likelihood() {
            return new LikelihoodSpec(List.of(new Group(LikelihoodFamily.BERNOULLI, SIDE * SIDE),
                new Group(LikelihoodFamily.GAUSSIAN, 2), new Group(LikelihoodFamily.ONE_HOT, 3)));
        }

        @Override
        Architecture architecture() {
            return Architecture.dense(SIDE * SIDE + 5, SIDE * SIDE + 5, List.of(32), 3, Activation.RELU);
        }

        @Override
        FeatureEncoding encoding() {
            return new FeatureEncoding(List.of(new ImageEncoding("image", SIDE, SIDE, 1),
                new NumericEncoding("place", Scaling.STANDARDIZE, 0, 1, Double.NaN),
                new NumericEncoding("size", Scaling.STANDARDIZE, 0, 1, Double.NaN),
                new NominalEncoding("kind", List.of("a", "b", "c"), null)));
        }
    };

    static final int SIDE = 8;

    abstract LikelihoodSpec likelihood();

    abstract Architecture architecture();

    FeatureEncoding encoding() {
        return new FeatureEncoding(List.of(new ImageEncoding("image", SIDE, SIDE, 1)));
    }

    private static Architecture convolutions(final int outputChannels) {
        final int flat = 4 * SIDE * SIDE / 4;
        return new Architecture(List.of(1, SIDE, SIDE), 3,
            List.of(new LayerSpec.Conv2dSpec(1, 4, 4, 2, 1, Activation.RELU), new LayerSpec.ReshapeSpec(List.of(flat)),
                new LayerSpec.DenseSpec(flat, 32, Activation.RELU)),
            List.of(new LayerSpec.DenseSpec(3, flat, Activation.RELU),
                new LayerSpec.ReshapeSpec(List.of(4, SIDE / 2, SIDE / 2)),
                new LayerSpec.Deconv2dSpec(4, outputChannels, 4, 2, 1, 0, Activation.IDENTITY),
                new LayerSpec.ReshapeSpec(List.of(outputChannels * SIDE * SIDE))));
    }

    /** A bright bar on black, with numbers that follow from where it is. */
    FeatureMatrix ordinary(final int rows, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, likelihood().features());
        for (int row = 0; row < rows; row++) {
            final int line = random.nextInt(SIDE);
            for (int x = 0; x < SIDE; x++) {
                matrix.set(row, line * SIDE + x, (200 + 10 * (x % 3)) / 255f);
            }
            extras(matrix, row, (line - 3.5f) / 2, (3.5f - line) / 2 + 0.1f * (float)random.nextGaussian(), line % 3);
        }
        return matrix;
    }

    /** Noise, and numbers that contradict each other. */
    FeatureMatrix novel(final int rows, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, likelihood().features());
        for (int row = 0; row < rows; row++) {
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                matrix.set(row, pixel, random.nextInt(256) / 255f);
            }
            extras(matrix, row, 1.5f, 1.5f, random.nextInt(3));
        }
        return matrix;
    }

    private void extras(final FeatureMatrix matrix, final int row, final float place, final float size, final int kind) {
        if (this == MIXED) {
            matrix.set(row, SIDE * SIDE, place);
            matrix.set(row, SIDE * SIDE + 1, size);
            matrix.set(row, SIDE * SIDE + 2 + kind, 1);
        }
    }

    VaeModel model() {
        try (FeatureMatrix rows = ordinary(100, 1)) {
            return train(rows, InputPerturbation.NONE);
        }
    }

    VaeModel background() {
        try (FeatureMatrix rows = ordinary(100, 1)) {
            return train(rows, new BackgroundPerturbation(0.3, likelihood(), rows, 1));
        }
    }

    private VaeModel train(final FeatureMatrix rows, final InputPerturbation perturbation) {
        return VaeTrainer.train(rows, encoding(), architecture(), likelihood(), Objective.elbo().on(perturbation),
            new TrainingOptions(20, 20, 0.01, 1, 0, 0, 0, 0, 1, 2), Progress.NONE).model();
    }
}
