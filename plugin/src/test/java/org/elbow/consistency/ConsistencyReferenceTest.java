package org.elbow.consistency;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.StepContext;
import org.elbow.vae.TermHarness;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consistency regularisation and its gradient against an independent program's. */
class ConsistencyReferenceTest {

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.of("consistency", c -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientsAgree(final ReferenceCase reference) {
        reference.assumePresent();
        final VaeModel model = reference.model();
        final int latent = model.architecture().latent();
        final float[] eps = reference.tensor("eps").floats();
        final float[] epsTransformed = reference.tensor("eps_transformed").floats();
        try (FeatureMatrix x = reference.matrix("x"); FeatureMatrix transformed = reference.matrix("x_transformed");
                TermHarness harness = new TermHarness(model, x); MainTerm elbo = harness.elbo()) {
            final AtomicInteger next = new AtomicInteger(); // the harness takes the rows in order
            final ConsistencyPenalty settings = new ConsistencyPenalty(reference.number("lambda_"),
                (row, target, random) -> transformed.getRow(next.getAndIncrement(), target, 0), 1);
            try (LossTerm penalty = settings.create(harness.batch, elbo, x.rows(), 2)) {
                final float[] gradient = harness.gradient(elbo, List.of(penalty), reference.number("beta"),
                    (purpose, row, target) -> System.arraycopy(
                        purpose == StepContext.TRANSFORMED_CODE ? epsTransformed : eps, row * latent, target, 0, latent));
                reference.check("loss", new double[]{harness.mean(elbo::value) + harness.mean(penalty::value)});
                final double[] divergence = new double[x.rows()];
                for (int row = 0; row < divergence.length; row++) {
                    divergence[row] = ((ConsistencyPenalty.Term)penalty).divergence(row);
                }
                reference.check("kl_consistency", divergence);
                reference.checkGradients(model.structure(), gradient);
            }
        }
    }
}
