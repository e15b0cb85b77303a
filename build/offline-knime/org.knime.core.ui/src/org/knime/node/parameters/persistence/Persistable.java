package org.knime.node.parameters.persistence;

/** A class whose fields that are not private are saved to and loaded from settings. */
public interface Persistable {
}
