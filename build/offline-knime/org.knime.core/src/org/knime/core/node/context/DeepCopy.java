package org.knime.core.node.context;

/** Can be copied with all that it holds. */
public interface DeepCopy<T> {

    T copy();
}
