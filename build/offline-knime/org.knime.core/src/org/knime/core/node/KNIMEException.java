package org.knime.core.node;

import java.util.Objects;

import org.knime.core.node.message.Message;

/** A node failed; the message is for the user. */
public final class KNIMEException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message knimeMessage;

    public KNIMEException(final String message) {
        this(message, null);
    }

    public KNIMEException(final String message, final Throwable cause) {
        this(messageFrom(message, cause), message, cause);
    }

    private KNIMEException(final Message knimeMessage, final String message, final Throwable cause) {
        super(message, cause);
        this.knimeMessage = knimeMessage;
    }

    private static Message messageFrom(final String message, final Throwable cause) {
        final var fromCause = cause == null ? null : cause.getMessage();
        return Message.fromSummary(message != null ? message : Objects.requireNonNullElse(fromCause, "unknown reason"));
    }

    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(message, message.getSummary(), cause);
    }

    public Message getKNIMEMessage() {
        return knimeMessage;
    }

    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException();
    }

    /** Carries the outer exception through code that throws only unchecked ones. */
    public final class KNIMERuntimeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KNIMERuntimeException() {
            super(KNIMEException.this.getMessage(), KNIMEException.this);
        }

        @Override
        public synchronized KNIMEException getCause() {
            return (KNIMEException)super.getCause();
        }

        public Message getKNIMEMessage() {
            return getCause().getKNIMEMessage();
        }
    }
}
