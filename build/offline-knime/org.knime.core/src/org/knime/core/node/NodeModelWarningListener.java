package org.knime.core.node;

import java.util.EventListener;

import org.knime.core.node.message.Message;

/** Told when a node's warning changes. */
public interface NodeModelWarningListener extends EventListener {

    /** @param warning null if there is none any more */
    void warningChanged(Message warning);
}
