package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.elbow.offline.headless.Workflow.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders that KNIME itself wrote, which lie beside the repository on some machines only. */
class GenuineWorkflowTest {

    private Path samples;

    @BeforeEach
    void find() {
        final var property = System.getProperty("elbow.knime.sample");
        samples = property != null ? Path.of(property)
            : Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/knime-sample")).filter(Files::isDirectory).findFirst().orElse(null);
        assumeTrue(samples != null && Files.isDirectory(samples),
            "there are no samples; the system property elbow.knime.sample names their folder");
    }

    @Test
    void aConfiguredWorkflowIsRead() throws Exception {
        final var workflow = WorkflowReader.read(samples.resolve("workflow"));
        assertEquals(List.of(1, 2, 3), List.copyOf(workflow.nodes().keySet()));
        final var learner = workflow.nodes().get(2);
        assertEquals("Demo Learner (#2)", learner.label());
        assertEquals("org.example.demo.LearnNodeFactory", learner.factory());
        assertEquals("x", learner.model().getString("column"));
        assertEquals(2.0, learner.model().getDouble("scale"));
        assertTrue(learner.modelVariables().keySet().isEmpty());
        assertTrue(workflow.nodes().get(3).model().keySet().isEmpty());
        assertTrue(workflow.connections().containsAll(
            List.of(new Connection(1, 1, 3, 2), new Connection(1, 1, 2, 1), new Connection(2, 1, 3, 1))));
        assertEquals(Map.of(), workflow.variables());
    }

    @Test
    void aTestFlowIsReadAndItsUnknownNodesAreNamed() throws Exception {
        final var workflow = WorkflowReader.read(samples.resolve("test-flow"));
        assertEquals(5, workflow.nodes().size());
        final var refusal = HeadlessRunner.run(RunOptions.of(samples.resolve("test-flow"),
            GenuineWorkflowTest.class.getClassLoader(), new PrintStream(OutputStream.nullOutputStream())))
            .refusal().orElseThrow();
        assertTrue(refusal.contains("Data Generator (#1)"), refusal);
    }
}
