package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Loads a parameter from settings.
 *
 * @param <T> the type of the parameter
 */
@FunctionalInterface
public interface ParametersLoader<T> {

    /**
     * @param settings what was saved
     * @return the parameter
     * @throws InvalidSettingsException if it is not in there, or has an impossible value
     */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
