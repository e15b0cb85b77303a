package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.vae.LikelihoodSpec.Group;

/**
 * log p(x|z) of one row with its derivatives by what the decoder gave. Works on arrays that hold whole rows. Instances keep
 * arrays of their own to work in and belong to one thread.
 */
interface Likelihood {

    /** Where a group of features stands in the arrays of a row. */
    record Range(int feature, int output, int parameter, int features) {
    }

    /**
     * log p(x|z) in nats, constants included.
     *
     * @param x the row's features
     * @param output what the decoder gave
     * @param parameters the likelihood's own parameters
     */
    double logDensity(float[] x, float[] output, float[] parameters);

    /**
     * log p(x|z) in nats and its gradient.
     *
     * @param outputGradient is set to ∂ log p/∂ output
     * @param parameterGradient has ∂ log p/∂ parameters added; may be {@code null}
     */
    double gradient(float[] x, float[] output, float[] parameters, float[] outputGradient, double[] parameterGradient);

    /** Sets {@code mean} to E[x|z], feature by feature. */
    void mean(float[] output, float[] mean);

    /** @return the computing form of a likelihood, for one thread */
    static Likelihood of(final LikelihoodSpec spec) {
        final List<Likelihood> parts = new ArrayList<>();
        int feature = 0;
        int parameter = 0;
        for (final Group group : spec.groups()) {
            final Range range = new Range(feature, feature, parameter, group.features());
            parts.add(switch (group.family()) {
                case BERNOULLI -> new BernoulliLikelihood(range);
                case GAUSSIAN -> new GaussianLikelihood(range);
            });
            feature += group.features();
            parameter += group.family() == LikelihoodFamily.GAUSSIAN ? group.features() : 0;
        }
        return parts.size() == 1 ? parts.get(0) : new MixedLikelihood(parts);
    }
}
