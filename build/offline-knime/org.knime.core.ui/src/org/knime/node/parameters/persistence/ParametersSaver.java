package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Saves a parameter to settings.
 *
 * @param <T> the type of the parameter
 */
@FunctionalInterface
public interface ParametersSaver<T> {

    /**
     * @param param the value
     * @param nodeSettings what to save it to
     */
    void save(T param, NodeSettingsWO nodeSettings);
}
