package org.knime.node.parameters;

/** A class whose fields appear as controls of a dialog. */
public interface WidgetGroup {
}
