package org.knime.core.node;

import org.knime.core.node.message.Message;

/** The user has stopped the execution. */
public class CanceledExecutionException extends Exception {

    private static final long serialVersionUID = 1L;

    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private final transient Message knimeMessage;

    public CanceledExecutionException() {
        knimeMessage = DEFAULT_CANCEL_MESSAGE;
    }

    public CanceledExecutionException(final String message) {
        super(message);
        knimeMessage = message == null ? DEFAULT_CANCEL_MESSAGE : Message.fromSummary(message);
    }

    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        knimeMessage = message;
    }

    public Message getKNIMEMessage() {
        return knimeMessage;
    }
}
