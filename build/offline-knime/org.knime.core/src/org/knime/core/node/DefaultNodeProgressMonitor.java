package org.knime.core.node;

import org.elbow.offline.ProgressListener;
import org.knime.core.node.message.Message;

/** Keeps a node's progress and hands each report on at once. Progress outside [0, 1] is ignored. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private final ProgressListener listener;

    private volatile Message cancelMessage;

    private Double progress;

    private String message;

    private String detail;

    public DefaultNodeProgressMonitor() {
        this((fraction, text) -> { });
    }

    DefaultNodeProgressMonitor(final ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void reset() {
        cancelMessage = null;
        progress = null;
        message = null;
        detail = null;
    }

    /** Also true if the thread was interrupted. */
    protected boolean isCanceled() {
        return cancelMessage != null || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            final var reason = cancelMessage;
            throw new CanceledExecutionException(
                reason == null ? CanceledExecutionException.DEFAULT_CANCEL_MESSAGE : reason);
        }
    }

    @Override
    public void setExecuteCanceled() {
        setExecuteCanceled(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
    }

    public void setExecuteCanceled(final Message newCancelMessage) {
        cancelMessage = newCancelMessage;
    }

    @Override
    public void setProgress(final double newProgress) {
        report(newProgress, getMessage(), null);
    }

    @Override
    public void setProgress(final double newProgress, final String newMessage) {
        report(newProgress, newMessage, null);
    }

    @Override
    public void setProgress(final String newMessage) {
        report(Double.NaN, newMessage, null);
    }

    @Override
    public void setMessage(final String newMessage) {
        setProgress(newMessage);
    }

    /** A report of a part of the work: its message stands behind that of the whole. */
    void reportPart(final double newProgress, final String newDetail) {
        report(newProgress, message, newDetail);
    }

    private synchronized void report(final double newProgress, final String newMessage, final String newDetail) {
        if (newProgress >= 0 && newProgress <= 1) {
            progress = newProgress;
        }
        message = newMessage;
        detail = newDetail;
        listener.progress(progress == null ? 0 : progress, join(message, detail));
    }

    private static String join(final String first, final String second) {
        if (first == null || first.isEmpty()) {
            return second;
        }
        return second == null || second.isEmpty() ? first : first + " - " + second;
    }

    @Override
    public synchronized Double getProgress() {
        return progress;
    }

    @Override
    public synchronized String getMessage() {
        return message;
    }
}
