package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;

class LibraryVersionsTest {

    @Test
    void theVersionIsThatOfTheBundle() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("META-INF", "MANIFEST.MF"))) {
            final String bundle = new Manifest(in).getMainAttributes().getValue("Bundle-Version");
            assertEquals(bundle.replace(".qualifier", ""), LibraryVersions.ELBOW);
        }
    }

    @Test
    void theLibrariesThatComputeTellTheirVersions() {
        final Map<String, String> versions = LibraryVersions.current();
        assertTrue(versions.getOrDefault("nd4j", "").matches("\\d.*"), versions::toString);
        assertTrue(versions.getOrDefault("openblas", "").matches("\\d.*"), versions::toString);
    }

    @Test
    void aTrainedModelRecordsTheVersionsAndItsFileKeepsThem() throws IOException {
        try (FeatureMatrix rows = FeatureMatrix.of(new float[][]{{0, 1}, {1, 0}, {1, 1}})) {
            final VaeModel model = VaeTrainer.train(rows, FeatureEncoding.asTheyStand(2),
                Architecture.dense(2, 2, List.of(), 1, Activation.RELU), LikelihoodSpec.bernoulli(2),
                TrainingOptions.defaults().withEpochs(1).withValidation(0, 0), Progress.NONE).model();
            assertEquals(LibraryVersions.current(), model.record().libraries());
            final ByteArrayOutputStream file = new ByteArrayOutputStream();
            model.write(file);
            final VaeModel read = VaeModel.read(new ByteArrayInputStream(file.toByteArray()));
            assertEquals(LibraryVersions.current(), read.record().libraries());
        }
    }
}
