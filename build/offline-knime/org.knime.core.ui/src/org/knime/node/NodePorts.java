package org.knime.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.PortsAdder;

/** The ports that were declared for a node. */
final class NodePorts implements PortsAdder {

    /** One port. */
    record Port(String name, String description, PortType type) {
    }

    final List<Port> inputs = new ArrayList<>();
    final List<Port> outputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    @Override
    public PortsAdder addInputPort(final String name, final String description, final PortType type) {
        inputs.add(port(name, description, type));
        return this;
    }

    @Override
    public PortsAdder addOutputPort(final String name, final String description, final PortType type) {
        outputs.add(port(name, description, type));
        return this;
    }

    private Port port(final String name, final String description, final PortType type) {
        Objects.requireNonNull(name, "A port needs a name.");
        Objects.requireNonNull(description, "The port \"" + name + "\" needs a description.");
        Objects.requireNonNull(type, "The port \"" + name + "\" needs a type.");
        if (!names.add(name)) { // KNIME keeps ports by name, inputs and outputs together
            throw new IllegalArgumentException(
                "Two ports are called \"" + name + "\"; names must differ across inputs and outputs.");
        }
        return new Port(name, description, type);
    }

    static PortType[] types(final List<Port> ports) {
        return ports.stream().map(Port::type).toArray(PortType[]::new);
    }
}
