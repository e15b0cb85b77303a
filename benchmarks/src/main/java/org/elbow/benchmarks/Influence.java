package org.elbow.benchmarks;

import org.elbow.data.FeatureMatrix;
import org.elbow.influence.InfluenceOptions;
import org.elbow.influence.TracIn;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.VaeModel;

/**
 * The influence of 2,000 training rows on each of 100 test rows: one checkpoint, one draw.
 *
 * @param architecture the networks of the model
 */
record Influence(Architecture architecture) implements Work {

    private static final int TRAINING_ROWS = 2000;

    private static final int TEST_ROWS = 100;

    @Override
    public void repeat(final Stopwatch stopwatch) {
        final VaeModel model = Inputs.model(architecture);
        final InfluenceOptions options = new InfluenceOptions(1, 1, Benchmark.THREADS);
        try (FeatureMatrix training = Inputs.imageLikeRows(TRAINING_ROWS);
                FeatureMatrix test = Inputs.imageLikeRows(TEST_ROWS)) {
            stopwatch.resume();
            do {
                TracIn.influence(model, training, test, options, Progress.NONE);
            } while (stopwatch.lap());
        }
    }
}
