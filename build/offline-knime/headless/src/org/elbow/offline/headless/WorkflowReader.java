package org.elbow.offline.headless;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.elbow.offline.headless.Workflow.Connection;
import org.elbow.offline.headless.Workflow.Node;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** Reads a workflow folder in KNIME's format: {@code workflow.knime}, and the {@code settings.xml} of each node. */
final class WorkflowReader {

    private static final String WORKFLOW_FILE = "workflow.knime";
    /** The formats that KNIME has written since 4.1; nothing that this runner reads changed between them. */
    private static final Set<String> VERSIONS = Set.of("4.1.0", "5.1.0");

    private final Path folder;

    private WorkflowReader(final Path folder) {
        this.folder = folder;
    }

    static Workflow read(final Path folder) throws WorkflowException {
        if (!Files.isDirectory(folder)) {
            throw new WorkflowException("There is no workflow folder " + folder + ".");
        }
        if (!Files.isRegularFile(folder.resolve(WORKFLOW_FILE))) {
            throw new WorkflowException(
                "The folder " + folder + " is no workflow: it holds no file " + WORKFLOW_FILE + ".");
        }
        return new WorkflowReader(folder).read();
    }

    private Workflow read() throws WorkflowException {
        final var settings = load(folder.resolve(WORKFLOW_FILE), WORKFLOW_FILE);
        try {
            final var version = settings.getString("version");
            if (version == null || !VERSIONS.contains(version)) {
                throw new WorkflowException("The workflow " + folder + " has the format " + version
                    + "; this runner reads " + String.join(" and ", VERSIONS.stream().sorted().toList())
                    + ". Save it with a version of KNIME that writes one of these, such as 5.8.");
            }
            final var nodes = nodes(settings.getNodeSettings("nodes"));
            return new Workflow(folder, nodes, connections(settings, nodes), variables(settings));
        } catch (final InvalidSettingsException ex) {
            throw new WorkflowException(
                "The file " + folder.resolve(WORKFLOW_FILE) + " is not complete: " + WorkflowException.reason(ex), ex);
        }
    }

    private Map<Integer, Node> nodes(final NodeSettingsRO list) throws InvalidSettingsException, WorkflowException {
        final Map<Integer, Node> nodes = new LinkedHashMap<>();
        for (final var key : list.keySet()) {
            final var entry = list.getNodeSettings(key);
            final int id = entry.getInt("id");
            final var file = entry.getString("node_settings_file");
            final var type = entry.getString("node_type", "NativeNode");
            if (entry.getBoolean("node_is_meta", false) || !"NativeNode".equals(type)) {
                throw new WorkflowException("Node " + id + " (" + file + ") is a "
                    + ("SubNode".equals(type) ? "component" : "metanode")
                    + "; this runner runs single nodes only. Open the workflow in KNIME, or expand that node there.");
            }
            if (nodes.put(id, node(id, file)) != null) {
                throw new WorkflowException("Two nodes of the workflow " + folder + " have the id " + id + ".");
            }
        }
        return nodes;
    }

    private Node node(final int id, final String settingsFile) throws WorkflowException {
        if (settingsFile == null) {
            throw new WorkflowException("Node " + id + " has no settings file (node_settings_file).");
        }
        final var path = folder.resolve(settingsFile).normalize();
        if (!path.startsWith(folder.normalize()) || path.getParent().equals(folder.normalize())) {
            throw new WorkflowException("The settings file of node " + id + ", \"" + settingsFile
                + "\", is not in a folder of its own within the workflow.");
        }
        if (!Files.isRegularFile(path)) {
            throw new WorkflowException("The settings file of node " + id + " is missing: " + path + ".");
        }
        final var settings = load(path, "settings.xml");
        final var folderName = path.getParent().getFileName().toString();
        try {
            final var factory = settings.getString("factory");
            if (factory == null || factory.isBlank()) {
                throw new WorkflowException("The file " + path + " names no node factory.");
            }
            var name = settings.getString("node-name", null);
            if (name == null) {
                name = folderName.replaceAll("\\s*\\(#\\d+\\)$", "");
            }
            return new Node(id, folderName, name, factory, part(settings, "model"), part(settings, "variables"),
                part(settings, "view"), part(settings, "view_variables"));
        } catch (final InvalidSettingsException ex) {
            throw new WorkflowException("The file " + path + " is not complete: " + WorkflowException.reason(ex), ex);
        }
    }

    private static NodeSettings part(final NodeSettings settings, final String key) throws InvalidSettingsException {
        return settings.containsKey(key) ? settings.getNodeSettings(key) : null;
    }

    private static List<Connection> connections(final NodeSettingsRO settings, final Map<Integer, Node> nodes)
        throws InvalidSettingsException, WorkflowException {
        final List<Connection> connections = new ArrayList<>();
        if (!settings.containsKey("connections")) {
            return connections;
        }
        final var list = settings.getNodeSettings("connections");
        for (final var key : list.keySet()) {
            final var entry = list.getNodeSettings(key);
            final var connection = new Connection(entry.getInt("sourceID"), entry.getInt("sourcePort"),
                entry.getInt("destID"), entry.getInt("destPort"));
            for (final int id : new int[]{connection.source(), connection.target()}) {
                if (!nodes.containsKey(id)) {
                    throw new WorkflowException("The connection " + key + " (node " + connection.source() + " to node "
                        + connection.target() + ") names node " + id + ", which the workflow does not have.");
                }
            }
            connections.add(connection);
        }
        return connections;
    }

    private static Map<String, Variable> variables(final NodeSettingsRO settings) throws InvalidSettingsException {
        final Map<String, Variable> variables = new LinkedHashMap<>();
        if (settings.containsKey("workflow_variables")) {
            final var list = settings.getNodeSettings("workflow_variables");
            for (final var key : list.keySet()) {
                final var variable = Variable.read(list.getNodeSettings(key));
                variables.put(variable.name(), variable);
            }
        }
        return variables;
    }

    private static NodeSettings load(final Path file, final String key) throws WorkflowException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        } catch (final IOException ex) {
            throw new WorkflowException("The file " + file + " is no " + key + " of KNIME: "
                + WorkflowException.reason(ex), ex);
        }
    }
}
