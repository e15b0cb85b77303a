package org.elbow.influence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;

import org.elbow.vae.Checkpoint;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;

class WeightedCheckpointsTest {

    @Test
    void aCheckpointCountsForTheStepsSinceTheOneBefore() {
        final VaeModel model = LinearGaussian.model(0);
        final List<Checkpoint> checkpoints =
            List.of(new Checkpoint(10, 0.1, model.parameters()), new Checkpoint(40, 0.02, model.parameters()));
        final TrainingRecord record = new TrainingRecord(TrainingOptions.defaults().withBatchSize(25), "the bound", 1000, 1,
            40, 1, 0, "end");
        final WeightedCheckpoints found = WeightedCheckpoints.of(new VaeModel(model.architecture(), model.likelihood(),
            model.encoding(), model.parameters(), checkpoints, record));
        // learning rate × batch size × steps / rows
        assertArrayEquals(new double[]{0.1 * 25 * 10 / 1000, 0.02 * 25 * 30 / 1000}, found.weights(), 1e-15);
        assertSame(model.parameters(), found.parameters().get(1));
    }
}
