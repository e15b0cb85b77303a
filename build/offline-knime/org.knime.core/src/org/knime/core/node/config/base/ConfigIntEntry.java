package org.knime.core.node.config.base;

/** An int under a key, xint in files. */
public final class ConfigIntEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final int value;

    public ConfigIntEntry(final String key, final int value) {
        super(ConfigEntries.xint, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigIntEntry(final String key, final String value) {
        this(key, Integer.parseInt(value));
    }

    public int getInt() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Integer.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigIntEntry)entry;
        return other.value == value;
    }
}
