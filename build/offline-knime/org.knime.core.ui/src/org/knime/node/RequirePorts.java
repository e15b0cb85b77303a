package org.knime.node;

import java.util.function.Consumer;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** The step of making a node that declares its ports. */
public interface RequirePorts {

    /**
     * Declares ports that never change.
     *
     * @param ports adds them in their order
     * @return the next step
     */
    default RequireModel ports(final Consumer<PortsAdder> ports) {
        throw new UnsupportedOperationException("Ports are declared through DefaultNode.create() only.");
    }

    /** Takes the ports of a node. Names must differ, also between inputs and outputs. */
    interface PortsAdder {

        /**
         * @param name the name of the port
         * @param description what is expected there
         * @param type the type of the port
         * @return this
         */
        PortsAdder addInputPort(String name, String description, PortType type);

        /**
         * @param name the name of the port
         * @param description what comes out there
         * @param type the type of the port
         * @return this
         */
        PortsAdder addOutputPort(String name, String description, PortType type);

        /**
         * @param name the name of the port
         * @param description what is expected there
         * @return this
         */
        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        /**
         * @param name the name of the port
         * @param description what comes out there
         * @return this
         */
        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }
}
