package org.elbow.vae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.ClippedGradient;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.GradientSums;
import org.elbow.nn.ParameterGradient;
import org.elbow.nn.WorkerPool;

/**
 * One step of training, the loss being the mean of an objective over the batch. Two phases over the workers: each takes some
 * rows through the networks and back; then each takes some weights, sums their gradient over the whole batch and hands it on.
 */
final class TrainingStep implements AutoCloseable {

    /** Means over the rows of a batch, in nats: the bound, its two parts, and the penalties. */
    record Loss(double bound, double reconstruction, double divergence, double penalty) {

        boolean isFinite() {
            return Double.isFinite(bound + penalty);
        }
    }

    private final WorkerPool pool;

    private final VaeStructure structure;

    private final FloatBlock parameters;

    private final VaePass batch;

    private final MainTerm main;

    private final InputPerturbation perturbation;

    private final List<LossTerm> penalties = new ArrayList<>();

    private final List<VaeWorker> workers = new ArrayList<>();

    private final ParameterGradient gradient;

    private final FloatBlock likelihoodGradient;

    private final float[] likelihoodSum;

    TrainingStep(final VaeStructure structure, final FloatBlock parameters, final Objective objective, final int capacity,
        final WorkerPool pool) {
        this.pool = pool;
        this.structure = structure;
        this.parameters = parameters;
        batch = new VaePass(structure, parameters, capacity, true);
        main = objective.bound().create(batch, capacity, pool.workers());
        perturbation = objective.perturbation();
        objective.penalties().forEach(penalty -> penalties.add(penalty.create(batch, main, capacity, pool.workers())));
        final List<GradientSource> sources = new ArrayList<>(List.of(batch.encoderPass()));
        sources.addAll(main.gradientSources());
        penalties.forEach(term -> sources.addAll(term.gradientSources()));
        final List<GradientSums> sums = new ArrayList<>(main.gradientSums());
        penalties.forEach(term -> sums.addAll(term.gradientSums()));
        gradient = new ParameterGradient(sources, sums, pool.workers());
        likelihoodSum = new float[structure.likelihood().parameters()];
        likelihoodGradient = FloatBlock.allocate(likelihoodSum.length);
        for (int worker = 0; worker < pool.workers(); worker++) {
            workers.add(batch.newWorker(worker));
        }
    }

    /** The rows of the last batch and their posteriors, for tests that look at single rows. */
    VaePass batch() {
        return batch;
    }

    /** The bound, for tests that look at single rows. */
    MainTerm main() {
        return main;
    }

    /**
     * Takes a batch forward and back. If the loss is not a finite number, no gradient is handed on.
     *
     * @param data the rows
     * @param rows indices of rows in {@code data}
     * @param from where the batch begins in {@code rows}
     * @param step its size and what else the terms need
     * @param consumer takes the gradient of the mean loss
     * @return the loss before the step
     */
    Loss run(final FeatureMatrix data, final int[] rows, final int from, final StepContext step,
        final ParameterGradient.Consumer consumer) {
        pool.run(number -> {
            final int first = pool.share(step.rows(), number);
            final int end = pool.share(step.rows(), number + 1);
            final VaeWorker worker = workers.get(number);
            main.beginBatch(number);
            penalties.forEach(term -> term.beginBatch(number));
            if (first < end) {
                forward(data, rows, from, first, end, step, worker, true);
                batch.clearPosteriorAdjoint(first, end);
                main.backward(first, end, step, worker);
                penalties.forEach(term -> term.backward(first, end, step, worker));
                batch.encoderBackward(first, end, worker);
            }
            gradient.addRows(number, first, end, worker.scratch);
        });
        final Loss loss = loss(step.rows(), true);
        sumLikelihoodGradient();
        if (!loss.isFinite()) {
            return loss; // the parameters stay as they are
        }
        pool.run(number -> {
            if (number == 0 && likelihoodSum.length > 0) {
                consumer.accept(structure.likelihoodOffset(), likelihoodGradient, likelihoodSum.length, workers.get(0).scratch);
            }
            gradient.compute(number, step.rows(), consumer, workers.get(number).scratch);
        });
        return loss;
    }

