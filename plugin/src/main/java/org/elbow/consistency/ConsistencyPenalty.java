package org.elbow.consistency;

import java.util.List;

import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.StepContext;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeWorker;

/**
 * Consistency regularisation (Sinha and Dieng 2021, equation 4): beside the bound for a row x, that for a transformed row x̃,
 * and λ times how far the two posteriors are apart: −ELBO(x̃) + λ KL(q(z|x̃) ‖ q(z|x)).
 *
 * @param lambda λ, 0 or more
 * @param transformation makes x̃ from x
 * @param seed of the transformations
 */
public record ConsistencyPenalty(double lambda, Transformation transformation, long seed) implements Objective.Penalty {

    /** @throws IllegalArgumentException if λ is out of range or there is no transformation */
    public ConsistencyPenalty {
        if (!(lambda >= 0 && lambda <= 1e6)) {
            throw new IllegalArgumentException(
                "The weight λ of the consistency penalty is " + lambda + "; it must be between 0 and 1,000,000.");
        }
        if (transformation == null) {
            throw new IllegalArgumentException("The consistency penalty has no transformation.");
        }
    }

    @Override
    public LossTerm create(final VaePass batch, final MainTerm main, final int capacity, final int workers) {
        return new Term(batch, capacity);
    }

    @Override
    public String describe() {
        return "consistency (λ = " + lambda + ")";
    }

    final class Term implements LossTerm {

        private final VaePass original;

        private final VaePass transformed;

        private final int latent;

        private final double[] values;

        Term(final VaePass original, final int capacity) {
            this.original = original;
            latent = original.latent();
            transformed = new VaePass(original.structure(), original.parameters(), capacity, true);
            values = new double[capacity];
        }

        @Override
        public void forward(final int from, final int to, final StepContext step, final VaeWorker worker) {
            final FloatBlock rows = original.features();
            final int features = original.structure().likelihood().features();
            final float[] row = new float[features];
            final float[] target = new float[features];
            final float[] noise = new float[latent];
            final float[] posterior = new float[2 * latent];
            final float[] other = new float[2 * latent];
            for (int i = from; i < to; i++) {
                rows.get((long)i * features, row, 0, features);
                transformation.apply(row, target, RandomStreams.of(seed, step.step(), i));
                transformed.features().put((long)i * features, target, 0, features);
                step.noise().draw(StepContext.TRANSFORMED_CODE, i, noise);
                transformed.setNoise(i, noise, 0);
            }
            transformed.encode(from, to, worker);
            transformed.sample(from, to, worker);
            transformed.decode(from, to, worker);
            for (int i = from; i < to; i++) {
                transformed.posterior(i, posterior);
                original.posterior(i, other);
                values[i] = step.beta() * VaePass.kl(posterior) + lambda * ConsistencyPenalty.divergence(posterior, other)
                    - transformed.likelihoodGradient(i, (float)step.weight(), worker);
            }
        }

        @Override
        public void backward(final int from, final int to, final StepContext step, final VaeWorker worker) {
            final float[] posterior = new float[2 * latent];
            final float[] other = new float[2 * latent];
            final float[] adjoint = new float[2 * latent];
            transformed.decoderBackward(from, to, worker);
            transformed.clearPosteriorAdjoint(from, to);
            for (int i = from; i < to; i++) {
                transformed.posterior(i, posterior);
                original.posterior(i, other);
                transformed.posteriorAdjoint(i, posterior, step.beta() * step.weight(), adjoint, worker);
                transformed.addPosteriorAdjoint(i, adjoint, worker);
                addDivergence(i, posterior, other, lambda * step.weight(), adjoint, worker);
            }
            transformed.encoderBackward(from, to, worker);
        }

        /** Adds the derivative of weight · KL(q(z|x̃) ‖ q(z|x)) to both posteriors' adjoints. */
        private void addDivergence(final int row, final float[] q, final float[] p, final double weight,
            final float[] adjoint, final VaeWorker worker) {
            final float[] ofOriginal = new float[2 * latent];
            for (int i = 0; i < latent; i++) {
                final double precision = Math.exp(-p[latent + i]);
                final double difference = (q[i] - p[i]) * precision;
                final double ratio = Math.exp(q[latent + i]) * precision;
                adjoint[i] = (float)(weight * difference);
                adjoint[latent + i] = (float)(weight * 0.5 * (ratio - 1));
                ofOriginal[i] = -adjoint[i];
                ofOriginal[latent + i] = (float)(weight * 0.5 * (1 - ratio - difference * (q[i] - p[i])));
            }
            transformed.addPosteriorAdjoint(row, adjoint, worker);
            original.addPosteriorAdjoint(row, ofOriginal, worker);
        }

        /** KL(q(z|x̃) ‖ q(z|x)) of a row, in nats. */
        double divergence(final int row) {
            final float[] posterior = new float[2 * latent];
            final float[] other = new float[2 * latent];
            transformed.posterior(row, posterior);
            original.posterior(row, other);
            return ConsistencyPenalty.divergence(posterior, other);
        }

        @Override
        public double value(final int row) {
            return values[row];
        }

        @Override
        public List<GradientSource> gradientSources() {
            return List.of(transformed.encoderPass(), transformed.decoderPass());
        }

        @Override
        public void close() {
            transformed.close();
        }
    }

    /**
     * KL(q ‖ p) of two Gaussians with diagonal covariance, in nats.
     *
     * @param q mean, then log-variance
     * @param p mean, then log-variance
     * @return the divergence, 0 or more
     */
    public static double divergence(final float[] q, final float[] p) {
        final int n = q.length / 2;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            final double difference = (double)q[i] - p[i];
            final double logRatio = (double)q[n + i] - p[n + i];
            sum += Math.expm1(logRatio) - logRatio + difference * difference * Math.exp(-p[n + i]); // 0 if q = p, to the last bit
        }
        return Math.max(0, 0.5 * sum);
    }
}
