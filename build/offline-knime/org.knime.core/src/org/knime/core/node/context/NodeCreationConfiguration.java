package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;

/** What a node is made with. */
public class NodeCreationConfiguration {

    private final ModifiablePortsConfiguration ports;

    protected NodeCreationConfiguration(final ModifiablePortsConfiguration ports) {
        this.ports = ports;
    }

    public Optional<? extends PortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    protected Optional<ModifiablePortsConfiguration> getModifiablePortConfig() {
        return Optional.ofNullable(ports);
    }
}
