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

import org.elbow.offline.headless.Workflow.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Folders that KNIME itself wrote; the system property {@code elbow.knime.sample} says where they are. */
class GenuineWorkflowTest {

    private Path samples;

    @BeforeEach
    void find() {
        final var property = System.getProperty("elbow.knime.sample");
        assumeTrue(property != null, "no folder of samples is named by elbow.knime.sample");
        samples = Path.of(property);
        assumeTrue(Files.isDirectory(samples), "there is no folder " + samples);
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
