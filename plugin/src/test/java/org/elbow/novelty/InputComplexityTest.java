package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputComplexityTest {

    private static final int SIDE = 28;

    /** The size of the PNG file that the JDK makes of an image, drawn pixel by pixel. */
    private static int png(final int channels, final float[] features) throws IOException {
        final BufferedImage image = new BufferedImage(SIDE, SIDE,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < features.length; i++) {
            image.getRaster().setSample(i / channels % SIDE, i / channels / SIDE, i % channels, Math.round(features[i] * 255));
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
        }
        return bytes.size();
    }

    private static int deflate(final int... values) {
        final byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)values[i];
        }
        final Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        final int size = deflater.deflate(new byte[10_000]);
        deflater.end();
        return size;
    }

    private static float[] noise(final int count) {
        final SplittableRandom random = new SplittableRandom(3);
        final float[] features = new float[count];
        for (int i = 0; i < count; i++) {
            features[i] = random.nextInt(256) / 255f;
        }
        return features;
    }

    private static float[] constant(final int count) {
        final float[] features = new float[count];
        Arrays.fill(features, 0.6f);
        return features;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anImageNeedsWhatItsPngFileNeeds(final int channels) throws IOException {
        final int features = SIDE * SIDE * channels;
        final FeatureEncoding encoding =
            new FeatureEncoding(List.of(new ImageEncoding("image", SIDE, SIDE, channels)));
        for (final LikelihoodSpec likelihood : List.of(LikelihoodSpec.bernoulli(features),
            LikelihoodSpec.categorical(features, 256), LikelihoodSpec.gaussian(features))) {
            final RowCompressor compressor = new RowCompressor(encoding, likelihood);
            assertEquals(png(channels, constant(features)), compressor.bytes(constant(features)));
            assertEquals(png(channels, noise(features)), compressor.bytes(noise(features)));
            assertEquals(features, compressor.dimensions());
            // noise cannot be compressed; one colour needs little more than the file's header
            assertTrue(compressor.bytes(noise(features)) > features);
            assertTrue(compressor.bytes(constant(features)) < features / 5, "" + compressor.bytes(constant(features)));
        }
    }

    @Test
    void otherValuesNeedWhatDeflateMakesOfTheirBytes() {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(
            new NumericEncoding("standard", Scaling.STANDARDIZE, 5, 2, Double.NaN),
            new NumericEncoding("unit", Scaling.MIN_MAX, 0, 10, Double.NaN),
            new VectorEncoding("classes", 2, Scaling.NONE, 0, 1), new VectorEncoding("nominal", 3, Scaling.NONE, 0, 1),
            new NumericEncoding("many", Scaling.NONE, 0, 1, Double.NaN)));
        final LikelihoodSpec likelihood = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 2),
            new Group(LikelihoodFamily.CATEGORICAL, 2, 5), new Group(LikelihoodFamily.ONE_HOT, 3),
            new Group(LikelihoodFamily.CATEGORICAL, 1, 1001)));
        final RowCompressor compressor = new RowCompressor(encoding, likelihood);
        assertEquals(6, compressor.dimensions(), "a nominal value counts once");
        // −4 … 4 and 0 … 1 in 255 steps
        assertEquals(Math.log(255 / 8.0) / Math.log(2) + Math.log(255) / Math.log(2), compressor.quantisationBits(), 1e-9);
        assertEquals(deflate(159, 64, 3, 0, 2, 500 >> 8, 500 & 255),
            compressor.bytes(new float[] {0.99f, 0.25f, 0.75f, 0, 0, 0, 1, 0.5f}));
        assertEquals(deflate(255, 0, 3, 0, 0, 1000 >> 8, 1000 & 255),
            compressor.bytes(new float[] {1e30f, -3, 0.75f, 0, 1, 0, 0, 1}), "values beyond go to the end");
    }

    @Test
    void wideRowsCompressByTheirBytesNotByTheirFloats() {
        final int features = 2000;
        final RowCompressor compressor =
            new RowCompressor(FeatureEncoding.asTheyStand(features), LikelihoodSpec.bernoulli(features));
        final float[] row = noise(features);
        final int[] bytes = new int[features];
        for (int i = 0; i < features; i++) {
            bytes[i] = Math.round(row[i] * 255);
        }
        assertEquals(deflate(bytes), compressor.bytes(row));
        assertEquals(deflate(new int[features]), compressor.bytes(new float[features]));
    }

    @Test
    void imagesAndOtherColumnsAddUp() throws IOException {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(
            new NumericEncoding("x", Scaling.STANDARDIZE, 0, 1, Double.NaN), new ImageEncoding("image", SIDE, SIDE, 1),
            new NumericEncoding("y", Scaling.STANDARDIZE, 0, 1, Double.NaN)));
        final LikelihoodSpec likelihood = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 1),
            new Group(LikelihoodFamily.BERNOULLI, SIDE * SIDE), new Group(LikelihoodFamily.GAUSSIAN, 1)));
        final float[] image = noise(SIDE * SIDE);
        final float[] row = new float[SIDE * SIDE + 2];
        row[0] = -4;
        System.arraycopy(image, 0, row, 1, image.length);
        row[row.length - 1] = 4;
        assertEquals(png(1, image) + deflate(0, 255), new RowCompressor(encoding, likelihood).bytes(row));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONVOLUTIONAL", "CATEGORICAL", "MIXED"})
    void theScoreIsTheModelsBitsMinusTheCompressorsPerDimension(final ScoredModels kind) {
        final VaeModel model = kind.model();
        final ImportanceSamplingOptions sampling = new ImportanceSamplingOptions(10, 1, 2);
        try (FeatureMatrix rows = kind.ordinary(20, 2)) {
            final double[] logLikelihood =
                ImportanceWeightedLikelihood.logLikelihood(model, rows, sampling, Progress.NONE);
            final double[] compressed = InputComplexity.compressedBits(model, rows, 2, Progress.NONE);
            final double[] scores = InputComplexity.score(model, rows, sampling, Progress.NONE);
            final boolean mixed = kind == ScoredModels.MIXED;
            final double dimensions = ScoredModels.SIDE * ScoredModels.SIDE + (mixed ? 3 : 0);
            final double quantised = mixed ? 2 * Math.log(255 / 8.0) / Math.log(2) : 0;
            for (int i = 0; i < scores.length; i++) {
                assertEquals((quantised - logLikelihood[i] / Math.log(2) - compressed[i]) / dimensions, scores[i], 1e-9);
            }
        }
    }

    @Test
    void cancellingStopsIt() {
        final VaeModel model = ScoredModels.CONVOLUTIONAL.model();
        try (FeatureMatrix rows = ScoredModels.CONVOLUTIONAL.ordinary(500, 2)) {
            assertThrows(CancellationException.class,
                () -> InputComplexity.compressedBits(model, rows, 1, (fraction, message) -> {
                    if (fraction > 0.3) {
                        throw new CancellationException();
                    }
                }));
            assertArrayEquals(InputComplexity.compressedBits(model, rows, 1, Progress.NONE),
                InputComplexity.compressedBits(model, rows, 3, Progress.NONE), 0);
        }
    }
}
