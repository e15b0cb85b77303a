package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;

import org.knime.core.node.port.PortType;

/** A node's ports, in named groups. */
public interface PortsConfiguration {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();

    /** The indices of the input ports of each group that has some. */
    Map<String, int[]> getInputPortLocation();

    /** The indices of the output ports of each group that has some. */
    Map<String, int[]> getOutputPortLocation();

    List<String> getPortGroupNames();
}
