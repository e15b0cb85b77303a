package org.elbow.offline.internal;

import org.elbow.offline.ProgressListener;
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

/** What only the package of nodes may do. */
public interface NodeAccess {

    ExecutionContext context(ProgressListener listener);

    NodeDescription description(NodeFactory<?> factory);

    PortType[] inputs(NodeModel model);

    PortType[] outputs(NodeModel model);

    void validateAndLoad(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

    void saveSettings(NodeModel model, NodeSettingsWO settings);

    PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] inputs) throws InvalidSettingsException;

    PortObject[] execute(NodeModel model, PortObject[] inputs, ExecutionContext context) throws Exception;

    void reset(NodeModel model);

    Message warning(NodeModel model);

    static NodeAccess get() {
        return Bridge.open(NodeAccess.class, "org.knime.core.node.NodeLife");
    }
}
