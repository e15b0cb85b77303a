package org.knime.core.node.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The type of a port: the class of its objects. Whether a port is optional does not count in comparisons. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String OBJECT_CLASS = "object_class";

    private final Class<? extends PortObject> objectClass;

    private final Class<? extends PortObjectSpec> specClass;

    private final boolean optional;

    private final String name;

    private final int color;

    private final boolean hidden;

    PortType(final Class<? extends PortObject> objectClass, final boolean optional, final String name, final int color,
        final boolean hidden) {
        this.objectClass = objectClass;
        specClass = getPortObjectSpecClass(objectClass);
        this.optional = optional;
        this.name = name;
        this.color = color;
        this.hidden = hidden;
    }

    /** The class of descriptions that an object's class declares. */
    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(final Class<? extends PortObject> objectClass) {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Port objects of " + objectClass + " have no description.", e);
        }
    }

    public String getName() {
        return name;
    }

    public int getColor() {
        return color;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return specClass;
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    public boolean isOptional() {
        return optional;
    }

    public boolean isHidden() {
        return hidden;
    }

    public boolean isSuperTypeOf(final PortType type) {
        return objectClass.isAssignableFrom(type.objectClass);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || specClass.isInstance(spec);
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> other) {
        return other == null || objectClass.isAssignableFrom(other);
    }

    public boolean acceptsPortObject(final PortObject object) {
        return object == null || objectClass.isInstance(object);
    }

    public void save(final ConfigWO config) {
        config.addString(OBJECT_CLASS, objectClass.getName());
    }

    public static PortType load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(OBJECT_CLASS);
        final var registry = PortTypeRegistry.getInstance();
        return registry.getPortType(registry.getObjectClass(String.valueOf(name)).orElseThrow(
            () -> new InvalidSettingsException("No type of ports is registered for objects of class \"" + name + "\".")));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PortType type && objectClass.equals(type.objectClass);
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    @Override
    public String toString() {
        return "PortType(" + specClass.getSimpleName() + "," + objectClass.getSimpleName() + ")";
    }
}
