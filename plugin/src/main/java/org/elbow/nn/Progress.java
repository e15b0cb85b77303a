package org.elbow.nn;

import java.util.concurrent.CancellationException;

/**
 * Hears how far a long computation has come, and may end it.
 *
 * <p>Every loop of this library that can take longer than a moment calls {@link #update} at least once per second. An
 * implementation that wants the computation to stop throws {@link CancellationException}; the computation then frees what
 * it holds and lets the exception pass. Calls come from one thread at a time.
 */
@FunctionalInterface
public interface Progress {

    /** Hears nothing and never cancels. */
    Progress NONE = (fraction, message) -> {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The computation was interrupted.");
        }
    };

    /**
     * Takes note of the progress made.
     *
     * @param fraction the share of the work that is done, in [0, 1]
     * @param message what is being done, in words for a user; may be {@code null} to leave the last one
     * @throws CancellationException if the computation is to stop
     */
    void update(double fraction, String message);

    /**
     * A view for one part of the work: its [0, 1] is mapped to [from, to] of this.
     *
     * @param from where the part begins, in [0, 1]
     * @param to where the part ends, in [from, 1]
     * @return the progress of that part
     */
    default Progress part(final double from, final double to) {
        return (fraction, message) -> update(from + (to - from) * fraction, message);
    }
}
