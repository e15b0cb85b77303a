package org.knime.core.node.config.base;

/** A long under a key, xlong in files. */
public final class ConfigLongEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final long value;

    public ConfigLongEntry(final String key, final long value) {
        super(ConfigEntries.xlong, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigLongEntry(final String key, final String value) {
        this(key, Long.parseLong(value));
    }

    public long getLong() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Long.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigLongEntry)entry;
        return other.value == value;
    }
}
