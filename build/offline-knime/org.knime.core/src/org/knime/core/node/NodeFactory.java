package org.knime.core.node;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Makes a node's model, dialog and views, and describes it. */
public abstract class NodeFactory<T extends NodeModel> {

    /** What a node is for; KNIME colours nodes by it. */
    public enum NodeType {
        Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart, ScopeEnd,
        QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container
    }

    private NodeDescription description;

    protected NodeFactory() {
    }

    /** @param lazyInitialization of no meaning here, where descriptions are always made when first asked for */
    protected NodeFactory(final boolean lazyInitialization) {
    }

    protected NodeDescription createNodeDescription() throws SAXException, IOException {
        throw new IOException("Descriptions in XML files are read in KNIME only.");
    }

    synchronized NodeDescription description() {
        if (description == null) {
            try {
                description = Objects.requireNonNull(createNodeDescription());
            } catch (SAXException | IOException e) {
                throw new IllegalStateException("Node " + getClass().getName() + " has no description: " + e.getMessage(),
                    e);
            }
        }
        return description;
    }

    public synchronized void init() {
        description();
    }

    public final String getFactoryId() {
        return getClass().getName();
    }

    public final String getNodeName() {
        return description().getNodeName();
    }

    public String getInportName(final int index) {
        return description().getInportName(index);
    }

    public String getOutportName(final int index) {
        return description().getOutportName(index);
    }

    public final String getInportDescription(final int index) {
        return description().getInportDescription(index);
    }

    public final String getOutportDescription(final int index) {
        return description().getOutportDescription(index);
    }

    public final String[] getKeywords() {
        return description().getKeywords();
    }

    public Element getXMLDescription() {
        return description().getXMLDescription();
    }

    public NodeType getType() {
        return description().getType();
    }

    public String getInteractiveViewName() {
        return description().getInteractiveViewName();
    }

    public final boolean isDeprecated() {
        return description().isDeprecated();
    }

    /** The icon beside the factory's class, null if there is none. */
    public URL getIcon() {
        final var path = description().getIconPath();
        return path == null ? null : getClass().getResource(path);
    }

    public void loadAdditionalFactorySettings(final ConfigRO config) throws InvalidSettingsException {
    }

    public void saveAdditionalFactorySettings(final ConfigWO config) {
    }

    public abstract T createNodeModel();

    protected T createNodeModel(final NodeCreationConfiguration configuration) {
        return createNodeModel();
    }

    protected abstract int getNrNodeViews();

    public abstract NodeView<T> createNodeView(int index, T model);

    protected abstract boolean hasDialog();

    protected abstract NodeDialogPane createNodeDialogPane();

    protected NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration configuration) {
        return createNodeDialogPane();
    }
}
