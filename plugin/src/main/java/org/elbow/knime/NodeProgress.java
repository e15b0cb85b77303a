package org.elbow.knime;

import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Shows the progress of a computation on a node's progress bar, and cancels the computation when the user cancels the node. */
public final class NodeProgress implements Progress {

    private final ExecutionMonitor monitor;

    /** @param monitor of the node's execution, or of a part of it */
    public NodeProgress(final ExecutionMonitor monitor) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
    }

    @Override
    public void update(final double fraction, final String message) {
        try {
            monitor.checkCanceled();
        } catch (final CanceledExecutionException canceled) {
            final CancellationException cancellation = new CancellationException("The node was cancelled.");
            cancellation.initCause(canceled);
            throw cancellation;
        }
        final double shown = Math.max(0, Math.min(1, fraction));
        if (message == null) {
            monitor.setProgress(shown);
        } else {
            monitor.setProgress(shown, message);
        }
    }
}
