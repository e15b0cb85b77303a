package org.elbow.disentangle;

import java.util.List;
import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.vae.DecoderJacobian;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.TermHarness;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Jacobian penalty and its gradient against an independent program's. */
class JacobianReferenceTest {

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.of("jacobian_l1", c -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void penaltyAndGradientsAgree(final ReferenceCase reference) {
        reference.assumePresent();
        final VaeModel model = reference.model();
        final int latent = model.architecture().latent();
        final float[] eps = reference.tensor("eps").floats();
        final JacobianPenalty settings = new JacobianPenalty(reference.number("gamma"), 0);
        try (FeatureMatrix x = reference.matrix("x"); TermHarness harness = new TermHarness(model, x);
                MainTerm elbo = harness.elbo(); LossTerm penalty = settings.create(harness.batch, elbo, x.rows(), 2)) {
            final float[] gradient = harness.gradient(elbo, List.of(penalty), reference.number("beta"),
                (purpose, row, target) -> System.arraycopy(eps, row * latent, target, 0, latent));
            reference.check("penalty", new double[]{harness.mean(penalty::value) / settings.gamma()});
            reference.check("loss", new double[]{harness.mean(elbo::value) + harness.mean(penalty::value)});
            reference.checkGradients(model.structure(), gradient);
            reference.check("z", harness.batch.codes().toArray());
        }
        try (FeatureMatrix codes = reference.matrix("z"); FeatureMatrix jacobian = DecoderJacobian.at(model, codes)) {
            final double[] transposed = new double[jacobian.rows() * jacobian.columns()]; // [rows, features, latent]
            for (int i = 0; i < transposed.length; i++) {
                final int feature = i / latent % jacobian.columns();
                final int row = i / (latent * jacobian.columns());
                transposed[i] = jacobian.get(row * latent + i % latent, feature);
            }
            reference.check("jacobian", transposed);
        }
    }
}
