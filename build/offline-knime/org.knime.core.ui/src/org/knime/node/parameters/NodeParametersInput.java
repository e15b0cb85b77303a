package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What is known of the node's surroundings when its parameters are created or shown. */
public interface NodeParametersInput {

    /** @return the types of the input ports */
    PortType[] getInPortTypes();

    /** @return the specs at the input ports, {@code null} where unknown or not connected */
    PortObjectSpec[] getInPortSpecs();

    /**
     * @param portIndex index of an input port, from 0
     * @return the spec there, empty if unknown or not connected
     */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** @return the table specs at the input ports, all of which must be table ports */
    DataTableSpec[] getInTableSpecs();

    /**
     * @param portIndex index of an input table port, from 0
     * @return the spec there, empty if unknown or not connected
     */
    Optional<DataTableSpec> getInTableSpec(int portIndex);

    /** @return the objects at the input ports, or {@code null} before there are any */
    PortObject[] getInPortObjects();

    /**
     * @param portIndex index of an input port, from 0
     * @return the object there, empty if there is none yet
     */
    Optional<PortObject> getInPortObject(int portIndex);

    /** @return the tables at the input ports, all of which must be table ports */
    BufferedDataTable[] getInTables();

    /**
     * @param portIndex index of an input table port, from 0
     * @return the table there, empty if there is none yet
     */
    Optional<BufferedDataTable> getInTable(int portIndex);

    /** @return the types of the output ports */
    PortType[] getOutPortTypes();
}
