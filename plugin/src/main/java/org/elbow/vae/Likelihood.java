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
        return part(spec, 0, spec.features());
    }

    /**
     * The likelihood of some of a row's features alone, such as those of one column. It takes the arrays of whole rows.
     *
     * @param spec of the whole row
     * @param from the first feature
     * @param to behind the last feature, above {@code from}
     * @return log p of these features, for one thread
     * @throws IllegalArgumentException if there are no such features, or only some of those of a nominal value
     */
    static Likelihood part(final LikelihoodSpec spec, final int from, final int to) {
        if (from < 0 || to <= from || to > spec.features()) {
            throw new IllegalArgumentException("Features " + from + " to " + to + " are no part of the likelihood's "
                + spec.features() + " features.");
        }
        final List<Likelihood> parts = new ArrayList<>();
        int feature = 0;
        int output = 0;
        int parameter = 0;
        for (final Group group : spec.groups()) {
            final int skipped = Math.max(0, from - feature);
            final int features = Math.min(group.features(), to - feature) - skipped;
            if (features > 0) {
                parts.add(create(group, new Range(feature + skipped, output + skipped * (group.outputs() / group.features()),
                    parameter + skipped * (group.parameters() / group.features()), features)));
            }
            feature += group.features();
            output += group.outputs();
            parameter += group.parameters();
        }
        return parts.size() == 1 ? parts.get(0) : new MixedLikelihood(parts);
    }

    private static Likelihood create(final Group group, final Range range) {
        if (group.family() == LikelihoodFamily.ONE_HOT && range.features() != group.features()) {
            throw new IllegalArgumentException("The " + group.features() + " features of a nominal value have no likelihood "
                + "each, but " + range.features() + " of them are asked for.");
        }
        return switch (group.family()) {
            case BERNOULLI -> new BernoulliLikelihood(range);
            case GAUSSIAN -> new GaussianLikelihood(range);
            case CATEGORICAL -> new CategoricalLikelihood(range, group.classes());
            case ONE_HOT -> new OneHotLikelihood(range);
        };
    }
}
