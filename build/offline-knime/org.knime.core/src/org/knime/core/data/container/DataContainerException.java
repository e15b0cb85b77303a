package org.knime.core.data.container;

/** Rows could not be added to a table. */
public class DataContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataContainerException(final String message) {
        super(message);
    }

    public DataContainerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
