package org.knime.core.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.port.PortType;

/** A factory of nodes whose ports come in named groups. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    /** Collects the groups of ports; only fixed ones are known here. */
    protected static final class PortsConfigurationBuilder {

        private final Map<String, FixedPorts.Group> groups = new LinkedHashMap<>();

        public PortsConfigurationBuilder() {
        }

        public void addFixedInputPortGroup(final String name, final PortType... types) {
            add(name, new FixedPorts.Group(List.of(types), List.of()));
        }

        public void addFixedOutputPortGroup(final String name, final PortType... types) {
            add(name, new FixedPorts.Group(List.of(), List.of(types)));
        }

        public void addFixedPortGroup(final String name, final PortType... types) {
            add(name, new FixedPorts.Group(List.of(types), List.of(types)));
        }

        private void add(final String name, final FixedPorts.Group group) {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("A group of ports needs a name.");
            }
            if (groups.putIfAbsent(name, group) != null) {
                throw new IllegalArgumentException("There is a group of ports \"" + name
                    + "\" already; names must be unique across inputs and outputs.");
            }
        }

        FixedPorts build() {
            return new FixedPorts(groups);
        }
    }

    protected ConfigurableNodeFactory() {
    }

    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
            createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    public boolean isPortConfigurableViaMenu() {
        return true;
    }

    @Override
    public T createNodeModel() {
        return createNodeModel(createNodeCreationConfig());
    }

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration configuration);

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return createNodeDialogPane(createNodeCreationConfig());
    }

    @Override
    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration configuration);
}
