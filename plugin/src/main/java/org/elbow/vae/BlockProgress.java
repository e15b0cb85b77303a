package org.elbow.vae;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.elbow.nn.Progress;

/**
 * The progress of work on blocks of rows, each of which may take long. Only the calling thread, which is worker 0, may report;
 * when it learns that the work is to stop, the others learn it from here. If the rows are known, then as soon as a block's
 * worth of work is measured, or two seconds have gone by, the message tells how long all of them will take. Work that goes on
 * chunk by chunk of a table, with other work in between, stops the clock meanwhile.
 */
public final class BlockProgress implements Progress {

    /** Reports are this far apart, in nanoseconds. */
    private static final long INTERVAL = 100_000_000;

    /** A measurement this long, in nanoseconds, will do. */
    private static final long MEASUREMENT = 2_000_000_000;

    private final Progress progress;

    private final long rows;

    private final long steps;

    private final long stepsPerBlock;

    private final LongSupplier clock;

    private final AtomicLong done = new AtomicLong();

    /** When the work would have begun if it had never been interrupted. */
    private long start;

    private long lastReport;

    private long pausedAt;

    private String work;

    private volatile RuntimeException stop;

    /**
     * Does not tell how long the work takes.
     *
     * @param progress hears of everything
     * @param steps of all rows together
     */
    public BlockProgress(final Progress progress, final long steps) {
        this(progress, 0, steps, Long.MAX_VALUE, System::nanoTime);
    }

    /**
     * Tells how long the work takes.
     *
     * @param progress hears of everything
     * @param rows to be worked on
     * @param stepsPerRow work for a row, in steps of about the same length
     * @param rowsPerBlock rows that a worker takes at once
     */
    public BlockProgress(final Progress progress, final long rows, final long stepsPerRow, final int rowsPerBlock) {
        this(progress, rows, stepsPerRow, rowsPerBlock, System::nanoTime);
    }

    BlockProgress(final Progress progress, final long rows, final long stepsPerRow, final int rowsPerBlock,
        final LongSupplier clock) {
        this(progress, rows, rows * stepsPerRow, Math.min(rows, rowsPerBlock) * stepsPerRow, clock);
    }

    private BlockProgress(final Progress progress, final long rows, final long steps, final long stepsPerBlock,
        final LongSupplier clock) {
        this.progress = progress;
        this.rows = rows;
        this.clock = clock;
        this.steps = steps;
        this.stepsPerBlock = stepsPerBlock;
        start = clock.getAsLong();
        lastReport = start;
    }

    /**
     * Reports what is done, whatever {@code fraction} says: blocks that are taken are not finished.
     *
     * @param fraction counts only if there is nothing to do
     * @param message what is being done, in words for a user; {@code null} for the same as before
     */
    @Override
    public void update(final double fraction, final String message) {
        lastReport = clock.getAsLong();
        work = message == null ? work : message;
        try {
            progress.update(steps == 0 ? fraction : Math.min(1, (double)done.get() / steps),
                work == null ? null : work + estimate());
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
        advance(block.number(), count);
    }

    /** The same where workers have numbers only. */
    public void advance(final int worker, final int count) {
        done.addAndGet(count);
        if (stop != null) {
            throw stop;
        }
        if (worker == 0 && clock.getAsLong() - lastReport > INTERVAL) {
            update(0, null);
        }
    }

    /** Stops the clock until {@link #resume}. */
    public void pause() {
        pausedAt = clock.getAsLong();
    }

    /** Lets the clock go on. */
    public void resume() {
        start += clock.getAsLong() - pausedAt;
    }

    /** How long all rows take, from what is done so far; nothing as long as that is too little. */
    private String estimate() {
        final long finished = done.get();
        final long elapsed = lastReport - start;
        if (rows == 0 || finished == 0 || finished < stepsPerBlock && elapsed < MEASUREMENT) {
            return "";
        }
        return String.format(Locale.ROOT, ": about %s for %,d %s", inWords(1e-9 * elapsed * steps / finished), rows,
            rows == 1 ? "row" : "rows");
    }

    /** A duration as one says it: "45 seconds", "3 minutes", "2.5 hours". */
    static String inWords(final double seconds) {
        if (seconds < 90) {
            final long step = seconds < 20 ? 1 : 5;
            return counted(Math.max(1, step * Math.round(seconds / step)), "second");
        }
        final double minutes = seconds / 60;
        return minutes < 90 ? counted(Math.round(minutes), "minute")
            : String.format(Locale.ROOT, "%.1f hours", minutes / 60);
    }

    private static String counted(final long number, final String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
