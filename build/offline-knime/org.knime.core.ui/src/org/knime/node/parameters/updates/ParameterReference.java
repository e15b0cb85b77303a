package org.knime.node.parameters.updates;

/**
 * Names a parameter, so that others can refer to it.
 *
 * @param <V> the type of the parameter
 */
public interface ParameterReference<V> {
}
