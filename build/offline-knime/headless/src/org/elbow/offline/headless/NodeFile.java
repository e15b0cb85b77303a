package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.offline.OfflineNodes;
import org.elbow.offline.ui.NodeAccess;
import org.elbow.offline.ui.NodeFacts;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.DefaultNodeFactory;

/**
 * The {@code settings.xml} of a node, complete.
 *
 * @param name the name of the node
 * @param factory the class of its factory
 * @param bundle the name, symbolic name, vendor and version of the bundle that it comes from
 * @param portNames the names of the inputs and then the outputs; {@code null} if the node does not name them
 * @param outputs the number of outputs
 */
record NodeFile(String name, String factory, List<String> bundle, List<String> portNames, int outputs) {

    /** The state of a node whose outputs are known before it is executed. */
    static final String CONFIGURED = "CONFIGURED";

    /** The state of a node that has to wait for others before anything is known of its outputs. */
    static final String IDLE = "IDLE";

    private static final char SEPARATOR = '/'; // of the keys of groups from those of their settings

    private static final List<String> ELBOW =
        List.of("Elbow: variational auto-encoders for KNIME", "org.elbow.knime", "Elbow", "1.0.0");

    private static final List<String> KNIME_TESTING =
        List.of("Test-Node extension for KNIME Workbench", "org.knime.testing", "KNIME AG, Zurich, Switzerland", "5.8.0");

    static NodeFile of(final DefaultNodeFactory factory) {
        final NodeFacts facts = NodeAccess.factsOf(factory);
        final List<String> ports = new ArrayList<>();
        facts.inputs().forEach(port -> ports.add(port.name()));
        facts.outputs().forEach(port -> ports.add(port.name()));
        return new NodeFile(facts.name(), factory.getClass().getName(), ELBOW, ports, facts.outputs().size());
    }

    /** @return the file of one of KNIME's testing nodes */
    static NodeFile testing(final String factory) {
        return new NodeFile(factory.equals(TestFlow.CONFIGURATION) ? "Testflow Configuration" : "Table Difference Checker",
            factory, KNIME_TESTING, null, 0);
    }

    /** @return the name of the folder that the file lies in */
    String folderName(final int id) {
        return name + " (#" + id + ")";
    }

    /**
     * @param model the settings of the node
     * @param variables which settings follow a variable; {@code null} for nodes that nothing is said about
     * @param label what stands under the node; {@code null} for nothing
     * @param configured whether the node can be configured as soon as the workflow is opened
     */
    NodeSettings settings(final NodeSettings model, final NodeSettings variables, final NodeSettings label,
        final boolean configured) {
        final NodeSettings file = new NodeSettings("settings.xml");
        file.addString("node_file", "settings.xml");
        file.addNodeSettings("flow_stack");
        file.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        file.addNodeSettings(model);
        if (variables != null) {
            file.addNodeSettings(variables);
        }
        if (label != null) {
            file.addNodeSettings(label);
        }
        file.addString("customDescription", null);
        file.addString("state", configured ? CONFIGURED : IDLE);
        file.addString("factory", factory);
        file.addString("node-name", name);
        file.addString("node-bundle-name", bundle.get(0));
        file.addString("node-bundle-symbolic-name", bundle.get(1));
        file.addString("node-bundle-vendor", bundle.get(2));
        file.addString("node-bundle-version", bundle.get(3));
        file.addString("node-feature-name", null);
        file.addString("node-feature-symbolic-name", null);
        file.addString("node-feature-vendor", null);
        file.addString("node-feature-version", "0.0.0");
        file.addNodeSettings("factory_settings");
        if (portNames != null) {
            final NodeSettingsWO groups = file.addNodeSettings("node_creation_config");
            portNames.forEach(groups::addNodeSettings);
        }
        file.addString("name", name);
        file.addBoolean("hasContent", false);
        file.addBoolean("isInactive", false);
        final NodeSettingsWO ports = file.addNodeSettings("ports");
        for (int i = 1; i <= outputs; i++) {
            final NodeSettingsWO port = ports.addNodeSettings("port_" + i);
            port.addInt("index", i);
            port.addString("port_dir_location", null);
        }
        final NodeSettingsWO stores = file.addNodeSettings("filestores");
        stores.addString("file_store_location", null);
        stores.addString("file_store_id", null);
        return file;
    }

    /** The settings that a node saves after it took those that differ from its defaults. */
    static NodeSettings model(final DefaultNodeFactory factory, final Map<String, Object> differing,
        final Map<String, String> variables) throws InvalidSettingsException {
        final var model = factory.createNodeModel();
        OfflineNodes.validateAndLoad(model, new NodeSettings("model"));
        final var settings = new NodeSettings("model");
        OfflineNodes.saveSettings(model, settings);
        for (final Map.Entry<String, Object> entry : differing.entrySet()) {
            set(settings, entry.getKey(), entry.getValue());
        }
        for (final String key : variables.keySet()) {
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
        final int end = key.indexOf(SEPARATOR);
        if (end >= 0) {
            requireKnown(settings, key.substring(0, end));
            set(settings.getNodeSettings(key.substring(0, end)), key.substring(end + 1), value);
            return;
        }
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
}
