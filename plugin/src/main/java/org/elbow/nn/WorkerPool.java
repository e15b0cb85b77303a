package org.elbow.nn;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that do short pieces of work together, over and over: a training step is two such pieces, a few
 * milliseconds each. {@link #run} gives every worker its number and returns when all are done.
 *
 * <p>A pool belongs to one computation; two computations at once have a pool each and do not touch each other's.
 */
public final class WorkerPool implements AutoCloseable {

    /** One piece of work, done by all workers. */
    @FunctionalInterface
    public interface Work {
        /** @param worker the number of the worker, in [0, workers) */
        void run(int worker);
    }

    /** A piece of work on some rows. */
    @FunctionalInterface
    public interface RowWork {
        /** Works on rows [from, to); {@code worker} is the number of the worker that does it, in [0, workers). */
        void run(int worker, int from, int to);
    }

    /** How long the caller waits for the others between two looks at the user's wish to cancel, in nanoseconds. */
    private static final long PATIENCE = 50_000_000;

    /** How often a thread looks again before it goes to sleep; about 20 microseconds. */
    private static final int LOOKS = 2_000;

    private final Thread[] threads;

    private final int workers;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private final AtomicInteger unfinished = new AtomicInteger();

    private volatile int round;

    private volatile Work work;

    private volatile Thread caller;

    /**
     * Starts a pool.
     *
     * @param workers how many work at once, the calling thread included; 0 for as many as there are processors
     */
    public WorkerPool(final int workers) {
        NativeRuntime.start();
        NativeRuntime.useOneThreadHere();
        this.workers = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
        threads = new Thread[this.workers - 1];
        for (int i = 0; i < threads.length; i++) {
            final int number = i + 1;
            threads[i] = new Thread(() -> serve(number), "Elbow worker " + number);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    /** @return how many workers share a piece of work */
    public int workers() {
        return workers;
    }

    /**
     * Has every worker do the piece of work, the calling thread being worker 0, and waits for all of them. What the workers
     * wrote is visible to the caller afterwards. Must be called by one thread at a time, and not from within a piece of work.
     *
     * @throws RuntimeException what a worker threw, when all have ended
     */
    public void run(final Work piece) {
        work = piece;
        caller = Thread.currentThread();
        unfinished.set(threads.length);
        round++; // NOSONAR only the caller writes it
        for (final Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        attempt(piece, 0);
        for (int looks = 0; unfinished.get() > 0; looks++) {
            pause(looks);
        }
        work = null;
        final Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown != null) {
            throw (RuntimeException)thrown;
        }
    }

    /** Divides rows among the workers: where the share of {@code worker} begins (and that of the one before it ends). */
    public int share(final int rows, final int worker) {
        return (int)((long)rows * worker / workers);
    }

    /**
     * Divides rows into blocks, which the workers take one after the other, and waits for all of them.
     *
     * @param rows how many rows there are
     * @param blockSize rows per block; the last block may be smaller
     * @param progress hears of the share of blocks that are taken, from the calling thread, also while that waits for others
     * @param message what is being done, in words for a user
     * @param piece what to do with a block
     * @throws CancellationException if {@code progress} says so; blocks that are begun are finished before
     */
    public void forEachBlock(final int rows, final int blockSize, final Progress progress, final String message,
        final RowWork piece) {
        final int blocks = (rows + blockSize - 1) / blockSize;
        final AtomicInteger next = new AtomicInteger();
        run(worker -> {
            try {
                for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
                    if (worker == 0) {
                        progress.update((double)block / blocks, message);
                    }
                    piece.run(worker, block * blockSize, Math.min(rows, (block + 1) * blockSize));
                }
                while (worker == 0 && unfinished.get() > 0) {
                    progress.update(1, message);
                    LockSupport.parkNanos(this, PATIENCE); // the last of the others unparks
                }
            } catch (final RuntimeException | Error e) {
                next.set(blocks); // nobody need take another block
                throw e;
            }
        });
        progress.update(1, message);
    }

    private void serve(final int number) {
        NativeRuntime.useOneThreadHere();
        int done = 0;
        for (;;) {
            for (int looks = 0; round == done; looks++) {
                pause(looks);
            }
            done++;
            final Work piece = work;
            if (piece == null) {
                return;
            }
            attempt(piece, number);
            if (unfinished.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void attempt(final Work piece, final int number) {
        try {
            piece.run(number);
        } catch (final RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void pause(final int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park(this); // whoever changes what is waited for unparks, before or after
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        work = null;
        round++; // NOSONAR only the caller writes it
        for (final Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
