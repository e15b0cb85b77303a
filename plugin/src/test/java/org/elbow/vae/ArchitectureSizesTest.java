package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureSizesTest {

    @ParameterizedTest
    @CsvSource({"1, 28", "3, 28", "1, 32", "3, 32", "1, 64", "3, 64"})
    void theReadyMadeConvolutionalNetworksTrain(final int channels, final int size) {
        final int features = channels * size * size;
        final Architecture architecture = Architecture.convolutional(channels, size, channels, 4, Activation.RELU);
        assertEquals(features, architecture.features());
        assertEquals(features, architecture.outputs());
        try (FeatureMatrix images = FeatureMatrix.allocate(8, features)) {
            for (int row = 0; row < 8; row++) {
                for (int i = 0; i < features; i++) {
                    images.set(row, i, (i / channels + row) % 7 == 0 ? 1f : 0f);
                }
            }
            final List<EpochRecord> history = VaeTrainer.train(images,
                new FeatureEncoding(List.of(new ImageEncoding("image", size, size, channels))), architecture,
                LikelihoodSpec.bernoulli(features), new TrainingOptions(4, 4, 2e-3, 1, 0, 0, 0, 0, 1, 2), Progress.NONE).history();
            assertTrue(history.get(3).trainingLoss() < history.get(0).trainingLoss(), "" + history);
        }
    }

    @Test
    void anImageSizeWithoutReadyMadeNetworksIsRefusedWithARemedy() {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> Architecture.convolutional(1, 30, 1, 4, Activation.RELU)).getMessage();
        assertTrue(message.contains("30 × 30") && message.contains("dense"), message);
    }

    @Test
    void aLayerThatDoesNotFitIsNamed() {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> new Architecture(List.of(1, 4, 4), 2,
                List.of(new Conv2dSpec(1, 2, 3, 1, 1, Activation.RELU), new ReshapeSpec(List.of(31))),
                List.of(new DenseSpec(2, 16, Activation.IDENTITY)))).getMessage();
        assertTrue(message.contains("Layer 2 of the encoder") && message.contains("[31]"), message);
    }
}
