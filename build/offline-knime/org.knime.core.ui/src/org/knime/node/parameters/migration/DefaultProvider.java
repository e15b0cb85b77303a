package org.knime.node.parameters.migration;

import java.util.List;

/**
 * A migration that knows only which value a parameter has when it was never saved.
 *
 * @param <T> the type of the parameter
 */
@FunctionalInterface
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    /** @return the value of a parameter that is absent */
    T getDefault();

    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        return List.of(ConfigMigration.builder(settings -> getDefault()).build());
    }
}
