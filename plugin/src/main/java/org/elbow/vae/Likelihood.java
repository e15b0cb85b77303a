package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.vae.LikelihoodSpec.Group;

/**
 * log p(x|z) of one row, with its derivatives by what the decoder gave, o, and the mean of x with its derivatives. Works on
 * arrays that hold whole rows. Instances keep arrays of their own to work in and belong to one thread.
 */
public interface Likelihood {

    /** Where a group of features stands in the arrays of a row. */
    record Range(int feature, int output, int parameter, int features) {
    }

    /**
     * log p(x|z) in nats, constants included.
     *
     * @param x the row's features
     * @param output what the decoder gave
     * @param parameters the likelihood's own parameters
     * @return the log-density
     */
    double logDensity(float[] x, float[] output, float[] parameters);

    /**
     * log p(x|z) in nats and its gradient.
     *
     * @param outputGradient is set to ∂ log p/∂o
     * @param parameterGradient has ∂ log p/∂ parameters added; may be {@code null}
     * @return the log-density
     */
    double gradient(float[] x, float[] output, float[] parameters, float[] outputGradient, double[] parameterGradient);

    /**
     * The gradient of the directional derivative D = (∂ log p/∂o) · t.
     *
     * @param tangent t
     * @param outputGradient is set to ∂D/∂o = (∂² log p/∂o²) t
     * @param parameterGradient has ∂D/∂ parameters added; may be {@code null}
     */
    void curvature(float[] x, float[] output, float[] parameters, float[] tangent, float[] outputGradient,
        double[] parameterGradient);

    /** Sets {@code mean} to E[x|z], feature by feature. */
    void mean(float[] output, float[] mean);

    /**
     * Draws a row from p(x|z).
     *
     * @param output what the decoder gave, o
     * @param parameters the likelihood's own parameters
     * @param random where the randomness comes from; goes on
     * @param x is set to the draw, [features]: 0 or 1 where x is Bernoulli; NaN where o is
     */
    void draw(float[] output, float[] parameters, SplittableRandom random, float[] x);

    /** Takes note of the o that the next calls of {@link #meanTangent} and {@link #meanTangentAdjoint} are about. */
    void linearise(float[] output);

    /** Sets {@code meanTangent} to (∂ mean/∂o) t, feature by feature, at the o of {@link #linearise}. */
    void meanTangent(float[] tangent, float[] meanTangent);

    /**
     * The backward pass of {@link #meanTangent}, for a loss Σ seed · meanTangent, at the o of {@link #linearise}.
     *
     * @param seed per feature
     * @param outputAdjoint has the loss's derivative by o added
     * @param tangentAdjoint is set to the loss's derivative by t
     */
    void meanTangentAdjoint(float[] tangent, float[] seed, float[] outputAdjoint, float[] tangentAdjoint);

    /** @return the computing form of a likelihood, for one thread */
    static Likelihood of(final LikelihoodSpec spec) {
        final List<Likelihood> parts = new ArrayList<>();
        int feature = 0;
        int output = 0;
        int parameter = 0;
        for (final Group group : spec.groups()) {
            final Range range = new Range(feature, output, parameter, group.features());
            parts.add(switch (group.family()) {
                case BERNOULLI -> new BernoulliLikelihood(range);
                case GAUSSIAN -> new GaussianLikelihood(range);
                case CATEGORICAL -> new CategoricalLikelihood(range, group.classes());
                case ONE_HOT -> new OneHotLikelihood(range);
            });
            feature += group.features();
            output += group.outputs();
            parameter += group.parameters();
        }
        return parts.size() == 1 ? parts.get(0) : new MixedLikelihood(parts);
    }
}
