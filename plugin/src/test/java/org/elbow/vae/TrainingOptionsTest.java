package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingOptionsTest {

    @Test
    void epochsForATableMakeAsManyStepsWithinBounds() {
        final TrainingOptions options = TrainingOptions.defaults();
        assertEquals(200, options.withEpochsFor(1).epochs(), "even one row is not gone through more often");
        assertEquals(TrainingOptions.FEWEST_EPOCHS, options.withEpochsFor(10_000_000).epochs());
        for (final int rows : new int[] {4_000, 8_000, 20_000}) {
            final TrainingOptions forRows = options.withEpochsFor(rows);
            final long steps = forRows.plannedSteps(VaeTrainer.trainingRows(rows, options).length);
            assertTrue(steps >= 5_000 && steps < 5_000 + steps / forRows.epochs() + 1, rows + " rows: " + steps + " steps");
            assertEquals(options, forRows.withEpochs(options.epochs()), "nothing else changes");
        }
        assertTrue(options.withBatchSize(32).withEpochsFor(8_000).epochs() < options.withEpochsFor(8_000).epochs(),
            "smaller batches, more of them");
    }
}
