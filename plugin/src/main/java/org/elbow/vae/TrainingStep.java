package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.ParameterGradient;
import org.elbow.nn.WorkerPool;

/**
 * One step of training with the loss −ELBO, averaged over the batch. Two phases over the workers: each takes some rows
 * through the networks and back; then each takes some weights, sums their gradient over the whole batch and hands it on.
 */
final class TrainingStep implements AutoCloseable {

    /** Where the standard normal draws come from. */
    @FunctionalInterface
    interface Noise {
        /** Sets {@code target} to the draw ε for row {@code row} of the batch. */
        void draw(int row, float[] target);
    }

    /** Means over the rows of a batch, in nats. */
    record Loss(double reconstruction, double kl) {
    }

    private final WorkerPool pool;

    private final VaeStructure structure;

    private final FloatBlock parameters;

    private final VaePass pass;

    private final List<VaePass.Worker> workers = new ArrayList<>();

    private final List<float[]> draws = new ArrayList<>();

    private final ParameterGradient gradient;

    private final FloatBlock likelihoodGradient;

    private final float[] likelihoodSum;

    final double[] logLikelihood;

    final double[] kl;

    TrainingStep(final VaeStructure structure, final FloatBlock parameters, final int capacity, final WorkerPool pool) {
        this.pool = pool;
        this.structure = structure;
        this.parameters = parameters;
        pass = new VaePass(structure, parameters, capacity, true);
        gradient = new ParameterGradient(List.of(pass.encoderPass(), pass.decoderPass()), pool.workers());
        likelihoodSum = new float[structure.likelihood().parameters()];
        likelihoodGradient = FloatBlock.allocate(likelihoodSum.length);
        logLikelihood = new double[capacity];
        kl = new double[capacity];
        for (int worker = 0; worker < pool.workers(); worker++) {
            workers.add(pass.newWorker());
            draws.add(new float[structure.latent()]);
        }
    }

    /**
     * Takes a batch forward and back.
     *
     * @param data the rows
     * @param rows indices of rows in {@code data}
     * @param from where the batch begins in {@code rows}
     * @param count the size of the batch
     * @param beta the KL term's weight
     * @param noise draws ε
     * @param consumer takes the gradient of the mean loss
     * @return the loss before the step
     */
    Loss run(final FeatureMatrix data, final int[] rows, final int from, final int count, final double beta,
        final Noise noise, final ParameterGradient.Consumer consumer) {
        pool.run(worker -> {
            final int first = pool.share(count, worker);
            final int end = pool.share(count, worker + 1);
            if (first < end) {
                forward(data, rows, from, first, end, noise, worker);
                backward(first, end, beta, 1.0 / count, workers.get(worker));
            }
            gradient.addRows(worker, first, end, workers.get(worker).scratch);
        });
        sumLikelihoodGradient(count);
        pool.run(worker -> {
            if (worker == 0 && likelihoodSum.length > 0) {
                consumer.accept(structure.likelihoodOffset(), likelihoodGradient, likelihoodSum.length, workers.get(0).scratch);
            }
            gradient.compute(worker, count, consumer, workers.get(worker).scratch);
        });
        return new Loss(-mean(logLikelihood, count), mean(kl, count));
    }

    /** The loss of a batch, without a step; the parameters are as in {@link #run}. */
    Loss evaluate(final FeatureMatrix data, final int[] rows, final int from, final int count, final Noise noise) {
        pool.run(worker -> {
            final int first = pool.share(count, worker);
            final int end = pool.share(count, worker + 1);
            if (first < end) {
                forward(data, rows, from, first, end, noise, worker);
                for (int row = first; row < end; row++) {
                    logLikelihood[row] = pass.logLikelihood(row, workers.get(worker));
                }
            }
        });
        return new Loss(-mean(logLikelihood, count), mean(kl, count));
    }

    private void forward(final FeatureMatrix data, final int[] rows, final int batch, final int from, final int to,
        final Noise noise, final int number) {
        final VaePass.Worker worker = workers.get(number);
        final float[] draw = draws.get(number);
        worker.refresh(structure, parameters);
        for (int row = from; row < to; row++) {
            pass.load(data, rows[batch + row], row, worker);
            noise.draw(row, draw);
            pass.setNoise(row, draw, 0);
        }
        pass.encode(from, to, worker);
        pass.sample(from, to, worker);
        pass.decode(from, to, worker);
        for (int row = from; row < to; row++) {
            pass.posterior(row, worker.posterior);
            kl[row] = VaePass.kl(worker.posterior);
        }
    }

    private void backward(final int from, final int to, final double beta, final double weight,
        final VaePass.Worker worker) {
        for (int row = from; row < to; row++) {
            logLikelihood[row] = pass.likelihoodGradient(row, (float)weight, true, worker);
        }
        pass.decoderBackward(from, to, worker);
        pass.encoderBackward(from, to, beta, weight, worker);
    }

    /** Adds up, in the order of the workers, what each found for its rows. */
    private void sumLikelihoodGradient(final int count) {
        for (int i = 0; i < likelihoodSum.length; i++) {
            double sum = 0;
            for (final VaePass.Worker worker : workers) {
                sum += worker.likelihoodGradient[i];
                worker.likelihoodGradient[i] = 0;
            }
            likelihoodSum[i] = (float)(-sum / count);
        }
        likelihoodGradient.put(0, likelihoodSum, 0, likelihoodSum.length);
    }

    private static double mean(final double[] values, final int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    @Override
    public void close() {
        pass.close();
        workers.forEach(VaePass.Worker::close);
        gradient.close();
        likelihoodGradient.close();
    }
}
