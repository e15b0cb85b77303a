package org.knime.core.node.config.base;

/** A double under a key, xdouble in files. */
public final class ConfigDoubleEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final double value;

    public ConfigDoubleEntry(final String key, final double value) {
        super(ConfigEntries.xdouble, key);
        this.value = value;
    }

    /** Parses the value as it stands in a file. */
    public ConfigDoubleEntry(final String key, final String value) {
        this(key, Double.parseDouble(value));
    }

    public double getDouble() {
        return value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        final var other = (ConfigDoubleEntry)entry;
        return Double.compare(other.value, value) == 0;
    }
}
