package org.elbow.offline.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.elbow.offline.OfflineNodes;
import org.elbow.offline.headless.Workflow.Connection;
import org.elbow.offline.ui.NodeAccess;
import org.elbow.offline.ui.NodeFacts;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.DefaultNodeFactory;

/**
 * Writes a workflow folder as KNIME saves one: {@code workflow.knime} and each node's {@code settings.xml}, complete. Nodes get
 * their defaults and what is set here; settings that the node does not have are refused.
 */
public final class WorkflowWriter {

    private static final String CREATED_BY = "5.8.0";

    private static final String WORKFLOW_VERSION = "5.1.0";

    private static final int NODE_WIDTH = 150;

    private record Node(int id, String factory, String label, int column, int row, Map<String, Object> settings,
        Map<String, String> variables) {
    }

    private final Map<String, Object> variables = new LinkedHashMap<>();

    private final List<Node> nodes = new ArrayList<>();

    private final List<Connection> connections = new ArrayList<>();

    /** Declares a workflow variable with its default: a String, Integer, Double, Long or Boolean. */
    public WorkflowWriter variable(final String name, final Object value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Adds a node.
     *
     * @param id its number in the workflow
     * @param factory the class of its factory
     * @param label what stands under it
     * @param column where it stands, from the left
     * @param row where it stands, from the top
     * @param settings what differs from the defaults, by key; enums by the name of the constant
     * @param overrides settings that follow a workflow variable: key of the setting, name of the variable
     */
    public WorkflowWriter node(final int id, final String factory, final String label, final int column, final int row,
        final Map<String, Object> settings, final Map<String, String> overrides) {
        nodes.add(new Node(id, factory, label, column, row, new TreeMap<>(settings), new TreeMap<>(overrides)));
        return this;
    }

    /** Connects an output port to an input port, both counted from 1. */
    public WorkflowWriter connect(final int source, final int sourcePort, final int target, final int targetPort) {
        connections.add(new Connection(source, sourcePort, target, targetPort));
        return this;
    }

    /**
     * Writes the folder.
     *
     * @param folder is created; files in it are overwritten
     * @param loader finds the nodes' factories
     * @throws IOException if writing fails
     * @throws InvalidSettingsException if a node does not have a setting, or refuses a value
     */
    public void write(final Path folder, final ClassLoader loader) throws IOException, InvalidSettingsException {
        final NodeSettings workflow = new NodeSettings("workflow.knime");
        workflow.addString("created_by", CREATED_BY);
        workflow.addBoolean("created_by_nightly", false);
        workflow.addString("version", WORKFLOW_VERSION);
        workflow.addString("name", folder.getFileName().toString());
        workflow.addString("customDescription", null);
        workflow.addString("state", "CONFIGURED");
        if (!variables.isEmpty()) {
            final NodeSettingsWO list = workflow.addNodeSettings("workflow_variables");
            int index = 0;
            for (final Map.Entry<String, Object> variable : variables.entrySet()) {
                writeVariable(list.addNodeSettings("Var_" + index++), variable.getKey(), variable.getValue());
            }
        }
        workflow.addNodeSettings("workflow_credentials");
        final NodeSettingsWO list = workflow.addNodeSettings("nodes");
        for (final Node node : nodes) {
            final DefaultNodeFactory factory = create(node.factory(), loader);
            final NodeFacts facts = NodeAccess.factsOf(factory);
            final String name = facts.name() + " (#" + node.id() + ")";
            writeEntry(list.addNodeSettings("node_" + node.id()), node, name + "/settings.xml");
            save(folder.resolve(name).resolve("settings.xml"), settings(node, factory, facts));
        }
        final NodeSettingsWO links = workflow.addNodeSettings("connections");
        for (int i = 0; i < connections.size(); i++) {
            final NodeSettingsWO link = links.addNodeSettings("connection_" + i);
            link.addInt("sourceID", connections.get(i).source());
            link.addInt("destID", connections.get(i).target());
            link.addInt("sourcePort", connections.get(i).sourcePort());
            link.addInt("destPort", connections.get(i).targetPort());
        }
        save(folder.resolve("workflow.knime"), workflow);
    }

    private static void writeVariable(final NodeSettingsWO entry, final String name, final Object value) {
        entry.addString("name", name);
        if (value instanceof Integer number) {
            entry.addString("class", "INTEGER");
            entry.addInt("value", number);
        } else if (value instanceof Long number) {
            entry.addString("class", "LONG");
            entry.addLong("value", number);
        } else if (value instanceof Double number) {
            entry.addString("class", "DOUBLE");
            entry.addDouble("value", number);
        } else if (value instanceof Boolean truth) {
            entry.addString("class", "BOOLEAN");
            entry.addBoolean("value", truth);
        } else {
            entry.addString("class", "STRING");
            entry.addString("value", (String)value);
        }
    }

    private static void writeEntry(final NodeSettingsWO entry, final Node node, final String file) {
        entry.addInt("id", node.id());
        entry.addString("node_settings_file", file);
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        entry.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
        final int[] bounds = {100 + NODE_WIDTH * node.column(), 100 + NODE_WIDTH * node.row(), -1, -1};
        entry.addNodeSettings("ui_settings").addIntArray("extrainfo.node.bounds", bounds);
    }

    private static DefaultNodeFactory create(final String factory, final ClassLoader loader) throws InvalidSettingsException {
        try {
            return (DefaultNodeFactory)Class.forName(factory, true, loader).getConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new InvalidSettingsException("There is no node factory " + factory + ".", e);
        }
    }

    private static NodeSettings settings(final Node node, final DefaultNodeFactory factory, final NodeFacts facts)
        throws InvalidSettingsException {
        final NodeSettings file = new NodeSettings("settings.xml");
        file.addString("node_file", "settings.xml");
        file.addNodeSettings("flow_stack");
        file.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        file.addNodeSettings(model(node, factory));
        if (!node.variables().isEmpty()) {
            final NodeSettingsWO mask = file.addNodeSettings("variables");
            mask.addString("version", "V_2019_09_13");
            final NodeSettingsWO tree = mask.addNodeSettings("tree");
            node.variables().forEach((key, variable) -> {
                final NodeSettingsWO entry = tree.addNodeSettings(key);
                entry.addString("used_variable", variable);
                entry.addString("exposed_variable", null);
            });
        }
        if (!node.label().isEmpty()) {
            writeLabel(file.addNodeSettings("nodeAnnotation"), node);
        }
        file.addString("customDescription", null);
        file.addString("state", "CONFIGURED");
        file.addString("factory", node.factory());
        file.addString("node-name", facts.name());
        file.addString("node-bundle-name", "Elbow: variational auto-encoders for KNIME");
        file.addString("node-bundle-symbolic-name", "org.elbow.knime");
        file.addString("node-bundle-vendor", "Elbow");
        file.addString("node-bundle-version", "1.0.0");
        file.addString("node-feature-name", null);
        file.addString("node-feature-symbolic-name", null);
        file.addString("node-feature-vendor", null);
        file.addString("node-feature-version", "0.0.0");
        file.addNodeSettings("factory_settings");
        final NodeSettingsWO groups = file.addNodeSettings("node_creation_config");
        facts.inputs().forEach(port -> groups.addNodeSettings(port.name()));
        facts.outputs().forEach(port -> groups.addNodeSettings(port.name()));
        file.addString("name", facts.name());
        file.addBoolean("hasContent", false);
        file.addBoolean("isInactive", false);
        final NodeSettingsWO ports = file.addNodeSettings("ports");
        for (int i = 1; i <= facts.outputs().size(); i++) {
            final NodeSettingsWO port = ports.addNodeSettings("port_" + i);
            port.addInt("index", i);
            port.addString("port_dir_location", null);
        }
        final NodeSettingsWO stores = file.addNodeSettings("filestores");
        stores.addString("file_store_location", null);
        stores.addString("file_store_id", null);
        return file;
    }

    /** The settings that the node saves after it took what is set here. */
    private static NodeSettings model(final Node node, final DefaultNodeFactory factory) throws InvalidSettingsException {
        final var defaults = new NodeSettings("model");
        OfflineNodes.validateAndLoad(factory.createNodeModel(), defaults);
        final var model = factory.createNodeModel();
        OfflineNodes.validateAndLoad(model, defaults);
        final var settings = new NodeSettings("model");
        OfflineNodes.saveSettings(model, settings);
        for (final Map.Entry<String, Object> entry : node.settings().entrySet()) {
            set(settings, entry.getKey(), entry.getValue());
        }
        for (final String key : node.variables().keySet()) {
            requireKnown(settings, key);
        }
        OfflineNodes.validateAndLoad(model, settings);
        final var saved = new NodeSettings("model");
        OfflineNodes.saveSettings(model, saved);
        return saved;
    }

    private static void requireKnown(final NodeSettings settings, final String key) throws InvalidSettingsException {
        if (!settings.containsKey(key)) {
            throw new InvalidSettingsException("The node has no setting \"" + key + "\", but " + settings.keySet() + ".");
        }
    }

    private static void set(final NodeSettings settings, final String key, final Object value)
        throws InvalidSettingsException {
        requireKnown(settings, key);
        switch (settings.getEntry(key).getType()) {
            case xstring -> settings.addString(key, (String)value);
            case xint -> settings.addInt(key, (Integer)value);
            case xlong -> settings.addLong(key, ((Number)value).longValue());
            case xdouble -> settings.addDouble(key, ((Number)value).doubleValue());
            case xboolean -> settings.addBoolean(key, (Boolean)value);
            default -> throw new InvalidSettingsException("The setting \"" + key + "\" is a group.");
        }
    }

    private static void writeLabel(final NodeSettingsWO label, final Node node) {
        label.addString("text", node.label());
        label.addString("contentType", "text/plain");
        label.addInt("bgcolor", 0xFFFFFF);
        label.addInt("x-coordinate", 70 + NODE_WIDTH * node.column());
        label.addInt("y-coordinate", 175 + NODE_WIDTH * node.row());
        label.addInt("width", 140);
        label.addInt("height", 15);
        label.addString("alignment", "CENTER");
        label.addInt("borderSize", 0);
        label.addInt("borderColor", 0xFFFFFF);
        label.addInt("defFontSize", 9);
        label.addInt("annotation-version", 20230412);
        label.addNodeSettings("styles");
    }

    private static void save(final Path file, final NodeSettings settings) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }
}
