package org.knime.core.node;

import java.util.Objects;
import java.util.function.Supplier;

/** Reports progress, in [0, 1], and checks whether the user wants the work to stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor progressMonitor;

    public ExecutionMonitor() {
        this(new DefaultNodeProgressMonitor());
    }

    public ExecutionMonitor(final NodeProgressMonitor progressMonitor) {
        this.progressMonitor = Objects.requireNonNullElseGet(progressMonitor, DefaultNodeProgressMonitor::new);
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return progressMonitor;
    }

    public void checkCanceled() throws CanceledExecutionException {
        progressMonitor.checkCanceled();
    }

    public void setProgress(final double progress) {
        progressMonitor.setProgress(progress);
    }

    public void setProgress(final double progress, final String message) {
        progressMonitor.setProgress(progress, message);
    }

    public void setProgress(final double progress, final Supplier<String> message) {
        progressMonitor.setProgress(progress, message);
    }

    public void setProgress(final String message) {
        progressMonitor.setProgress(message);
    }

    public void setMessage(final String message) {
        progressMonitor.setMessage(message);
    }

    public void setMessage(final Supplier<String> message) {
        progressMonitor.setMessage(message);
    }

    /** A monitor whose full progress is that share of this one's. */
    public ExecutionMonitor createSubProgress(final double share) {
        return new ExecutionMonitor(part(share, false));
    }

    /** As {@link #createSubProgress(double)}, but its messages are not shown. */
    public ExecutionMonitor createSilentSubProgress(final double share) {
        return new ExecutionMonitor(part(share, true));
    }

    public ExecutionMonitor createNonCancelableSubProgress() {
        return new ExecutionMonitor(new SubNodeProgressMonitor(progressMonitor, 1, false, false));
    }

    final NodeProgressMonitor part(final double share, final boolean silent) {
        return new SubNodeProgressMonitor(progressMonitor, share, silent, true);
    }
}
