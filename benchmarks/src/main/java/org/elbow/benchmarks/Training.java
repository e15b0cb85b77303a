package org.elbow.benchmarks;

import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;

/**
 * Training steps on batches of 128 rows, through the public trainer and timed by its own reports of progress. What happens
 * between two epochs is in no step's time.
 *
 * @param architecture the networks
 * @param objective what to minimise
 */
record Training(Architecture architecture, Objective objective) implements Work {

    private static final int BATCH = 128;

    private static final int STEPS_PER_EPOCH = 50;

    private static final double LEARNING_RATE = 1e-3;

    @Override
    public void repeat(final Stopwatch stopwatch) {
        final TrainingOptions options =
            new TrainingOptions(Integer.MAX_VALUE, BATCH, LEARNING_RATE, 1, 0, 0, 0, 0, 7, Benchmark.THREADS);
        final Progress steps = (fraction, message) -> {
            if (message != null) { // only what is not a step, such as an epoch's end, comes with a message
                stopwatch.resume();
            } else if (!stopwatch.lap()) {
                throw new CancellationException("enough steps");
            }
        };
        try (FeatureMatrix rows = Inputs.imageLikeRows(BATCH * STEPS_PER_EPOCH)) {
            VaeTrainer.train(rows, Inputs.encoding(), architecture, Inputs.likelihood(), objective, options, steps);
        } catch (final CancellationException e) {
            if (stopwatch.count() == 0) {
                throw e;
            }
        }
    }
}
