package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;

/** Workflows that cannot be run: one clear line each. */
class RefusalTest {

    @TempDir
    private Path temporary;

    private DemoWorkflow workflow;

    @BeforeEach
    void start() {
        workflow = new DemoWorkflow(temporary).node(1, "Counting").node(2, "Averaging").connect(1, 1, 2, 1);
    }

    private void assertRefused(final String... parts) {
        final var result = workflow.run();
        assertEquals(1, result.exitCode(), workflow.said());
        final var refusal = result.refusal().orElseThrow(() -> new AssertionError(workflow.said()));
        for (final var part : parts) {
            assertTrue(refusal.contains(part), refusal);
        }
        assertEquals("error: " + refusal + System.lineSeparator(), workflow.said(), "one line, and nothing else");
    }

    @Test
    void aFolderThatIsNotThere() {
        workflow = new DemoWorkflow(temporary.resolve("none"));
        assertRefused("There is no workflow folder", "demo flow");
    }

    @Test
    void aFolderThatIsNoWorkflow() {
        assertRefused("holds no file workflow.knime");
    }

    @Test
    void aWorkflowFileThatIsNoXml() throws IOException {
        workflow.save();
        Files.writeString(workflow.folder().resolve("workflow.knime"), "<config><entry");
        assertRefused("workflow.knime");
    }

    @Test
    void aSettingsFileThatIsCutOff() throws IOException {
        workflow.save();
        final var file = workflow.settingsFile(1, "Counting");
        final var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertRefused("settings.xml");
    }

    @Test
    void aSettingsFileThatIsMissing() throws IOException {
        workflow.save();
        Files.delete(workflow.settingsFile(2, "Averaging"));
        assertRefused("settings file of node 2 is missing");
    }

    @Test
    void aSettingsFileOutsideTheWorkflow() throws InvalidSettingsException {
        workflow.top().getNodeSettings("nodes").getNodeSettings("node_1").addString("node_settings_file",
            "../elsewhere/settings.xml");
        workflow.save();
        assertRefused("../elsewhere/settings.xml");
    }

    @Test
    void anotherVersionOfTheFormat() {
        workflow.top().addString("version", "6.0.0");
        workflow.save();
        assertRefused("6.0.0", "5.1.0");
    }

    @Test
    void aWorkflowWithoutVersion() {
        workflow.top().addString("version", null);
        workflow.save();
        assertRefused("format");
    }

    @Test
    void metanodesAndComponents() throws InvalidSettingsException {
        final var node = workflow.top().getNodeSettings("nodes").getNodeSettings("node_2");
        node.addString("node_type", "SubNode");
        workflow.save();
        assertRefused("Node 2", "component");
        node.addString("node_type", "MetaNode");
        workflow.save();
        assertTrue(workflow.run().refusal().orElseThrow().contains("metanode"));
    }

    @Test
    void twoNodesWithOneId() throws InvalidSettingsException {
        workflow.top().getNodeSettings("nodes").getNodeSettings("node_2").addInt("id", 1);
        workflow.save();
        assertRefused("Two nodes", "1");
    }

    @Test
    void aNodeThatNoExtensionRegisters() {
        workflow.nodeOf(7, "Row Filter", "org.knime.base.node.RowFilterNodeFactory", settings -> { }).save();
        assertRefused("Row Filter (#7)", "org.knime.base.node.RowFilterNodeFactory");
    }

    @Test
    void aNodeThatIsRegisteredButNotThere() {
        workflow.nodeOf(7, "Gone", "org.elbow.offline.headless.demo.Gone", settings -> { }).save();
        assertRefused("Gone (#7)", "ClassNotFoundException");
    }

    @Test
    void aNodeThatCannotBeMade() {
        workflow.node(7, "Unmakeable").save();
        assertRefused("Unmakeable (#7)", "Two ports are called \"Data\"");
    }

    @Test
    void aConnectionOfANodeThatIsNotThere() {
        workflow.connect(1, 1, 9, 1).save();
        assertRefused("node 9");
    }

    @Test
    void aConnectionAtAPortThatIsNotThere() {
        workflow.connect(1, 2, 2, 1).save();
        assertRefused("output port 2", "Counting (#1) has only port 1");
    }

    @Test
    void aConnectionToAPortThatIsNotThere() {
        workflow.connect(1, 1, 2, 5).save();
        assertRefused("input port 5", "Averaging (#2) has only port 1");
    }

    @Test
    void twoConnectionsToOnePort() {
        workflow.node(3, "Mixing").connect(3, 1, 2, 1).save();
        assertRefused("Mixing (#3) to Averaging (#2)", "another connection");
    }

    @Test
    void aConnectionBetweenPortsOfDifferentTypes() {
        workflow.node(3, "Secretive").connect(2, 1, 3, 1).save();
        assertRefused("Averaging (#2) to Secretive (#3)", "Mean", "Table");
    }

    @Test
    void aPortThatMustBeConnectedButIsNot() {
        workflow.node(3, "Secretive").save();
        assertRefused("input port 1 (Table) of Secretive (#3) is not connected");
    }

    @Test
    void connectionsThatFormACycle() {
        workflow = new DemoWorkflow(temporary).node(1, "Secretive").node(2, "Secretive").node(3, "Secretive")
            .node(4, "Secretive").node(5, "Counting").connect(1, 1, 2, 1).connect(2, 1, 3, 1).connect(3, 1, 1, 1)
            .connect(3, 1, 4, 1).save();
        assertRefused("cycle", "Secretive (#1), Secretive (#2), Secretive (#3).");
    }

    @Test
    void whatATestingNodeWouldMake() {
        workflow.nodeOf(3, "Maker", "org.knime.testing.Maker", settings -> { }).node(4, "Secretive").connect(3, 1, 4, 1)
            .save();
        assertRefused("Maker (#3) to Secretive (#4)", "passed over");
    }
}
