package org.elbow.offline.headless;

import java.util.Map;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/**
 * A node as {@link WorkflowWriter} is told of it.
 *
 * @param id its number in the workflow
 * @param factory the class of its factory
 * @param label what stands under it, empty for nothing
 * @param column where it stands, from the left
 * @param row where it stands, from the top
 * @param settings what differs from the defaults, by key
 * @param variables settings that follow a workflow variable: key of the setting, name of the variable
 */
record WrittenNode(int id, String factory, String label, int column, int row, Map<String, Object> settings,
    Map<String, String> variables) {

    private static final int DISTANCE = 150;

    boolean isTesting() {
        return factory.equals(TestFlow.CONFIGURATION) || factory.equals(TestFlow.CHECKER);
    }

    /** Says in {@code workflow.knime} which node it is, and where it stands. */
    void addEntry(final NodeSettingsWO entry, final String file) {
        entry.addInt("id", id);
        entry.addString("node_settings_file", file);
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        entry.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
        final int[] bounds = {100 + DISTANCE * column, 100 + DISTANCE * row, -1, -1};
        entry.addNodeSettings("ui_settings").addIntArray("extrainfo.node.bounds", bounds);
    }

    /** Which settings follow a variable; {@code null} if none does. */
    NodeSettings mask() {
        if (variables.isEmpty()) {
            return null;
        }
        final NodeSettings mask = new NodeSettings("variables");
        mask.addString("version", "V_2019_09_13");
        final NodeSettingsWO tree = mask.addNodeSettings("tree");
        variables.forEach((key, variable) -> {
            final NodeSettingsWO entry = tree.addNodeSettings(key);
            entry.addString("used_variable", variable);
            entry.addString("exposed_variable", null);
        });
        return mask;
    }

    /** The label, {@code null} if there is none. */
    NodeSettings annotation() {
        if (label.isEmpty()) {
            return null;
        }
        final NodeSettings annotation = new NodeSettings("nodeAnnotation");
        annotation.addString("text", label);
        annotation.addString("contentType", "text/plain");
        annotation.addInt("bgcolor", 0xFFFFFF);
        annotation.addInt("x-coordinate", 70 + DISTANCE * column);
        annotation.addInt("y-coordinate", 175 + DISTANCE * row);
        annotation.addInt("width", 140);
        annotation.addInt("height", 15);
        annotation.addString("alignment", "CENTER");
        annotation.addInt("borderSize", 0);
        annotation.addInt("borderColor", 0xFFFFFF);
        annotation.addInt("defFontSize", 9);
        annotation.addInt("annotation-version", 20230412);
        annotation.addNodeSettings("styles");
        return annotation;
    }
}
