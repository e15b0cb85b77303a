package org.knime.node.parameters.migration;

import java.util.List;

/**
 * Knows how a parameter was saved in earlier versions.
 *
 * @param <T> the type of the parameter
 */
public interface NodeParametersMigration<T> {

    /** @return the earlier forms, the first that matches is used */
    List<ConfigMigration<T>> getConfigMigrations();
}
