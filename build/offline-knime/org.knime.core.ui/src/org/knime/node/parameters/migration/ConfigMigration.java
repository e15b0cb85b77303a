package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;

/**
 * One earlier form of a parameter: how to recognise and how to load it.
 *
 * @param <T> the type of the parameter
 */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> loader;
    private final Predicate<NodeSettingsRO> matcher;

    private ConfigMigration(final ParametersLoader<T> loader, final Predicate<NodeSettingsRO> matcher) {
        this.loader = loader;
        this.matcher = matcher;
    }

    /** @return loads the parameter from the earlier form */
    public ParametersLoader<T> getLoader() {
        return loader;
    }

    /** @return recognises the earlier form; {@code null} if it is that of settings without the parameter */
    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    /**
     * @param <T> the type of the parameter
     * @param loader loads the parameter from the earlier form
     * @return a builder
     */
    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /**
     * Says how the earlier form is recognised: by keys that are there, by a condition, or else by the parameter's absence.
     *
     * @param <T> the type of the parameter
     */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;
        private final List<String[]> deprecatedPaths = new ArrayList<>();
        private Predicate<NodeSettingsRO> matcher;

        /** @param loader loads the parameter from the earlier form */
        public Builder(final ParametersLoader<T> loader) {
            this.loader = Objects.requireNonNull(loader);
        }

        /**
         * @param configKeys the keys that lead to an entry which only the earlier form has
         * @return this
         */
        public Builder<T> withDeprecatedConfigPath(final String... configKeys) {
            deprecatedPaths.add(configKeys.clone());
            return this;
        }

        /**
         * @param newMatcher recognises the earlier form
         * @return this
         */
        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> newMatcher) {
            matcher = newMatcher;
            return this;
        }

        /** @return the migration */
        public ConfigMigration<T> build() {
            if (matcher == null && !deprecatedPaths.isEmpty()) {
                return new ConfigMigration<>(loader,
                    settings -> deprecatedPaths.stream().allMatch(path -> contains(settings, path)));
            }
            return new ConfigMigration<>(loader, matcher);
        }

        private static boolean contains(final NodeSettingsRO settings, final String[] path) {
            var current = settings;
            for (int i = 0; i < path.length; i++) {
                if (!current.containsKey(path[i])) {
                    return false;
                }
                if (i + 1 < path.length) {
                    try {
                        current = current.getNodeSettings(path[i]);
                    } catch (final org.knime.core.node.InvalidSettingsException ex) {
                        return false; // a plain entry, which has nothing below it
                    }
                }
            }
            return true;
        }
    }
}
