package org.knime.node;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import java.util.Optional;

import org.elbow.offline.ui.NodeAccess;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.xml.sax.SAXException;

/** Makes a node from a {@link DefaultNode}. A subclass needs a public constructor without arguments. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel> {

    static {
        NodeAccess.serve(new OfflineNodeAccess());
    }

    private final DefaultNode node;

    /** @param node everything that makes the node */
    protected DefaultNodeFactory(final DefaultNode node) {
        this.node = Objects.requireNonNull(node);
    }

    DefaultNode node() {
        return node;
    }

    @Override
    protected final NodeDescription createNodeDescription() throws SAXException, IOException {
        return new DefaultNodeDescription(node);
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        final var groups = new PortsConfigurationBuilder();
        node.ports.inputs.forEach(port -> groups.addFixedInputPortGroup(port.name(), port.type()));
        node.ports.outputs.forEach(port -> groups.addFixedOutputPortGroup(port.name(), port.type()));
        return Optional.of(groups);
    }

    @Override
    public final NodeModel createNodeModel() {
        return super.createNodeModel();
    }

    @Override
    protected final NodeModel createNodeModel(final NodeCreationConfiguration configuration) {
        return new DefaultNodeModel(node.model, NodePorts.types(node.ports.inputs),
            NodePorts.types(node.ports.outputs));
    }

    /** Whether the node has a dialog, which it has if it has parameters. */
    public boolean hasNodeDialog() {
        return node.model.parametersClass().isPresent()
            || node.view().flatMap(DefaultView::parametersClass).isPresent();
    }

    /** @return whether the node has a view */
    public final boolean hasNodeView() {
        return node.view().isPresent();
    }

    @Override
    protected final boolean hasDialog() {
        return false; // none of the kind with a window of its own
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane() {
        return super.createNodeDialogPane();
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration configuration) {
        return null;
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    @Override
    public final NodeView<NodeModel> createNodeView(final int viewIndex, final NodeModel nodeModel) {
        return null;
    }

    @Override
    public final String getInportName(final int index) {
        return super.getInportName(index);
    }

    @Override
    public final String getOutportName(final int index) {
        return super.getOutportName(index);
    }

    @Override
    public final String getInteractiveViewName() {
        return super.getInteractiveViewName();
    }

    @Override
    public final NodeType getType() {
        return super.getType();
    }

    @Override
    public final URL getIcon() {
        return super.getIcon();
    }
}
