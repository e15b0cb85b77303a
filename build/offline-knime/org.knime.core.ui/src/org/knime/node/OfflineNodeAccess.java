package org.knime.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.elbow.offline.ui.NodeAccess;
import org.elbow.offline.ui.NodeFacts;
import org.elbow.offline.ui.OfflineParametersInput;
import org.elbow.offline.ui.Parameters;
import org.elbow.offline.ui.ViewContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.node.NodePorts.Port;
import org.knime.node.parameters.NodeParameters;

/** Lets the headless runner and tests see what a node is made of. */
final class OfflineNodeAccess extends NodeAccess {

    @Override
    protected NodeFacts facts(final DefaultNodeFactory factory) {
        final var node = factory.node();
        return new NodeFacts(node.name, node.icon, node.type(), node.shortDescription, node.fullDescription,
            node.sinceVersion, List.copyOf(node.keywords),
            node.externalResources.stream().map(link -> new NodeFacts.Link(link[0], link[1])).toList(),
            ports(node.ports.inputs), ports(node.ports.outputs), node.model.parametersClass(),
            node.view().map(view -> view.description), node.view().flatMap(DefaultView::parametersClass));
    }

    private static List<NodeFacts.Port> ports(final List<Port> ports) {
        return ports.stream().map(port -> new NodeFacts.Port(port.name(), port.description(), port.type())).toList();
    }

    @Override
    protected Optional<ViewContent> view(final DefaultNodeFactory factory, final NodeModel model,
        final NodeSettingsRO viewSettings) throws InvalidSettingsException, IOException {
        final var view = factory.node().view().orElse(null);
        if (view == null) {
            return Optional.empty();
        }
        final var nodeModel = (DefaultNodeModel)model;
        final var parameters = viewParameters(view, factory.node(), nodeModel, viewSettings);
        final var input = new DefaultView.ViewInput() {

            @Override
            @SuppressWarnings("unchecked")
            public <S extends NodeParameters> S getParameters() {
                return (S)parameters;
            }

            @Override
            public PortObject[] getInternalPortObjects() {
                return nodeModel.internalData();
            }
        };
        final var data = view.initialData();
        return Optional.of(new ViewContent(view.description, view.page,
            data.isPresent() ? Optional.of(data.get().text(input)) : Optional.empty()));
    }

    private static NodeParameters viewParameters(final DefaultView view, final DefaultNode node,
        final DefaultNodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        final var type = view.parametersClass().orElse(null);
        if (type == null) {
            return null;
        }
        if (settings != null) {
            final var loaded = Parameters.load(type, settings);
            loaded.validate();
            return loaded;
        }
        return model.inSpecs() == null ? Parameters.defaults(type) : Parameters.defaults(type,
            new OfflineParametersInput(NodePorts.types(node.ports.inputs), NodePorts.types(node.ports.outputs),
                model.inSpecs()));
    }
}
