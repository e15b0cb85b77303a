package org.elbow.offline.headless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.elbow.offline.headless.demo.DemoNodes;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** Writes a workflow folder of demo nodes, with no more in its files than reading them needs; and runs it. */
final class DemoWorkflow {

    private final Path folder;
    private final NodeSettings workflow = new NodeSettings("workflow.knime");
    private final NodeSettingsWO nodes;
    private final NodeSettingsWO connections;
    private final NodeSettingsWO variables;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private int count;

    DemoWorkflow(final Path parent) {
        folder = parent.resolve("demo flow");
        workflow.addString("version", "5.1.0");
        nodes = workflow.addNodeSettings("nodes");
        connections = workflow.addNodeSettings("connections");
        variables = workflow.addNodeSettings("workflow_variables");
    }

    Path folder() {
        return folder;
    }

    /** The part of workflow.knime that all others are in. */
    NodeSettings top() {
        return workflow;
    }

    Path settingsFile(final int id, final String name) {
        return folder.resolve(name + " (#" + id + ")/settings.xml");
    }

    DemoWorkflow node(final int id, final String demo) {
        return node(id, demo, settings -> { });
    }

    /** A node of the demo factory of that name, with what is put into its settings. */
    DemoWorkflow node(final int id, final String demo, final Consumer<NodeSettings> more) {
        return nodeOf(id, demo, DemoNodes.class.getName() + "$" + demo, more);
    }

    DemoWorkflow nodeOf(final int id, final String name, final String factory, final Consumer<NodeSettings> more) {
        final var entry = nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", name + " (#" + id + ")/settings.xml");
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        final var settings = new NodeSettings("settings.xml");
        settings.addNodeSettings("model");
        settings.addString("factory", factory);
        settings.addString("node-name", name);
        more.accept(settings);
        write(settings, settingsFile(id, name));
        return this;
    }

    DemoWorkflow connect(final int source, final int sourcePort, final int target, final int targetPort) {
        final var entry = connections.addNodeSettings("connection_" + count++);
        entry.addInt("sourceID", source);
        entry.addInt("sourcePort", sourcePort);
        entry.addInt("destID", target);
        entry.addInt("destPort", targetPort);
        return this;
    }

    NodeSettingsWO variable(final String name, final String type) {
        final var entry = variables.addNodeSettings("Var_" + count++);
        entry.addString("name", name);
        entry.addString("class", type);
        return entry;
    }

    static void write(final NodeSettings settings, final Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newOutputStream(file)) {
                settings.saveToXML(out);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    DemoWorkflow save() {
        write(workflow, folder.resolve("workflow.knime"));
        return this;
    }

    RunOptions options() {
        return RunOptions.of(folder, DemoWorkflow.class.getClassLoader(),
            new PrintStream(console, true, StandardCharsets.UTF_8)).withPluginFiles(
                List.of(DemoNodes.class.getResource("plugin.xml")));
    }

    RunResult run() {
        return HeadlessRunner.run(options());
    }

    /** What was said to the user. */
    String said() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
