package org.elbow.offline.internal;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** What only the package of ports may do. */
public interface PortAccess {

    /** @param serializer null if the type has none */
    void register(Class<? extends PortObject> type, String name, int color, boolean hidden,
        PortObjectSerializer<? extends PortObject> serializer);

    void register(Class<? extends PortObjectSpec> type, PortObjectSpecSerializer<? extends PortObjectSpec> serializer);

    static PortAccess get() {
        return Bridge.open(PortAccess.class, "org.knime.core.node.port.PortRegistration");
    }
}
