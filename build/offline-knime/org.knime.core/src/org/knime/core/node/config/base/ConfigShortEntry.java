package org.knime.core.node.config.base;

/** A short under a key, xshort in files. */
public final class ConfigShortEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final short value;

    public ConfigShortEntry(final String key, final short value) {
        super(ConfigEntries.xshort, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigShortEntry(final String key, final String value) {
        this(key, Short.parseShort(value));
    }

    public short getShort() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Short.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigShortEntry)entry;
        return other.value == value;
    }
}
