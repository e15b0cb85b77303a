package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node or of its view.
 *
 * <p>A subclass needs a constructor without arguments, which sets the defaults, and may have one taking a
 * {@link NodeParametersInput}, which guesses defaults from what is connected. Fields that are not private are persisted under
 * their own name, less a leading {@code m_}.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /**
     * Checks the parameters by themselves, after they were loaded and before they are used.
     *
     * @throws InvalidSettingsException naming what is wrong, for people
     */
    default void validate() throws InvalidSettingsException {
        // nothing to check unless a subclass says so
    }
}
