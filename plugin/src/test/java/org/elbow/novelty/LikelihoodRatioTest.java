package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTest {

    private static final ImportanceSamplingOptions SAMPLING = new ImportanceSamplingOptions(20, 1, 2);

    @Test
    void itIsTheBackgroundsLogLikelihoodMinusTheModels() {
        final VaeModel model = LinearGaussian.model(0);
        final VaeModel background = LinearGaussian.model(0.8);
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            final double[] own = ImportanceWeightedLikelihood.logLikelihood(model, rows, SAMPLING, Progress.NONE);
            final double[] other = ImportanceWeightedLikelihood.logLikelihood(background, rows, SAMPLING, Progress.NONE);
            final double[] ratio = LikelihoodRatio.score(model, background, rows, SAMPLING, Progress.NONE);
            for (int i = 0; i < ratio.length; i++) {
                assertEquals(other[i] - own[i], ratio[i], 1e-12, "row " + i);
                assertTrue(Math.abs(ratio[i]) > 1e-3, "the models differ");
            }
            assertArrayEquals(ratio, LikelihoodRatio.score(own, background, rows, SAMPLING, Progress.NONE), 1e-12);
        }
    }

    @Test
    void aModelIsNoMoreLikelyThanItself() {
        try (FeatureMatrix rows = SmallData.bumps(10, 4)) {
            final VaeModel model = SmallData.model();
            assertArrayEquals(new double[10], LikelihoodRatio.score(model, model, rows, SAMPLING, Progress.NONE), 0);
        }
    }

    private static VaeModel model(final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        try (FeatureMatrix rows = FeatureMatrix.allocate(4, encoding.width())) {
            return VaeTrainer.train(rows, encoding,
                Architecture.dense(encoding.width(), likelihood.outputs(), List.of(), 1, Activation.RELU), likelihood,
                SmallData.options().withEpochs(1), Progress.NONE).model();
        }
    }

    private static VaeModel gaussian(final Scaling scaling, final double scale, final String... columns) {
        return model(new FeatureEncoding(java.util.Arrays.stream(columns)
            .map(name -> (org.elbow.data.ColumnEncoding)new NumericEncoding(name, scaling, 0, scale, Double.NaN)).toList()),
            LikelihoodSpec.gaussian(columns.length));
    }

    private static String refusal(final VaeModel model, final VaeModel background) {
        return assertThrows(DataException.class, () -> LikelihoodRatio.requireComparable(model, background)).getMessage();
    }

    @Test
    void modelsOfDifferentThingsAreNotCompared() {
        final VaeModel model = gaussian(Scaling.STANDARDIZE, 2, "a", "b");
        assertDoesNotThrow(() -> LikelihoodRatio.requireComparable(model, gaussian(Scaling.STANDARDIZE, 2, "a", "b")));
        assertTrue(refusal(model, gaussian(Scaling.STANDARDIZE, 2, "b", "a")).contains("its column 1 is \"b\""));
        assertTrue(refusal(model, gaussian(Scaling.STANDARDIZE, 2, "a")).contains("reads 1 columns, the model 2"));
        assertTrue(refusal(model, gaussian(Scaling.STANDARDIZE, 3, "a", "b")).contains("scales or imputes column \"a\""));
        final VaeModel vector = model(new FeatureEncoding(List.of(new VectorEncoding("a", 2, Scaling.NONE, 0, 1))),
            LikelihoodSpec.gaussian(2));
        final VaeModel longer = model(new FeatureEncoding(List.of(new VectorEncoding("a", 3, Scaling.NONE, 0, 1))),
            LikelihoodSpec.gaussian(3));
        assertTrue(refusal(vector, longer).contains("column \"a\" as 3 features, the model as 2"));
        final VaeModel bernoulli = model(vector.encoding(), LikelihoodSpec.bernoulli(2));
        final String message = refusal(vector, bernoulli);
        assertTrue(message.contains("likelihood is Bernoulli") && message.contains("model is Gaussian")
            && message.contains("Train both"), message);
    }

    @Test
    void scoringRefusesModelsThatCannotBeCompared() {
        try (FeatureMatrix rows = FeatureMatrix.allocate(4, 2)) {
            assertThrows(DataException.class, () -> LikelihoodRatio.score(gaussian(Scaling.STANDARDIZE, 2, "a", "b"),
                gaussian(Scaling.STANDARDIZE, 3, "a", "b"), rows, SAMPLING, Progress.NONE));
        }
    }

    @Test
    void cancellingStopsIt() {
        try (FeatureMatrix rows = SmallData.bumps(10, 4)) {
            final VaeModel model = SmallData.model();
            assertThrows(CancellationException.class,
                () -> LikelihoodRatio.score(model, model, rows, SAMPLING, (fraction, message) -> {
                    if (fraction > 0.5) {
                        throw new CancellationException();
                    }
                }));
        }
    }
}
