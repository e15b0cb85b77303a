package org.knime.core.node.port;

import org.elbow.offline.internal.PortAccess;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** Lets the offline runner register types of ports. */
final class PortRegistration implements PortAccess {

    @Override
    public void register(final Class<? extends PortObject> type, final String name, final int color,
        final boolean hidden, final PortObjectSerializer<? extends PortObject> serializer) {
        PortTypeRegistry.getInstance().register(type, name, color, hidden);
        if (serializer != null) {
            PortTypeRegistry.getInstance().register(type, serializer);
        }
    }

    @Override
    public void register(final Class<? extends PortObjectSpec> type,
        final PortObjectSpecSerializer<? extends PortObjectSpec> serializer) {
        PortTypeRegistry.getInstance().register(type, serializer);
    }
}
