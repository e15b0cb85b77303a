package org.elbow.offline.headless;

import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.ConfigEntries;

/** Overrides a node's settings by workflow variables, as the {@code variables} part of its settings file says. */
final class VariableOverrides {

    private static final String USED = "used_variable";
    private static final String TREE = "tree";

    private final Map<String, Variable> variables;

    VariableOverrides(final Map<String, Variable> variables) {
        this.variables = variables;
    }

    /**
     * @param model the settings to change
     * @param mask which entry is overridden by which variable
     */
    void apply(final NodeSettings model, final NodeSettingsRO mask) throws InvalidSettingsException {
        // settings that were saved before the format had a version have the tree at the top
        final var tree = mask.containsKey(TREE) ? mask.getNodeSettings(TREE) : mask;
        descend(model, tree, "");
    }

    private void descend(final Config settings, final NodeSettingsRO mask, final String path)
        throws InvalidSettingsException {
        for (final var key : mask.keySet()) {
            if (((Config)mask).getEntry(key).getType() != ConfigEntries.config) {
                continue; // the version of the format
            }
            final var below = mask.getNodeSettings(key);
            final var name = path + key;
            final var used = below.getString(USED, null);
            if (!settings.containsKey(key)) {
                if (used == null) {
                    continue;
                }
                throw new InvalidSettingsException("the variable \"" + used + "\" shall override the setting \"" + name
                    + "\", which the node does not have");
            }
            final boolean isGroup = settings.getEntry(key).getType() == ConfigEntries.config;
            if (used != null) {
                final var variable = variables.get(used);
                if (variable == null) {
                    throw new InvalidSettingsException("the setting \"" + name + "\" is overridden by the variable \""
                        + used + "\", which the workflow does not have");
                }
                override(settings, key, name, variable);
            } else if (isGroup) {
                descend(settings.getConfig(key), below, name + "/");
            }
        }
    }

    /** Which variable fits which entry is KNIME's rule: numbers widen, anything becomes text, and nothing else. */
    private static void override(final Config settings, final String key, final String name, final Variable variable)
        throws InvalidSettingsException {
        final var value = variable.value();
        final var entry = settings.getEntry(key).getType();
        switch (entry) {
            case xstring -> settings.addString(key, String.valueOf(value));
            case xint -> settings.addInt(key, require(Integer.class, value, name, variable, entry));
            case xlong -> settings.addLong(key,
                value instanceof Integer number ? number : require(Long.class, value, name, variable, entry));
            case xdouble -> settings.addDouble(key, number(value, name, variable, entry));
            case xfloat -> settings.addFloat(key, (float)number(value, name, variable, entry));
            case xboolean -> settings.addBoolean(key, truth(value, name, variable, entry));
            case config -> overrideArray(settings, key, name, variable);
            default -> throw mismatch(name, variable, entry.name().substring(1));
        }
    }

    /** An array is replaced by one with the variable as its only element. */
    private static void overrideArray(final Config settings, final String key, final String name,
        final Variable variable) throws InvalidSettingsException {
        final var array = settings.getConfig(key);
        final var first = array.containsKey("0") ? array.getEntry("0").getType() : null;
        if (!array.containsKey("array-size") || first == null) {
            throw mismatch(name, variable, "group or empty list");
        }
        final var value = variable.value();
        switch (first) {
            case xstring -> settings.addStringArray(key, String.valueOf(value));
            case xint -> settings.addIntArray(key, require(Integer.class, value, name, variable, first));
            case xlong -> settings.addLongArray(key,
                value instanceof Integer number ? number : require(Long.class, value, name, variable, first));
            case xdouble -> settings.addDoubleArray(key, number(value, name, variable, first));
            case xboolean -> settings.addBooleanArray(key, truth(value, name, variable, first));
            default -> throw mismatch(name, variable, "list of " + first.name().substring(1));
        }
    }

    private static double number(final Object value, final String name, final Variable variable,
        final ConfigEntries entry) throws InvalidSettingsException {
        return require(Number.class, value, name, variable, entry).doubleValue();
    }

    private static boolean truth(final Object value, final String name, final Variable variable,
        final ConfigEntries entry) throws InvalidSettingsException {
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.parseBoolean(text);
        }
        return require(Boolean.class, value, name, variable, entry);
    }

    private static <T> T require(final Class<T> type, final Object value, final String name, final Variable variable,
        final ConfigEntries entry) throws InvalidSettingsException {
        if (!type.isInstance(value)) {
            throw mismatch(name, variable, entry.name().substring(1));
        }
        return type.cast(value);
    }

    private static InvalidSettingsException mismatch(final String name, final Variable variable, final String what) {
        return new InvalidSettingsException("the setting \"" + name + "\", a " + what
            + ", cannot be overridden by the variable \"" + variable.name() + "\" = " + variable.value() + " of type "
            + variable.type());
    }
}
