package org.knime.node.parameters.widget.choices.util;

/** Looks at one of the input ports. */
public interface InputTableIndexHolder {

    /** @return the index of the port, from 0 */
    default int getInputTableIndex() {
        return 0;
    }
}
