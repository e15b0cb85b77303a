package org.knime.node.parameters.updates;

/** Names a button of the dialog, so that others can refer to it. */
public interface ButtonReference {
}
