package org.knime.core.node.config.base;

import java.util.Objects;

/** A string (or null) under a key, xstring in files. */
public final class ConfigStringEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    public ConfigStringEntry(final String key, final String value) {
        super(ConfigEntries.xstring, key);
        this.value = value;
    }

    public String getString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        return Objects.equals(((ConfigStringEntry)entry).value, value);
    }
}
