package org.elbow.novelty;

import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Safetensors;
import org.elbow.nn.Progress;
import org.elbow.vae.RowNoise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Likelihood estimates and likelihood regret against an independent program's. */
class NoveltyReferenceTest {

    static Stream<ReferenceCase> iwae() {
        return ReferenceCase.of("iwae", c -> true);
    }

    static Stream<ReferenceCase> regret() {
        return ReferenceCase.of("likelihood_regret", c -> true);
    }

    /** The draws of a tensor [draw, row, latent]. */
    private static RowNoise noise(final Safetensors.Tensor tensor) {
        final float[] values = tensor.floats();
        final int rows = tensor.shape()[1];
        return (row, draw, target, count) -> System.arraycopy(values, (draw * rows + row) * count, target, 0, count);
    }

    @ParameterizedTest
    @MethodSource("iwae")
    void importanceWeightedLikelihoodAgrees(final ReferenceCase reference) {
        reference.assumePresent();
        try (FeatureMatrix x = reference.matrix("x")) {
            final ImportanceSamplingOptions options =
                new ImportanceSamplingOptions((int)reference.number("samples"), 1, 2);
            reference.check("log_px", ImportanceWeightedLikelihood.logLikelihood(reference.model(), x, options,
                noise(reference.tensor("eps")), Progress.NONE));
        }
    }

    @ParameterizedTest
    @MethodSource("regret")
    void likelihoodRegretAgrees(final ReferenceCase reference) {
        reference.assumePresent();
        final Safetensors.Tensor last = reference.tensor("eps_final");
        try (FeatureMatrix x = reference.matrix("x")) {
            final RegretVariant variant =
                reference.text("optimise").contains("encoder") ? RegretVariant.ENCODER : RegretVariant.POSTERIOR;
            final LikelihoodRegretOptions options = new LikelihoodRegretOptions((int)reference.number("iterations"),
                reference.number("learning_rate"), last.shape()[0], 1, 2, LikelihoodBound.ELBO, variant);
            final RegretScores scores = LikelihoodRegret.score(reference.model(), x, options,
                noise(reference.tensor("eps_iterations")), noise(last), Progress.NONE);
            reference.check("elbo_before", scores.before());
            reference.check("elbo_after", scores.after());
            reference.check("regret", scores.regret());
        }
    }
}
