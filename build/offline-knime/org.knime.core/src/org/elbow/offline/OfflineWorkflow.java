package org.elbow.offline;

import java.nio.file.Path;
import java.util.Optional;

/** The workflow that nodes of this thread belong to: locations such as {@code knime://knime.workflow/data/rows.npy} lie in it. */
public final class OfflineWorkflow {

    private static final ThreadLocal<Path> CURRENT = new ThreadLocal<>();

    private OfflineWorkflow() {
    }

    /** Ends the stay in a workflow. */
    @FunctionalInterface
    public interface Stay extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Has the nodes of this thread belong to a workflow until the result is closed.
     *
     * @param folder that of the workflow
     */
    public static Stay enter(final Path folder) {
        final var before = CURRENT.get();
        CURRENT.set(folder.toAbsolutePath().normalize());
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** The folder of the workflow, absolute; empty outside of any. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(CURRENT.get());
    }
}
