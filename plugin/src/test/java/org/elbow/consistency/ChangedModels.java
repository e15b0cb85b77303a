package org.elbow.consistency;

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
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;

/** Models of each kind, trained on upright bars: what every measure of consistency has to work on. */
enum ChangedModels {

    /** Dense networks on grey images. */
    DENSE(LikelihoodSpec.bernoulli(100), Architecture.dense(100, 100, List.of(32), 3, Activation.RELU)),

    /** Convolutions on grey images. */
    CONVOLUTIONAL(LikelihoodSpec.bernoulli(100), convolutions()),

    /** Dense networks on images whose pixels have 256 classes. */
    CATEGORICAL(LikelihoodSpec.categorical(100, 256), Architecture.dense(100, 25_600, List.of(16), 3, Activation.RELU)),

    /** An image, two numbers and a nominal value, which depend on each other. */
    MIXED(new LikelihoodSpec(List.of(new Group(LikelihoodFamily.BERNOULLI, 100), new Group(LikelihoodFamily.GAUSSIAN, 2),
        new Group(LikelihoodFamily.ONE_HOT, 3))), Architecture.dense(105, 105, List.of(32), 3, Activation.RELU));

    static final int SIDE = 10;

    final LikelihoodSpec likelihood;

    private final Architecture architecture;

    ChangedModels(final LikelihoodSpec likelihood, final Architecture architecture) {
        this.likelihood = likelihood;
        this.architecture = architecture;
    }

    private static Architecture convolutions() {
        return new Architecture(List.of(1, 10, 10), 3,
            List.of(new LayerSpec.Conv2dSpec(1, 4, 4, 2, 1, Activation.RELU), new LayerSpec.ReshapeSpec(List.of(100)),
                new LayerSpec.DenseSpec(100, 32, Activation.RELU)),
            List.of(new LayerSpec.DenseSpec(3, 100, Activation.RELU), new LayerSpec.ReshapeSpec(List.of(4, 5, 5)),
                new LayerSpec.Deconv2dSpec(4, 1, 4, 2, 1, 0, Activation.IDENTITY), new LayerSpec.ReshapeSpec(List.of(100))));
    }

    FeatureEncoding encoding() {
        final ImageEncoding image = new ImageEncoding("image", SIDE, SIDE, 1);
        return new FeatureEncoding(this != MIXED ? List.of(image)
            : List.of(image, new NumericEncoding("place", Scaling.STANDARDIZE, 0, 1, Double.NaN),
                new NumericEncoding("size", Scaling.STANDARDIZE, 0, 1, Double.NaN),
                new NominalEncoding("kind", List.of("a", "b", "c"), null)));
    }

    /** An upright bar of some column and length, with numbers that follow from them. */
    FeatureMatrix rows(final int count, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final FeatureMatrix matrix = FeatureMatrix.allocate(count, likelihood.features());
        for (int row = 0; row < count; row++) {
            final int x = 1 + random.nextInt(SIDE - 2);
            final int length = 3 + random.nextInt(4);
            final int grey = 200 + random.nextInt(50);
            for (int y = 2; y < 2 + length; y++) {
                matrix.set(row, y * SIDE + x, grey / 255f);
            }
            if (this == MIXED) {
                matrix.set(row, 100, (x - 4.5f) / 2);
                matrix.set(row, 101, length - 4.5f + 0.1f * (float)random.nextGaussian());
                matrix.set(row, 102 + x % 3, 1);
            }
        }
        return matrix;
    }

    VaeModel model() {
        try (FeatureMatrix rows = rows(200, 1)) {
            return train(rows, Objective.elbo());
        }
    }

    VaeModel train(final FeatureMatrix rows, final Objective objective) {
        return VaeTrainer.train(rows, encoding(), architecture, likelihood, objective,
            new TrainingOptions(this == CATEGORICAL ? 5 : 30, 20, 0.005, 1, 0, 0, 0, 0, 1, 2), Progress.NONE).model();
    }

    RowTransformation transformation(final FeatureMatrix rows, final ImageChanges images, final ValueChanges values) {
        return new RowTransformation(encoding(), likelihood, rows, images, values);
    }
}
