package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyWorkerDoesEveryPieceOnce(final int workers) {
        try (WorkerPool pool = new WorkerPool(workers)) {
            final AtomicIntegerArray done = new AtomicIntegerArray(workers);
            for (int i = 0; i < 1000; i++) {
                pool.run(done::incrementAndGet);
            }
            for (int worker = 0; worker < workers; worker++) {
                assertEquals(1000, done.get(worker));
            }
        }
    }

    @Test
    void sharesCoverAllRowsOnce() {
        try (WorkerPool pool = new WorkerPool(3)) {
            for (final int rows : new int[]{0, 1, 2, 3, 100}) {
                assertEquals(0, pool.share(rows, 0));
                assertEquals(rows, pool.share(rows, 3));
                for (int worker = 0; worker < 3; worker++) {
                    assertTrue(pool.share(rows, worker) <= pool.share(rows, worker + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatAWorkerThrowsReachesTheCallerAndThePoolGoesOn(final int failing) {
        try (WorkerPool pool = new WorkerPool(2)) {
            final IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> pool.run(worker -> {
                if (worker == failing) {
                    throw new IllegalStateException("worker " + worker);
                }
            }));
            assertEquals("worker " + failing, thrown.getMessage());
            final AtomicIntegerArray done = new AtomicIntegerArray(2);
            pool.run(done::incrementAndGet);
            assertEquals(2, done.get(0) + done.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1000})
    void blocksCoverAllRowsOnce(final int rows) {
        try (WorkerPool pool = new WorkerPool(2)) {
            final AtomicIntegerArray seen = new AtomicIntegerArray(Math.max(1, rows));
            pool.forEachBlock(rows, 64, Progress.NONE, "", (worker, from, to) -> {
                for (int row = from; row < to; row++) {
                    seen.incrementAndGet(row);
                }
            });
            for (int row = 0; row < rows; row++) {
                assertEquals(1, seen.get(row), "row " + row);
            }
        }
    }

    @Test
    void cancelEndsTheBlocks() {
        try (WorkerPool pool = new WorkerPool(2)) {
            final AtomicIntegerArray seen = new AtomicIntegerArray(1);
            final Progress cancelAtOnce = (fraction, message) -> {
                throw new CancellationException();
            };
            assertThrows(CancellationException.class,
                () -> pool.forEachBlock(1_000_000, 1, cancelAtOnce, "", (worker, from, to) -> {
                    seen.incrementAndGet(0);
                    Thread.onSpinWait();
                }));
            assertTrue(seen.get(0) < 1_000_000, "blocks done: " + seen.get(0));
        }
    }

    @Test
    void theCallerHearsOfCancelAlsoWhileItWaitsForTheOthers() {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch cancelled = new CountDownLatch(1);
        try (WorkerPool pool = new WorkerPool(2)) {
            final Progress cancelAtTheEnd = (fraction, message) -> {
                if (fraction == 1) {
                    cancelled.countDown();
                    throw new CancellationException();
                }
            };
            final AtomicBoolean inTime = new AtomicBoolean();
            assertThrows(CancellationException.class, () -> pool.forEachBlock(2, 1, cancelAtTheEnd, "", (worker, from, to) -> {
                if (worker == 0) {
                    await(begun);
                } else {
                    begun.countDown();
                    inTime.set(await(cancelled));
                }
            }));
            assertTrue(inTime.get());
        }
    }

    private static boolean await(final CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
