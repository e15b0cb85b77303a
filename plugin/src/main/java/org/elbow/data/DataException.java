package org.elbow.data;

/**
 * Data that cannot be used: a broken file, a value out of range, too many rows for the machine. The message is written for
 * the user and says what is wrong, where, and what can be done about it.
 */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where (column, row, file), and the remedy */
    public DataException(final String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where (column, row, file), and the remedy
     * @param cause what was thrown below, for the log
     */
    public DataException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
