package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelOnDiskTest {

    private static final ModelFileOptions OVERWRITE = ModelFileOptions.defaults().withOverwrite(true);

    @TempDir
    private Path folder;

    private static Stream<String> names() {
        return OldModel.names().stream();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aModelReadGivesTheSameBits(final String name) throws IOException {
        final OldModel old = OldModel.of(name);
        final Path file = folder.resolve("model.elbow");
        final Path again = folder.resolve("again.elbow");
        ModelFile.write(old.read(), file, ModelFileOptions.defaults(), Progress.NONE);
        final LoadedModel loaded = ModelFile.read(file, Progress.NONE);
        ModelFile.write(loaded.model(), again, ModelFileOptions.defaults(), Progress.NONE);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        final EvaluationOptions options = new EvaluationOptions(4, true, 7, 1);
        try (FeatureMatrix rows = old.features();
                RowEvaluation written = VaeEvaluator.evaluate(old.read(), rows, options, Progress.NONE);
                RowEvaluation read = VaeEvaluator.evaluate(loaded.model(), rows, options, Progress.NONE)) {
            assertArrayEquals(written.elbo(), read.elbo(), 0.0);
            assertArrayEquals(written.kl(), read.kl(), 0.0);
            assertSameBits(written.mean(), read.mean());
            assertSameBits(written.logVariance(), read.logVariance());
            assertSameBits(written.reconstruction(), read.reconstruction());
        }
    }

    private static void assertSameBits(final FeatureMatrix expected, final FeatureMatrix found) {
        for (int row = 0; row < expected.rows(); row++) {
            for (int i = 0; i < expected.columns(); i++) {
                assertEquals(Float.floatToRawIntBits(expected.get(row, i)), Float.floatToRawIntBits(found.get(row, i)));
            }
        }
    }

    @Test
    void theDescriptionIsReadWithoutTheWeights() throws IOException {
        final Path file = folder.resolve("model.elbow");
        final VaeModel model = OldModel.of("checkpoints").read();
        ModelFile.write(model, file, ModelFileOptions.defaults(), Progress.NONE);
        final ModelDescription description = ModelFile.describe(file);
        assertEquals(model.architecture(), description.architecture());
        assertEquals(model.encoding(), description.encoding());
        assertEquals(model.record(), description.training());
        assertEquals(model.checkpoints().stream().map(Checkpoint::step).toList(), description.checkpointSteps());
        assertEquals(40, description.fingerprintRows());
    }

    @Test
    void anyFlippedBitIsNoticedOrDoesNotMatter() throws IOException {
        final VaeModel model = OldModel.of("checkpoints").read();
        final Path file = folder.resolve("model.elbow");
        ModelFile.write(model, file, ModelFileOptions.defaults(), Progress.NONE);
        final byte[] whole = Files.readAllBytes(file);
        final SplittableRandom random = new SplittableRandom(1);
        int noticed = 0;
        for (int i = 0; i < 400; i++) {
            final byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte)(1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                final VaeModel read = ModelFile.read(file, Progress.NONE).model();
                assertArrayEquals(model.parameters(), read.parameters(), 0f);
                assertEquals(model.record(), read.record());
            } catch (final DataException e) {
                noticed++;
            }
        }
        assertTrue(noticed > 300, noticed + " of 400");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        final Path file = folder.resolve("model.elbow");
        ModelFile.write(OldModel.of("checkpoints").read(), file, ModelFileOptions.defaults(), Progress.NONE);
        final byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(DataException.class, () -> ModelFile.read(file, Progress.NONE), "cut to " + length);
        }
    }

    @Test
    void writingThatIsCancelledHalfwayLeavesTheOldFile() throws IOException {
        final Path file = Files.writeString(folder.resolve("model.elbow"), "precious");
        final int[] calls = {0};
        final VaeModel model = OldModel.of("categorical-pixels").read();
        assertThrows(CancellationException.class, () -> ModelFile.write(model, file, OVERWRITE, (fraction, message) -> {
            assertTrue(fraction >= 0 && fraction <= 1);
            calls[0]++;
            if (calls[0] == 2) {
                assertEquals(2, filesNow());
                throw new CancellationException();
            }
        }));
        assertEquals(2, calls[0]);
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("model.elbow"), files());
    }

    private int filesNow() {
        try {
            return files().size();
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatAppearsInTheMeantimeIsKept() throws IOException {
        final Path file = folder.resolve("model.elbow");
        final VaeModel model = OldModel.of("mixed-columns").read();
        final String message = assertThrows(DataException.class,
            () -> ModelFile.write(model, file, ModelFileOptions.defaults(), (fraction, text) -> {
                try {
                    Files.writeString(file, "precious");
                } catch (final IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            })).getMessage();
        assertTrue(message.contains("exists already"), message);
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("model.elbow"), files());
    }

    @Test
    void aFolderCannotBeMadeWhereAFileIs() throws IOException {
        Files.writeString(folder.resolve("file"), "precious");
        final VaeModel model = OldModel.of("mixed-columns").read();
        final String message = assertThrows(DataException.class, () -> ModelFile.write(model, folder.resolve("file/model.elbow"),
            new ModelFileOptions(false, true, true, true), Progress.NONE)).getMessage();
        assertTrue(message.contains("is a file"), message);
        assertEquals("precious", Files.readString(folder.resolve("file")));
    }

    @Test
    void aLinkIsFollowedAndNotReplaced() throws IOException {
        final Path file = Files.writeString(folder.resolve("shared.elbow"), "old");
        final Path link = folder.resolve("link.elbow");
        try {
            Files.createSymbolicLink(link, file);
        } catch (final UnsupportedOperationException | IOException e) {
            assumeTrue(false, "links cannot be made here");
        }
        final VaeModel model = OldModel.of("mixed-columns").read();
        ModelFile.write(model, link, OVERWRITE, Progress.NONE);
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(model.parameters(), ModelFile.read(file, Progress.NONE).model().parameters(), 0f);
    }

    @Test
    void othersMayReadWhatIsWrittenAsFarAsTheyMayReadNewFiles() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        final Path file = folder.resolve("model.elbow");
        final Path usual = Files.writeString(folder.resolve("usual"), "");
        ModelFile.write(OldModel.of("mixed-columns").read(), file, ModelFileOptions.defaults(), Progress.NONE);
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    }

    @Test
    void readingTellsItsProgressAndMayBeCancelled() throws IOException {
        final Path file = folder.resolve("model.elbow");
        ModelFile.write(OldModel.of("categorical-pixels").read(), file, ModelFileOptions.defaults(), Progress.NONE);
        final boolean[] heard = {false};
        ModelFile.read(file, (fraction, message) -> heard[0] |= fraction >= 0 && fraction <= 1 && message != null);
        assertTrue(heard[0]);
        assertThrows(CancellationException.class, () -> ModelFile.read(file, (fraction, message) -> {
            throw new CancellationException();
        }));
        assertFalse(files().stream().anyMatch(name -> name.endsWith(".part")));
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemTakes() throws IOException {
        final VaeModel model = OldModel.of("mixed-columns").read();
        final Path longest = folder.resolve("x".repeat(244) + ".elbow");
        ModelFile.write(model, longest, ModelFileOptions.defaults(), Progress.NONE);
        assertArrayEquals(model.parameters(), ModelFile.read(longest, Progress.NONE).model().parameters(), 0f);
        final Path longer = folder.resolve("x".repeat(300) + ".elbow");
        final String message = assertThrows(DataException.class,
            () -> ModelFile.write(model, longer, ModelFileOptions.defaults(), Progress.NONE)).getMessage();
        assertTrue(message.contains(longer.toString()) && message.contains("cannot be written"), message);
        assertEquals(List.of(longest.getFileName().toString()), files());
    }
}
