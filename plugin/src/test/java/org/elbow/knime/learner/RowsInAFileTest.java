package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.randomNumbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.StorageParameters;
import org.elbow.offline.OfflineExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;

/** The Learner with rows that are too many for the memory they are given: 1.2 MB where 1 MB is allowed. */
class RowsInAFileTest {

    private static final BufferedDataTable TABLE = randomNumbers(5000, 60, 1);

    private static TestNode node(final int megabytes) throws InvalidSettingsException {
        final VaeLearnerParameters parameters = new VaeLearnerParameters();
        parameters.m_hiddenLayers = "8";
        parameters.m_latent = 2;
        parameters.m_epochs = 1;
        parameters.m_workers = 1;
        parameters.m_storage = StorageParameters.ofMegabytes(megabytes);
        return new TestNode(new VaeLearnerNodeFactory()).with(parameters);
    }

    /** How many matrices of this process lie in files now. */
    private static long mappedFiles() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("elbow-matrix-")).count();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theModelIsTheSameAndNothingIsLeftBehind() throws Exception {
        final List<Long> seen = new ArrayList<>();
        final OfflineExecution watched = new OfflineExecution((fraction, message) -> seen.add(mappedFiles()));
        final VaePortObject inFile = (VaePortObject)node(1).run(watched, TABLE)[0];
        assertEquals(1, seen.stream().mapToLong(Long::longValue).max().orElseThrow());
        assertEquals(0, mappedFiles());
        final VaePortObject inMemory = (VaePortObject)node(0).run(TABLE)[0];
        assertArrayEquals(inMemory.model().parameters(), inFile.model().parameters());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCancelledNodeLeavesNoFile() {
        final OfflineExecution[] execution = new OfflineExecution[1];
        final boolean[] wasMapped = new boolean[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            if (fraction > 0.5) {
                wasMapped[0] |= mappedFiles() > 0;
                execution[0].cancel();
            }
        });
        assertThrows(CanceledExecutionException.class, () -> node(1).run(execution[0], TABLE));
        assertTrue(wasMapped[0]);
        assertEquals(0, mappedFiles());
    }

    @Test
    void aNegativeLimitIsRefusedInTheUnitOfTheDialog() {
        final String message = assertThrows(InvalidSettingsException.class, () -> node(-3)).getMessage();
        assertTrue(message.contains("is -3 MB"), message);
    }
}
