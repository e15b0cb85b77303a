package org.knime.core.node.config.base;

/** A float under a key, xfloat in files. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float value;

    public ConfigFloatEntry(final String key, final float value) {
        super(ConfigEntries.xfloat, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigFloatEntry(final String key, final String value) {
        this(key, Float.parseFloat(value));
    }

    public float getFloat() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Float.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigFloatEntry)entry;
        return Float.compare(other.value, value) == 0;
    }
}
