package org.elbow.offline.headless;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * A workflow as it lies in its folder.
 *
 * @param folder the folder
 * @param nodes the nodes by their ids, in the order in which they are listed
 * @param connections the connections
 * @param variables the workflow variables by their names
 */
record Workflow(Path folder, Map<Integer, Node> nodes, List<Connection> connections,
    Map<String, Variable> variables) {

    /**
     * A node.
     *
     * @param id its id
     * @param folderName the name of its folder, which is unique in the workflow
     * @param name its name, for people
     * @param factory the class of its factory
     * @param model its settings; {@code null} if there never were any
     * @param modelVariables which settings are overridden by variables, {@code null} if none
     * @param view the settings of its view; {@code null} if there never were any
     * @param viewVariables which settings of the view are overridden by variables, {@code null} if none
     */
    record Node(int id, String folderName, String name, String factory, NodeSettings model,
        NodeSettingsRO modelVariables, NodeSettings view, NodeSettingsRO viewVariables) {

        /** The node as people find it in the workflow. */
        String label() {
            return name + " (#" + id + ")";
        }
    }

    /**
     * A connection. Port 0 is that of the flow variables, the ports that a node declares count from 1.
     *
     * @param source id of the node where it begins
     * @param sourcePort the output port there
     * @param target id of the node where it ends
     * @param targetPort the input port there
     */
    record Connection(int source, int sourcePort, int target, int targetPort) {

        boolean carriesData() {
            return sourcePort > 0;
        }
    }
}
