package org.elbow.vae;

import java.util.List;

import org.elbow.nn.GradientSource;
import org.elbow.nn.Pass;

/** The negative evidence lower bound: −log p(x|z) + β KL(q(z|x) ‖ p(z)), z drawn from q. */
final class ElboTerm implements MainTerm {

    private final VaePass batch;

    final double[] logLikelihood;

    final double[] kl;

    private double beta;

    ElboTerm(final VaePass batch, final int capacity) {
        this.batch = batch;
        logLikelihood = new double[capacity];
        kl = new double[capacity];
    }

    @Override
    public void forward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        beta = step.beta();
        batch.sample(from, to, worker);
        batch.decode(from, to, worker);
        for (int row = from; row < to; row++) {
            // the adjoint comes with the value for little more; it is used if the backward pass follows
            logLikelihood[row] = batch.likelihoodGradient(row, (float)step.weight(), worker);
            batch.posterior(row, worker.posterior);
            kl[row] = VaePass.kl(worker.posterior);
        }
    }

    @Override
    public void backward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        batch.decoderBackward(from, to, worker);
        for (int row = from; row < to; row++) {
            batch.posterior(row, worker.posterior);
            batch.posteriorAdjoint(row, worker.posterior, beta * step.weight(), worker.posteriorAdjoint, worker);
            batch.addPosteriorAdjoint(row, worker.posteriorAdjoint, worker);
        }
    }

    @Override
    public double value(final int row) {
        return beta * kl[row] - logLikelihood[row];
    }

    @Override
    public double reconstruction(final int row) {
        return -logLikelihood[row];
    }

    @Override
    public double divergence(final int row) {
        return kl[row];
    }

    @Override
    public Pass decoderPass() {
        return batch.decoderPass();
    }

    @Override
    public List<GradientSource> gradientSources() {
        return List.of(batch.decoderPass());
    }

    @Override
    public void close() {
        // the passes are the batch's
    }
}
