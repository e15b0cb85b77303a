package org.knime.core.node.context.ports;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** A node's ports as they are being chosen. */
public interface ModifiablePortsConfiguration
    extends PortsConfiguration, DeepCopy<ModifiablePortsConfiguration>, NodeSettingsPersistable {
}
