package org.knime.core.node;

/** Marks the classes that describe a node step by step. */
public interface FluentNodeAPI {
}
