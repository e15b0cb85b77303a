package org.knime.core.node.config.base;

/** A boolean under a key, xboolean in files. */
public final class ConfigBooleanEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final boolean value;

    public ConfigBooleanEntry(final String key, final boolean value) {
        super(ConfigEntries.xboolean, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigBooleanEntry(final String key, final String value) {
        this(key, Boolean.parseBoolean(value));
    }

    public boolean getBoolean() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Boolean.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigBooleanEntry)entry;
        return other.value == value;
    }
}
