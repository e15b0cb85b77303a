package org.elbow.vae;

import java.util.concurrent.atomic.AtomicLong;

import org.elbow.nn.Progress;

/**
 * The progress of work on blocks of rows, each of which may take long. Only the calling thread, which is worker 0, may report;
 * when it learns that the work is to stop, the others learn it from here.
 */
public final class BlockProgress implements Progress {

    /** Reports are this far apart, in nanoseconds. */
    private static final long INTERVAL = 100_000_000;

    private final Progress progress;

    private final long steps;

    private final AtomicLong done = new AtomicLong();

    private long lastReport = System.nanoTime();

    private volatile RuntimeException stop;

    /**
     * @param progress hears of everything
     * @param steps of all rows together
     */
    public BlockProgress(final Progress progress, final long steps) {
        this.progress = progress;
        this.steps = steps;
    }

    /** Reports what is done, whatever {@code fraction} says: blocks that are taken are not finished. */
    @Override
    public void update(final double fraction, final String message) {
        lastReport = System.nanoTime();
        try {
            progress.update(steps == 0 ? fraction : Math.min(1, (double)done.get() / steps), message);
        } catch (final RuntimeException e) {
            stop = e;
            throw e;
        }
    }

    /**
     * Takes note of steps done. Called by the worker that did them, and often.
     *
     * @param block the worker's
     * @param count steps done since the last call
     * @throws java.util.concurrent.CancellationException if the work is to stop
     */
    public void advance(final PassPool.Block block, final int count) {
        done.addAndGet(count);
        if (stop != null) {
            throw stop;
        }
        if (block.number() == 0 && System.nanoTime() - lastReport > INTERVAL) {
            update(0, null);
        }
    }
}
