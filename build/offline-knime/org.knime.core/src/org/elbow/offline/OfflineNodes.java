package org.elbow.offline;

import org.elbow.offline.internal.NodeAccess;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Takes nodes through their life as KNIME does. Ports are those that users see, without the port for variables. */
public final class OfflineNodes {

    private OfflineNodes() {
    }

    /** What users read about a node. */
    public static NodeDescription description(final NodeFactory<?> factory) {
        return NodeAccess.get().description(factory);
    }

    public static PortType[] inputs(final NodeModel model) {
        return NodeAccess.get().inputs(model);
    }

    public static PortType[] outputs(final NodeModel model) {
        return NodeAccess.get().outputs(model);
    }

    /** Gives the node its settings, which it checks first. */
    public static void validateAndLoad(final NodeModel model, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        NodeAccess.get().validateAndLoad(model, settings);
    }

    public static void saveSettings(final NodeModel model, final NodeSettingsWO settings) {
        NodeAccess.get().saveSettings(model, settings);
    }

    /**
     * Lets the node check its inputs and announce its outputs.
     *
     * @param inputs one per port; null at an optional port that is not connected
     * @return one per port; null where the node does not know yet
     * @throws InvalidSettingsException with a message for the user, also if an input is of a wrong class
     */
    public static PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec[] inputs)
        throws InvalidSettingsException {
        return NodeAccess.get().configure(model, inputs);
    }

    /**
     * Executes the node. A node whose tables are all empty gets a warning unless it gave one itself.
     *
     * @param inputs one per port; null at an optional port that is not connected
     * @return one per port, none of them null
     * @throws Exception what the node throws; CanceledExecutionException if it was canceled
     */
    public static PortObject[] execute(final NodeModel model, final PortObject[] inputs, final ExecutionContext context)
        throws Exception {
        return NodeAccess.get().execute(model, inputs, context);
    }

    public static void reset(final NodeModel model) {
        NodeAccess.get().reset(model);
    }

    /** The node's present warning, null if there is none. */
    public static Message warning(final NodeModel model) {
        return NodeAccess.get().warning(model);
    }
}
