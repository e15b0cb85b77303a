package org.elbow.benchmarks;

import java.util.function.BiConsumer;

import org.elbow.data.FeatureMatrix;
import org.elbow.vae.Architecture;
import org.elbow.vae.VaeModel;

/**
 * A model scores rows, all at once.
 *
 * @param architecture the networks of the model
 * @param rowCount how many rows there are
 * @param score scores them
 */
record Scoring(Architecture architecture, int rowCount, BiConsumer<VaeModel, FeatureMatrix> score) implements Work {

    @Override
    public void repeat(final Stopwatch stopwatch) {
        final VaeModel model = Inputs.model(architecture);
        try (FeatureMatrix rows = Inputs.imageLikeRows(rowCount)) {
            stopwatch.resume();
            do {
                score.accept(model, rows);
            } while (stopwatch.lap());
        }
    }
}
