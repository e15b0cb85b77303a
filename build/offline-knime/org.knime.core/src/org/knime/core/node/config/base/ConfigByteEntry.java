package org.knime.core.node.config.base;

/** A byte under a key, xbyte in files. */
public final class ConfigByteEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final byte value;

    public ConfigByteEntry(final String key, final byte value) {
        super(ConfigEntries.xbyte, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigByteEntry(final String key, final String value) {
        this(key, Byte.parseByte(value));
    }

    public byte getByte() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Byte.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigByteEntry)entry;
        return other.value == value;
    }
}
