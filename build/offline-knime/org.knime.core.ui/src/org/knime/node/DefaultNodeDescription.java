package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.elbow.offline.ui.Dialogs;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.w3c.dom.Element;

/** What users read about a node that was made from a {@link DefaultNode}. */
final class DefaultNodeDescription extends NodeDescription {

    private final DefaultNode node;

    DefaultNodeDescription(final DefaultNode node) {
        this.node = node;
    }

    @Override
    public String getNodeName() {
        return node.name;
    }

    @Override
    public String getIconPath() {
        return node.icon;
    }

    @Override
    public NodeType getType() {
        return node.type();
    }

    @Override
    public Optional<String> getShortDescription() {
        return Optional.of(node.shortDescription);
    }

    @Override
    public Optional<String> getIntro() {
        return Optional.of(node.fullDescription);
    }

    @Override
    public Optional<Version> getSinceVersion() {
        return Optional.of(new Version(node.sinceVersion));
    }

    @Override
    public String[] getKeywords() {
        return node.keywords.toArray(String[]::new);
    }

    @Override
    public List<DescriptionLink> getLinks() {
        return node.externalResources.stream().map(link -> new DescriptionLink(link[0], link[1])).toList();
    }

    /** The parameters, those of the model first, as one group without a name. */
    @Override
    public List<DialogOptionGroup> getDialogOptionGroups() {
        final List<DialogOption> options = new ArrayList<>();
        node.model.parametersClass().ifPresent(type -> options.addAll(options(type)));
        node.view().flatMap(DefaultView::parametersClass).ifPresent(type -> options.addAll(options(type)));
        return options.isEmpty() ? List.of() : List.of(new DialogOptionGroup(null, null, options));
    }

    private static List<DialogOption> options(final Class<?> parameters) {
        return Dialogs.widgets(parameters).stream()
            .map(widget -> new DialogOption(widget.title(), widget.description(), false)).toList();
    }

    @Override
    public String getInportName(final int index) {
        return node.ports.inputs.get(index).name();
    }

    @Override
    public String getInportDescription(final int index) {
        return node.ports.inputs.get(index).description();
    }

    @Override
    public String getOutportName(final int index) {
        return node.ports.outputs.get(index).name();
    }

    @Override
    public String getOutportDescription(final int index) {
        return node.ports.outputs.get(index).description();
    }

    @Override
    public int getViewCount() {
        return 0; // none of the kind with a window of its own
    }

    @Override
    public String getViewName(final int index) {
        return null;
    }

    @Override
    public String getViewDescription(final int index) {
        return null;
    }

    @Override
    public String getInteractiveViewName() {
        return node.view().isPresent() ? node.name : null;
    }

    @Override
    public Optional<String> getInteractiveViewDescription() {
        return node.view().map(view -> view.description);
    }

    /** The root of a document with what the methods above say, in the words of KNIME's node descriptions. */
    @Override
    public Element getXMLDescription() {
        final Element root;
        try {
            final var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            root = document.createElement("knimeNode");
            document.appendChild(root);
        } catch (final ParserConfigurationException ex) {
            throw new IllegalStateException("The description of " + node.name + " cannot be written as XML.", ex);
        }
        root.setAttribute("icon", node.icon);
        root.setAttribute("type", node.type().toString());
        add(root, "name", node.name);
        add(root, "shortDescription", node.shortDescription);
        add(add(root, "fullDescription", null), "intro", node.fullDescription);
        final var ports = add(root, "ports", null);
        addPorts(ports, "inPort", node.ports.inputs);
        addPorts(ports, "outPort", node.ports.outputs);
        return root;
    }

    private static void addPorts(final Element parent, final String tag, final List<NodePorts.Port> ports) {
        for (int i = 0; i < ports.size(); i++) {
            final var port = add(parent, tag, ports.get(i).description());
            port.setAttribute("index", Integer.toString(i));
            port.setAttribute("name", ports.get(i).name());
        }
    }

    private static Element add(final Element parent, final String tag, final String text) {
        final var element = parent.getOwnerDocument().createElement(tag);
        if (text != null) {
            element.setTextContent(text);
        }
        parent.appendChild(element);
        return element;
    }
}