    /** Has the terms begin with what they had learned in a training before, by name. */
    void startFrom(final Map<String, float[]> learned) {
        main.startFrom(learned);
        penalties.forEach(term -> term.startFrom(learned));
    }

    /** Hands a gradient that was stored on to an optimiser, by all workers. */
    void apply(final ClippedGradient stored, final ParameterGradient.Consumer optimiser) {
        pool.run(number -> stored.apply(number, optimiser, workers.get(number).scratch));
    }

    /** Updates what the terms themselves learn, and forgets the gradient of this step. */
    void endStep(final double learningRate) {
        main.endStep(learningRate);
        penalties.forEach(term -> term.endStep(learningRate));
    }

    /** @return what the terms themselves have learned, by name */
    Map<String, float[]> learned() {
        final Map<String, float[]> learned = new LinkedHashMap<>(main.learned());
        penalties.forEach(term -> learned.putAll(term.learned()));
        return learned;
    }

    /** The bound of a batch, without penalties and without a step; the parameters are as in {@link #run}. */
    Loss evaluate(final FeatureMatrix data, final int[] rows, final int from, final StepContext step) {
        pool.run(number -> {
            final int first = pool.share(step.rows(), number);
            final int end = pool.share(step.rows(), number + 1);
            if (first < end) {
                forward(data, rows, from, first, end, step, workers.get(number), false);
            }
        });
        workers.forEach(VaeWorker::forgetLikelihoodGradient);
        return loss(step.rows(), false);
    }

    private void forward(final FeatureMatrix data, final int[] rows, final int offset, final int from, final int to,
        final StepContext step, final VaeWorker worker, final boolean training) {
        final long change = training ? step.step() : InputPerturbation.KEPT_OUT;
        worker.refresh(structure, parameters);
        for (int row = from; row < to; row++) {
            batch.load(data, rows[offset + row], row, worker);
            if (perturbation != InputPerturbation.NONE) {
                batch.perturb(perturbation, change, rows[offset + row], row, worker);
            }
            step.noise().draw(StepContext.CODE, row, worker.noise);
            batch.setNoise(row, worker.noise, 0);
        }
        batch.encode(from, to, worker);
        main.forward(from, to, step, worker);
        if (training) {
            penalties.forEach(term -> term.forward(from, to, step, worker));
        }
    }

    private Loss loss(final int count, final boolean withPenalties) {
        double bound = 0;
        double reconstruction = 0;
        double divergence = 0;
        double penalty = 0;
        for (int row = 0; row < count; row++) {
            bound += main.value(row);
            reconstruction += main.reconstruction(row);
            divergence += main.divergence(row);
            if (withPenalties) {
                for (final LossTerm term : penalties) {
                    penalty += term.value(row);
                }
            }
        }
        return new Loss(bound / count, reconstruction / count, divergence / count, penalty / count);
    }

    /** Adds up, in the order of the workers, what each found for its rows. */
    private void sumLikelihoodGradient() {
        for (int i = 0; i < likelihoodSum.length; i++) {
            double sum = 0;
            for (final VaeWorker worker : workers) {
                sum += worker.likelihoodGradient[i];
            }
            likelihoodSum[i] = (float)sum;
        }
        workers.forEach(VaeWorker::forgetLikelihoodGradient);
        likelihoodGradient.put(0, likelihoodSum, 0, likelihoodSum.length);
    }

    @Override
    public void close() {
        main.close();
        penalties.forEach(LossTerm::close);
        batch.close();
        workers.forEach(VaeWorker::close);
        gradient.close();
        likelihoodGradient.close();
    }
}
