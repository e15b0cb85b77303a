package org.knime.core.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;

/** Named groups of ports that nobody can change. */
final class FixedPorts implements ModifiablePortsConfiguration {

    /** The types of a group's ports on either side. */
    record Group(List<PortType> inputs, List<PortType> outputs) {
    }

    private final Map<String, Group> groups;

    FixedPorts(final Map<String, Group> groups) {
        this.groups = new LinkedHashMap<>(groups);
    }

    @Override
    public PortType[] getInputPorts() {
        return groups.values().stream().flatMap(g -> g.inputs().stream()).toArray(PortType[]::new);
    }

    @Override
    public PortType[] getOutputPorts() {
        return groups.values().stream().flatMap(g -> g.outputs().stream()).toArray(PortType[]::new);
    }

    @Override
    public Map<String, int[]> getInputPortLocation() {
        return locations(Group::inputs);
    }

    @Override
    public Map<String, int[]> getOutputPortLocation() {
        return locations(Group::outputs);
    }

    private Map<String, int[]> locations(final Function<Group, List<PortType>> side) {
        final var locations = new LinkedHashMap<String, int[]>();
        int next = 0;
        for (final var group : groups.entrySet()) {
            final var count = side.apply(group.getValue()).size();
            final var indices = new int[count];
            for (int i = 0; i < count; i++) {
                indices[i] = next++;
            }
            if (count > 0) {
                locations.put(group.getKey(), indices);
            }
        }
        return locations;
    }

    @Override
    public List<String> getPortGroupNames() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public ModifiablePortsConfiguration copy() {
        return new FixedPorts(groups);
    }

    /** Each group has a sub-tree, empty since there is nothing to choose. */
    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        groups.keySet().forEach(settings::addNodeSettings);
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (final var name : settings.keySet()) {
            if (!groups.containsKey(name)) {
                throw new InvalidSettingsException("There is no group of ports \"" + name + "\"; there are "
                    + groups.keySet() + ".");
            }
        }
    }
}
