package org.knime.core.node.config.base;

/** A char under a key, xchar in files. */
public final class ConfigCharEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final char value;

    public ConfigCharEntry(final String key, final char value) {
        super(ConfigEntries.xchar, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigCharEntry(final String key, final String value) {
        this(key, parse(value));
    }

    private static char parse(final String value) {
        if (value.length() != 1) {
            throw new IllegalArgumentException("A character entry needs exactly one character, not \"" + value + "\".");
        }
        return value.charAt(0);
    }

    public char getChar() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Character.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigCharEntry)entry;
        return other.value == value;
    }
}
