package org.knime.core.node;

import java.util.function.Supplier;

/** Takes a node's progress and says whether the user wants it to stop. */
public interface NodeProgressMonitor {

    void checkCanceled() throws CanceledExecutionException;

    void setProgress(double progress);

    void setProgress(double progress, String message);

    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    void setProgress(String message);

    void setMessage(String message);

    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** The progress in [0, 1], null before the first report. */
    Double getProgress();

    String getMessage();

    void setExecuteCanceled();

    void reset();
}
