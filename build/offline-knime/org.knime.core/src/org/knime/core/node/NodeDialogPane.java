package org.knime.core.node;

/** A dialog in a window of its own; nothing is ever shown here. */
public abstract class NodeDialogPane {

    protected NodeDialogPane() {
    }

    protected abstract void saveSettingsTo(NodeSettingsWO settings) throws InvalidSettingsException;
}
