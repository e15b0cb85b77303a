package org.knime.node;

import java.net.URL;
import java.util.Objects;

import org.elbow.offline.ui.NodeAccess;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;

/** Makes a node from a {@link DefaultNode}. A subclass needs a public constructor without arguments. */
public abstract class DefaultNodeFactory extends NodeFactory<NodeModel> {

    static {
        NodeAccess.serve(new OfflineNodeAccess());
    }

    private final DefaultNode node;

    /** @param node everything that makes the node */
    protected DefaultNodeFactory(final DefaultNode node) {
        this.node = Objects.requireNonNull(node);
    }

    @Override
    public final NodeModel createNodeModel() {
        return new DefaultNodeModel(node.model, NodePorts.types(node.ports.inputs),
            NodePorts.types(node.ports.outputs));
    }

    @Override
    public final String getInportName(final int index) {
        return node.ports.inputs.get(index).name();
    }

    @Override
    public final String getOutportName(final int index) {
        return node.ports.outputs.get(index).name();
    }

    @Override
    public final NodeType getType() {
        return node.type();
    }

    @Override
    public final URL getIcon() {
        return getClass().getResource(node.icon);
    }

    DefaultNode node() {
        return node;
    }
}
