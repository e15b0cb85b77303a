package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Texts under names that a column carries along. */
public final class DataColumnProperties {

    private final Map<String, String> properties;

    public DataColumnProperties() {
        this(Map.of());
    }

    public DataColumnProperties(final Map<String, String> properties) {
        this.properties = new LinkedHashMap<>(properties);
    }

    public boolean containsProperty(final String key) {
        return properties.containsKey(key);
    }

    public String getProperty(final String key) {
        return properties.get(key);
    }

    public String getProperty(final String key, final String def) {
        return properties.getOrDefault(key, def);
    }

    public int size() {
        return properties.size();
    }

    public Enumeration<String> properties() {
        return Collections.enumeration(properties.keySet());
    }

    public DataColumnProperties cloneAndOverwrite(final Map<String, String> overwriting) {
        final var all = new LinkedHashMap<>(properties);
        all.putAll(overwriting);
        return new DataColumnProperties(all);
    }

    public void save(final ConfigWO config) {
        properties.forEach(config::addString);
    }

    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        final var all = new LinkedHashMap<String, String>();
        for (final var key : config.keySet()) {
            all.put(key, config.getString(key));
        }
        return new DataColumnProperties(all);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnProperties p && properties.equals(p.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
