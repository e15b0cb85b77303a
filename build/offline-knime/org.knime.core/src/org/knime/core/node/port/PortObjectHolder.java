package org.knime.core.node.port;

/** A node that keeps objects for its views. */
public interface PortObjectHolder {

    PortObject[] getInternalPortObjects();

    void setInternalPortObjects(PortObject[] objects);
}
