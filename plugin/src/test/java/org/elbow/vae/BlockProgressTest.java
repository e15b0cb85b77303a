package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class BlockProgressTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();

    private final List<String> messages = new ArrayList<>();

    private final List<Double> fractions = new ArrayList<>();

    private BlockProgress progress(final int rows, final long stepsPerRow, final int rowsPerBlock) {
        return new BlockProgress((fraction, message) -> {
            fractions.add(fraction);
            messages.add(message);
        }, rows, stepsPerRow, rowsPerBlock, clock::get);
    }

    private String last() {
        return messages.get(messages.size() - 1);
    }

    @Test
    void theFirstBlockTellsHowLongAllRowsTake() {
        final BlockProgress progress = progress(1000, 10, 8);
        progress.update(0, "Tuning");
        assertEquals("Tuning", last());
        clock.set(SECOND);
        progress.advance(0, 40);
        assertEquals("Tuning", last(), "half a block");
        clock.set(3 * SECOND / 2);
        progress.advance(1, 40); // another worker's
        progress.advance(0, 1);
        // 81 of 10,000 steps in 1.5 seconds: 185 seconds
        assertEquals("Tuning: about 3 minutes for 1,000 rows", last());
        assertEquals(0.0081, fractions.get(fractions.size() - 1), 1e-12);
    }

    @Test
    void whereABlockTakesLongTwoSecondsAreEnough() {
        final BlockProgress progress = progress(64, 1_000_000, 64);
        progress.update(0, "Tuning");
        clock.set(2 * SECOND);
        progress.advance(0, 100_000);
        assertEquals("Tuning: about 21 minutes for 64 rows", last()); // 640 × 2 seconds
    }

    @Test
    void theEstimateFollowsThePace() {
        final BlockProgress progress = progress(100, 1, 1);
        progress.update(0, "Tuning");
        clock.set(SECOND);
        progress.advance(0, 1);
        assertEquals("Tuning: about 2 minutes for 100 rows", last());
        clock.set(2 * SECOND);
        progress.advance(0, 49);
        assertEquals("Tuning: about 4 seconds for 100 rows", last());
    }

    @Test
    void timeSpentOnOtherWorkDoesNotCount() {
        final BlockProgress progress = progress(100, 1, 1);
        progress.update(0, "Tuning");
        clock.set(SECOND);
        progress.advance(0, 10);
        assertEquals("Tuning: about 10 seconds for 100 rows", last());
        progress.pause();
        clock.set(60 * SECOND);
        progress.resume();
        clock.set(61 * SECOND);
        progress.advance(0, 10);
        assertEquals("Tuning: about 10 seconds for 100 rows", last());
    }

    @Test
    void withoutKnowingTheRowsNothingIsTold() {
        final BlockProgress progress = new BlockProgress((fraction, message) -> messages.add(message), 100);
        progress.update(0, "Sampling");
        progress.advance(1, 50);
        progress.update(0, null);
        assertEquals("Sampling", last());
    }

    @Test
    void durationsAreToldAsPeopleSayThem() {
        assertEquals("1 second", BlockProgress.inWords(0.01));
        assertEquals("14 seconds", BlockProgress.inWords(14.4));
        assertEquals("45 seconds", BlockProgress.inWords(44));
        assertEquals("2 minutes", BlockProgress.inWords(91));
        assertEquals("89 minutes", BlockProgress.inWords(89 * 60));
        assertEquals("2.5 hours", BlockProgress.inWords(9000));
    }

    @Test
    void whoCancelsStopsTheOtherWorkersToo() {
        final BlockProgress progress = new BlockProgress((fraction, message) -> {
            throw new CancellationException();
        }, 10, 10, 5, clock::get);
        progress.advance(1, 1);
        clock.set(SECOND);
        assertThrows(CancellationException.class, () -> progress.advance(0, 1));
        assertThrows(CancellationException.class, () -> progress.advance(1, 1));
    }
}
