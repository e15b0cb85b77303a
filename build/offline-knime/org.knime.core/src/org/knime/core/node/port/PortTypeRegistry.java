package org.knime.core.node.port;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.elbow.offline.PortTypes;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/**
 * The known types of ports: tables, and those that {@link PortTypes} has read from a plugin.xml. A class that nobody has
 * registered still gets a type, but neither a serializer nor its name in files leads anywhere.
 */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    /** What is known of a class of objects. */
    private record Known(PortType required, PortType optional) {

        Known(final Class<? extends PortObject> objectClass, final String name, final int color, final boolean hidden) {
            this(new PortType(objectClass, false, name, color, hidden),
                new PortType(objectClass, true, name, color, hidden));
        }
    }

    private final Map<Class<? extends PortObject>, Known> known = new LinkedHashMap<>();

    private final Map<String, Class<? extends PortObject>> objectClasses = new LinkedHashMap<>();

    private final Map<String, Class<? extends PortObjectSpec>> specClasses = new LinkedHashMap<>();

    private final Map<Class<?>, PortObjectSerializer<? extends PortObject>> serializers = new LinkedHashMap<>();

    private final Map<Class<?>, PortObjectSpecSerializer<? extends PortObjectSpec>> specSerializers =
        new LinkedHashMap<>();

    private PortTypeRegistry() {
        register(PortObject.class, "Generic Port", PortType.DEFAULT_COLOR, false);
        register(BufferedDataTable.class, "Table", 0, false);
        register(DataTableSpec.class, new DataTableSpec.Serializer());
        specClasses.put(PortObjectSpec.class.getName(), PortObjectSpec.class);
    }

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    synchronized void register(final Class<? extends PortObject> objectClass, final String name, final int color,
        final boolean hidden) {
        known.put(objectClass, new Known(objectClass, name, color, hidden));
        objectClasses.put(objectClass.getName(), objectClass);
    }

    synchronized void register(final Class<? extends PortObject> objectClass,
        final PortObjectSerializer<? extends PortObject> serializer) {
        serializers.put(objectClass, serializer);
    }

    synchronized void register(final Class<? extends PortObjectSpec> specClass,
        final PortObjectSpecSerializer<? extends PortObjectSpec> serializer) {
        specSerializers.put(specClass, serializer);
        specClasses.put(specClass.getName(), specClass);
    }

    public synchronized Collection<PortType> availablePortTypes() {
        return List.copyOf(known.values().stream().map(Known::required).toList());
    }

    public synchronized PortType getPortType(final Class<? extends PortObject> objectClass) {
        return getPortType(objectClass, false);
    }

    public synchronized PortType getPortType(final Class<? extends PortObject> objectClass, final boolean optional) {
        final var types = known.computeIfAbsent(objectClass,
            c -> new Known(c, c.getSimpleName(), PortType.DEFAULT_COLOR, false));
        return optional ? types.optional() : types.required();
    }

    public synchronized Optional<Class<? extends PortObject>> getObjectClass(final String name) {
        return Optional.ofNullable(objectClasses.get(name));
    }

    public synchronized Optional<Class<? extends PortObjectSpec>> getSpecClass(final String name) {
        return Optional.ofNullable(specClasses.get(name));
    }

    @SuppressWarnings("unchecked") // a serializer is asked for by the class of the object that it then gets
    public synchronized Optional<PortObjectSerializer<PortObject>> getObjectSerializer(
        final Class<? extends PortObject> objectClass) {
        return Optional.ofNullable((PortObjectSerializer<PortObject>)serializers.get(objectClass));
    }

    @SuppressWarnings("unchecked") // see above
    public synchronized Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
        final Class<? extends PortObjectSpec> specClass) {
        return Optional.ofNullable((PortObjectSpecSerializer<PortObjectSpec>)specSerializers.get(specClass));
    }
}
