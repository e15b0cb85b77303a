package org.elbow.offline.headless;

/** Why a workflow cannot be run, in one line for people. */
public final class WorkflowException extends Exception {

    private static final long serialVersionUID = 1L;

    WorkflowException(final String message) {
        super(oneLine(message));
    }

    WorkflowException(final String message, final Throwable cause) {
        super(oneLine(message), cause);
    }

    /** What a cause says of itself, or its class if it says nothing. */
    static String reason(final Throwable cause) {
        final var message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : oneLine(message);
    }

    static String oneLine(final String message) {
        return message.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
