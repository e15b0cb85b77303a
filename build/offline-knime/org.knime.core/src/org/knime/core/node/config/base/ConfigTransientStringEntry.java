package org.knime.core.node.config.base;

import java.util.Objects;

/** A string under a key that never reaches a file. */
public final class ConfigTransientStringEntry extends AbstractConfigEntry {

    /** Stands for the value wherever the tree is shown. */
    public static final String HIDDEN_VALUE = "<hidden value>";

    private static final long serialVersionUID = 1L;

    private final transient String value;

    public ConfigTransientStringEntry(final String key, final String value) {
        super(ConfigEntries.xtransientstring, key);
        this.value = value;
    }

    public String getTransientString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value == null ? null : HIDDEN_VALUE;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry entry) {
        return Objects.equals(((ConfigTransientStringEntry)entry).value, value);
    }
}
