package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.elbow.offline.headless.Workflow.Connection;
import org.elbow.offline.headless.demo.DemoNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;

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

    /** All that the file of a node says, by the path to it, but for the version of the bundle. */
    private static Map<String, String> entries(final ConfigBase settings) {
        final Map<String, String> entries = new TreeMap<>();
        SettingsRoundTrip.flatten("", settings, entries);
        entries.remove("node-bundle-version");
        return entries;
    }

    private NodeSettings genuine(final String file) throws IOException {
        try (var in = Files.newInputStream(samples.resolve("test-flow").resolve(file))) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        }
    }

    @Test
    void aTestflowConfigurationIsWrittenAsKnimeWritesIt() throws Exception {
        final var written = NodeFile.testing(TestFlow.CONFIGURATION).settings(Expectations.NONE.toModel(),
            new NodeSettings("variables"), null, true);
        assertEquals(entries(genuine("Testflow Configuration (#5)/settings.xml")), entries(written));
    }

    @Test
    void aTableDifferenceCheckerIsWrittenAsKnimeWritesIt() throws Exception {
        final var reference = new DataTableSpecCreator();
        for (final var name : List.of("Universe_0_0", "Universe_0_1", "Universe_1_0", "Universe_1_1", "Cluster Membership")) {
            reference.addColumns(new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec());
        }
        final var written = NodeFile.testing(TestFlow.CHECKER).settings(CheckerSettings.toModel(reference.createSpec()), null,
            null, true);
        assertEquals(entries(genuine("Table Difference Checker (#4)/settings.xml")), entries(written));
    }

    @Test
    void workflowsAreWrittenWithAllThatKnimeWrites(@TempDir final Path temporary) throws Exception {
        final var folder = temporary.resolve("test-flow");
        final var counting = DemoNodes.class.getName() + "$Counting";
        new WorkflowWriter().node(1, counting, "", 0, 0, Map.of(), Map.of()).node(2, counting, "", 1, 0, Map.of(), Map.of())
            .node(3, counting, "", 2, 0, Map.of(), Map.of()).compare(4, "", 3, 0, 2, 1, 3, 1)
            .expect(5, 4, 0, Expectations.NONE).write(folder, DemoNodes.class.getClassLoader(),
                DemoNodes.class.getResource("plugin.xml"));
        final NodeSettings written;
        try (var in = Files.newInputStream(folder.resolve("workflow.knime"))) {
            written = (NodeSettings)NodeSettings.loadFromXML(in);
        }
        // the genuine one has two connections more
        final var expected = entries(genuine("workflow.knime")).keySet().stream()
            .filter(key -> !key.matches("connections/connection_[23].*")).toList();
        assertEquals(expected, List.copyOf(entries(written).keySet()));
        for (final var file : List.of("workflow-metadata.xml", "workflowset.meta")) {
            assertEquals(Files.readString(samples.resolve("test-flow").resolve(file)).replaceAll("<last-mod.*|>2.*|>\\s*$", ""),
                Files.readString(folder.resolve(file)).replaceAll("<last-mod.*|>2.*|>\\s*$", ""), file);
        }
    }
}
