package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.GradientSums;
import org.elbow.nn.ParameterGradient;
import org.elbow.nn.Scratch;

/** Runs the terms of a loss on one batch, forward and back, in two shares as two threads would, and keeps the gradient. */
public final class TermHarness implements AutoCloseable {

    private final VaeModel model;

    private final FloatBlock parameters;

    private final int rows;

    public final VaePass batch;

    public TermHarness(final VaeModel model, final FeatureMatrix x) {
        this.model = model;
        rows = x.rows();
        parameters = FloatBlock.of(model.parameters());
        batch = new VaePass(model.structure(), parameters, rows, true);
        try (VaeWorker worker = batch.newWorker()) {
            for (int row = 0; row < rows; row++) {
                batch.load(x, row, row, worker);
            }
        }
    }

    /** The gradient of the sum of the terms' means by all parameters. */
    public float[] gradient(final MainTerm main, final List<LossTerm> penalties, final double beta,
        final StepContext.Noise noise) {
        final StepContext step = new StepContext(0, rows, beta, 1000, noise);
        final float[] gradient = new float[model.parameters().length];
        final List<GradientSource> sources = new ArrayList<>(List.of(batch.encoderPass()));
        sources.addAll(main.gradientSources());
        penalties.forEach(term -> sources.addAll(term.gradientSources()));
        final List<GradientSums> partial = new ArrayList<>(main.gradientSums());
        penalties.forEach(term -> partial.addAll(term.gradientSums()));
        try (ParameterGradient sums = new ParameterGradient(sources, partial, 2)) {
            final Scratch scratch = new Scratch();
            for (int share = 0; share < 2; share++) {
                final int from = share * rows / 2;
                final int to = (share + 1) * rows / 2;
                try (VaeWorker worker = batch.newWorker(share)) {
                    for (int row = from; row < to; row++) {
                        noise.draw(StepContext.CODE, row, worker.noise);
                        batch.setNoise(row, worker.noise, 0);
                    }
                    batch.encode(from, to, worker);
                    main.beginBatch(share);
                    final int number = share;
                    penalties.forEach(term -> term.beginBatch(number));
                    main.forward(from, to, step, worker);
                    penalties.forEach(term -> term.forward(from, to, step, worker));
                    batch.clearPosteriorAdjoint(from, to);
                    main.backward(from, to, step, worker);
                    penalties.forEach(term -> term.backward(from, to, step, worker));
                    batch.encoderBackward(from, to, worker);
                    sums.addRows(share, from, to, worker.scratch);
                    for (int i = 0; i < worker.likelihoodGradient.length; i++) {
                        gradient[model.structure().likelihoodOffset() + i] += (float)worker.likelihoodGradient[i];
                    }
                }
            }
            for (int share = 0; share < 2; share++) {
                sums.compute(share, rows, (offset, block, count, s) -> block.get(0, gradient, (int)offset, count), scratch);
            }
            scratch.close();
        }
        return gradient;
    }

    /** The term that is minus the ELBO. */
    public MainTerm elbo() {
        return new ElboTerm(batch, rows);
    }

    /** The mean over the rows of what a function gives. */
    public double mean(final Function<Integer, Double> value) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += value.apply(row);
        }
        return sum / rows;
    }

    @Override
    public void close() {
        batch.close();
        parameters.close();
    }
}
