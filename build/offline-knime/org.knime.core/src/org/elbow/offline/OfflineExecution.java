package org.elbow.offline;

import org.elbow.offline.internal.NodeAccess;
import org.knime.core.node.ExecutionContext;

/** The execution of one node: its context, whose progress goes to a listener, and the way to cancel it from another thread. */
public final class OfflineExecution {

    private final ExecutionContext context;

    public OfflineExecution(final ProgressListener listener) {
        context = NodeAccess.get().context(listener);
    }

    public OfflineExecution() {
        this((fraction, message) -> { });
    }

    public ExecutionContext context() {
        return context;
    }

    /** Makes the next check of the context fail. */
    public void cancel() {
        context.getProgressMonitor().setExecuteCanceled();
    }
}
