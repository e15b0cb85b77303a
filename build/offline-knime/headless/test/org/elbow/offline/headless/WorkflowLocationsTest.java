package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.elbow.offline.OfflineWorkflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.util.FileUtil;

/** Locations within the folder of the workflow. */
class WorkflowLocationsTest {

    private static final String ROWS = "knime://knime.workflow/data/my rows.csv";

    @TempDir
    private Path folder;

    private static Path resolve(final String location) throws Exception {
        return FileUtil.resolveToPath(FileUtil.toURL(location));
    }

    @Test
    void dataOfTheWorkflowLieInItsFolder() throws Exception {
        try (var stay = OfflineWorkflow.enter(folder)) {
            assertEquals(folder.resolve("data").resolve("my rows.csv"), resolve(ROWS));
        }
    }

    @Test
    void dataOfTheWorkflowCanBeOpened() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/my rows.csv"), "1,2");
        try (var stay = OfflineWorkflow.enter(folder); var in = FileUtil.openStreamWithTimeout(FileUtil.toURL(ROWS))) {
            assertEquals("1,2", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void nothingOutsideOfTheWorkflowIsReached() {
        try (var stay = OfflineWorkflow.enter(folder)) {
            for (final var location : new String[]{"knime://knime.workflow/../other/rows.csv", "knime://LOCAL/rows.csv"}) {
                assertThrows(IOException.class, () -> resolve(location), location);
            }
        }
    }

    @Test
    void thereAreNoSuchLocationsOutsideOfWorkflows() {
        final var e = assertThrows(IOException.class, () -> resolve(ROWS));
        assertTrue(e.getMessage().contains("in a workflow only"), e.getMessage());
    }
}
