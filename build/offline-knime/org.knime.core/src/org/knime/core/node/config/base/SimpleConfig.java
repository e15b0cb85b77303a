package org.knime.core.node.config.base;

/** A tree of plain values, without tables' types and cells. */
public class SimpleConfig extends ConfigBase {

    private static final long serialVersionUID = 1L;

    public SimpleConfig(final String key) {
        super(key);
    }

    @Override
    public ConfigBase getInstance(final String key) {
        return new SimpleConfig(key);
    }
}
