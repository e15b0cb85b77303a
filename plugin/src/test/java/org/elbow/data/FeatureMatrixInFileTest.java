package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FeatureMatrixInFileTest extends FeatureMatrixContract {

    @TempDir
    private Path folder;

    @Override
    MatrixStorage storage() {
        return new MatrixStorage(1, folder);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @AfterEach
    void noFileIsLeft() throws IOException {
        assertEquals(List.of(), files());
    }

    @Test
    void aMatrixAboveTheLimitLiesInAFile() {
        try (FeatureMatrix matrix = FeatureMatrix.allocate(10, 10, storage())) {
            assertTrue(matrix.isInFile());
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theFileHasNoNameSoThatNothingIsLeftOfAKilledProcess() throws IOException {
        try (FeatureMatrix matrix = FeatureMatrix.allocate(10, 10, storage())) {
            assertEquals(List.of(), files());
            matrix.set(9, 9, 1);
            assertEquals(1, matrix.get(9, 9));
        }
    }

    @Test
    void aFileThatKeepsItsNameIsDeletedWhenClosed() throws IOException {
        try (MatrixFile file = MatrixFile.create(100, folder, false); MatrixSegment segment = file.segment(10, 90)) {
            assertEquals(1, files().size());
            segment.set(89, 3);
            assertEquals(3, segment.get(89));
            assertEquals(400, Files.size(files().get(0)));
        }
    }

    @Test
    void whatADeadProcessHasLeftIsDeletedBeforeTheNextFileIsMade() throws IOException {
        final long dead = Long.MAX_VALUE / 10; // no system has so many
        final Path stale = Files.createFile(folder.resolve("elbow-matrix-" + dead + "-1.tmp"));
        final Path living = Files.createFile(folder.resolve("elbow-matrix-" + ProcessHandle.current().pid() + "-1.tmp"));
        final Path other = Files.createFile(folder.resolve("elbow-matrix-notes.tmp"));
        MatrixFile.create(100, folder, false).close();
        assertFalse(Files.exists(stale));
        assertEquals(List.of(living, other), files().stream().sorted().toList());
        Files.delete(living);
        Files.delete(other);
    }

    @Test
    void aClosedSegmentThrowsInsteadOfReadingWhatIsNoLongerThere() throws IOException {
        try (MatrixFile file = MatrixFile.create(100, folder)) {
            final MatrixSegment segment = file.segment(0, 100);
            segment.close();
            segment.close();
            assertThrows(RuntimeException.class, () -> segment.get(0));
            assertThrows(RuntimeException.class, () -> segment.put(0, new float[1], 0, 1));
        }
    }

    @Test
    void aFolderWithoutRoomIsNamedWithWhatIsNeeded() {
        final MatrixStorage storage = storage();
        // two million gigabytes, which no disk has
        final String message = assertThrows(DataException.class,
            () -> FeatureMatrix.allocate(Integer.MAX_VALUE, 1 << 18, storage)).getMessage();
        assertTrue(message.contains(folder.toString()), message);
        assertTrue(message.matches("2,147,483,647 rows of 262,144 features need a temporary file of 2,251,799.8 GB .*"), message);
        assertTrue(message.contains("GB are free. Make room there, choose another folder"), message);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        final Path lost = folder.resolve("lost");
        final String message = assertThrows(DataException.class,
            () -> FeatureMatrix.allocate(500, 1000, new MatrixStorage(1, lost))).getMessage();
        assertTrue(message.contains(lost.toString()), message);
        assertTrue(message.contains("500 rows of 1,000 features need a temporary file of 2.0 MB"), message);
        assertTrue(message.contains("there is no such folder"), message);
    }

    @Test
    void anInterruptedThreadMakesNoFile() {
        final MatrixStorage storage = storage();
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> FeatureMatrix.allocate(10, 10, storage));
        } finally {
            Thread.interrupted();
        }
    }
}
