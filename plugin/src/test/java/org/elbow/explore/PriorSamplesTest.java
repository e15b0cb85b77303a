package org.elbow.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class PriorSamplesTest {

    private static final PriorSamplesOptions DEFAULTS = PriorSamplesOptions.defaults();

    @Test
    void aSampleDoesNotDependOnHowManyThereAre() {
        final VaeModel model = LinearGaussian.model(0);
        try (FeatureMatrix few = CodeDecoder.decode(model, new PriorSamples(3, DEFAULTS), RowValues.DRAWN, 1);
                FeatureMatrix many =
                    CodeDecoder.decode(model, new PriorSamples(3, DEFAULTS.withCount(9000)), RowValues.DRAWN, 1)) {
            for (int row = 0; row < 100; row++) {
                for (int f = 0; f < 4; f++) {
                    assertEquals(few.get(row, f), many.get(row, f));
                }
            }
        }
    }

    @Test
    void theTemperatureStretchesTheCodes() {
        final float[] plain = new float[3];
        final float[] cool = new float[3];
        new PriorSamples(3, DEFAULTS).code(7, plain);
        new PriorSamples(3, DEFAULTS.withTemperature(0.5)).code(7, cool);
        for (int i = 0; i < 3; i++) {
            assertEquals(0.5f * plain[i], cool[i]);
        }
    }

    /** x = W z + b + σ n: the variance of feature f is Σ W² T² + σ². */
    @Test
    void drawnRowsHaveTheModelsMeanAndVarianceAcrossChunksOfRows() {
        final int count = 30_000; // more than a chunk of 8,192
        final double temperature = 0.7;
        final double[] mean = {0.3, -0.2, 0, 1};
        final double[] squares = {1.5 * 1.5 + 0.5 * 0.5, 4, 0.5 * 0.5 + 1.5 * 1.5, 1};
        final double[] sum = new double[4];
        final double[] sumOfSquares = new double[4];
        final long[] next = {0};
        try (CodeDecoder decoder = new CodeDecoder(LinearGaussian.model(0), RowValues.DRAWN, 5, 2)) {
            decoder.decode(new PriorSamples(3, new PriorSamplesOptions(count, temperature, 3)), Progress.NONE,
                (index, code, features) -> {
                    assertEquals(next[0]++, index);
                    for (int f = 0; f < 4; f++) {
                        sum[f] += features[f];
                        sumOfSquares[f] += (features[f] - mean[f]) * (features[f] - mean[f]);
                    }
                });
        }
        assertEquals(count, next[0]);
        for (int f = 0; f < 4; f++) {
            final double variance = temperature * temperature * squares[f] + 0.4;
            assertEquals(mean[f], sum[f] / count, 5 * Math.sqrt(variance / count), "five standard errors");
            assertEquals(variance, sumOfSquares[f] / count, 5 * variance * Math.sqrt(2.0 / count), "five standard errors");
        }
    }

    @Test
    void neitherThreadsNorChunksChangeARow() {
        final float[][] found = new float[2][20_000];
        for (int workers = 1; workers <= 2; workers++) {
            final float[] column = found[workers - 1];
            try (CodeDecoder decoder = new CodeDecoder(LinearGaussian.model(0), RowValues.DRAWN, 5, workers)) {
                decoder.decode(new PriorSamples(3, DEFAULTS.withCount(column.length)), Progress.NONE,
                    (index, code, features) -> column[(int)index] = features[1]);
            }
        }
        assertArrayEquals(found[0], found[1]);
    }

    @Test
    void theDrawsOfOneChunkAreNotThoseOfTheNext() {
        final CodeSequence codes = new PriorSamples(3, DEFAULTS.withCount(16_384)); // two chunks of 8,192
        try (FeatureMatrix drawn = CodeDecoder.decode(LinearGaussian.model(0), codes, RowValues.DRAWN, 1);
                FeatureMatrix means = CodeDecoder.decode(LinearGaussian.model(0), codes, RowValues.MEAN, 1)) {
            for (int row = 0; row < 20; row++) {
                final float noise = drawn.get(row, 0) - means.get(row, 0);
                final float later = drawn.get(row + 8192, 0) - means.get(row + 8192, 0);
                assertTrue(Math.abs(noise - later) > 1e-5, "row " + row);
            }
        }
    }

    @Test
    void anotherSeedGivesOtherCodesAndOtherValues() {
        final float[] one = new float[3];
        final float[] two = new float[3];
        new PriorSamples(3, DEFAULTS).code(0, one);
        new PriorSamples(3, DEFAULTS.withSeed(2)).code(0, two);
        assertTrue(one[0] != two[0]);
        final CodeSequence codes = new PriorSamples(3, DEFAULTS.withCount(1));
        try (FeatureMatrix first = CodeDecoder.decode(LinearGaussian.model(0), codes, RowValues.DRAWN, 1);
                FeatureMatrix second = CodeDecoder.decode(LinearGaussian.model(0), codes, RowValues.DRAWN, 2)) {
            assertTrue(first.get(0, 0) != second.get(0, 0));
        }
    }

    @Test
    void drawsFromAPosteriorDependOnTheRowAloneAndHaveItsMoments() {
        final VaeModel model = LinearGaussian.model(0);
        final int draws = 20_000;
        try (FeatureMatrix rows = LinearGaussian.rows(3, 1); FeatureMatrix last = rows.selectRows(new int[] {2});
                VaeEncoder encoder = new VaeEncoder(model, 1);
                FeatureMatrix posteriors = encoder.encode(rows, Progress.NONE);
                FeatureMatrix lastPosterior = encoder.encode(last, Progress.NONE)) {
            final PosteriorDraws all = new PosteriorDraws(rows, posteriors, draws, 4);
            final PosteriorDraws alone = new PosteriorDraws(last, lastPosterior, draws, 4);
            final float[] code = new float[3];
            final float[] again = new float[3];
            double sum = 0;
            double squares = 0;
            for (int draw = 0; draw < draws; draw++) {
                all.code(2L * draws + draw, code);
                alone.code(draw, again);
                assertArrayEquals(code, again);
                assertEquals(all.stream(2L * draws + draw), alone.stream(draw));
                final double difference = code[1] - posteriors.get(2, 1);
                sum += difference;
                squares += difference * difference;
            }
            final double variance = Math.exp(posteriors.get(2, 4));
            assertEquals(0, sum / draws, 5 * Math.sqrt(variance / draws), "five standard errors");
            assertEquals(variance, squares / draws, 5 * variance * Math.sqrt(2.0 / draws), "five standard errors");
        }
    }

    @Test
    void countsAndTemperaturesThatMakeNoSenseAreRefused() {
        for (final double temperature : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            final IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withTemperature(temperature));
            assertTrue(failure.getMessage().contains("must be above 0"), failure.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.withCount(0));
        assertThrows(IllegalArgumentException.class, () -> PosteriorDraws.requireDraws(0));
    }

    @Test
    void decodingEndsWhenItIsCancelled() {
        try (CodeDecoder decoder = new CodeDecoder(LinearGaussian.model(0), RowValues.MEAN, 1, 1)) {
            final long[] rows = {0};
            assertThrows(CancellationException.class,
                () -> decoder.decode(new PriorSamples(3, DEFAULTS.withCount(Long.MAX_VALUE)), (fraction, message) -> {
                    if (rows[0] > 500) {
                        throw new CancellationException();
                    }
                }, (index, code, features) -> rows[0]++));
            assertTrue(rows[0] < 1000);
        }
    }

    @Test
    void codesOfAnotherSizeAreRefused() {
        try (CodeDecoder decoder = new CodeDecoder(LinearGaussian.model(0), RowValues.MEAN, 1, 1)) {
            assertThrows(IllegalArgumentException.class,
                () -> decoder.decode(new PriorSamples(4, DEFAULTS), Progress.NONE, (index, code, features) -> { }));
        }
    }
}
