package org.elbow.hamiltonian;

import java.util.List;
import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.vae.StepContext;
import org.elbow.vae.TermHarness;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hamiltonian dynamics, the bound, and its gradients through the gradient against an independent program's. */
class HamiltonianReferenceTest {

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.of("hvae", c -> true);
    }

    /** The dynamics that a case describes. */
    private static Dynamics dynamics(final ReferenceCase reference, final Tempering tempering, final int latent) {
        final int steps = (int)reference.number("leapfrog_steps");
        final double[] given = reference.tensor("step").doubles();
        final double[][] sizes = new double[steps][latent];
        for (int k = 0; k < steps; k++) {
            System.arraycopy(given, given.length == latent ? 0 : k * latent, sizes[k], 0, latent);
        }
        return switch (tempering) {
            case NONE -> new Dynamics(sizes, new double[]{1, 1, 1}, 1);
            case QUADRATIC -> {
                final double sqrtBeta0 = reference.tensor("sqrt_beta0").doubles()[0];
                yield new Dynamics(sizes, Dynamics.quadraticAlphas(steps, sqrtBeta0), sqrtBeta0);
            }
            case FREE -> {
                final double[] alphas = reference.tensor("alphas").doubles();
                yield new Dynamics(sizes, alphas, alphas[0] * alphas[1] * alphas[2]);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trajectoryBoundAndGradientsAgree(final ReferenceCase reference) {
        reference.assumePresent();
        final VaeModel model = reference.model();
        final int latent = model.architecture().latent();
        final Tempering tempering = Tempering.valueOf(reference.text("tempering").toUpperCase());
        final Dynamics dynamics = dynamics(reference, tempering, latent);
        final boolean perStep = reference.tensor("step").shape().length == 2;
        final HamiltonianOptions options =
            new HamiltonianOptions(dynamics.leapfrogSteps(), tempering, perStep, 0.2, 0.5);
        final float[] eps = reference.tensor("eps").floats();
        final float[] gamma = reference.tensor("gamma").floats();
        try (FeatureMatrix x = reference.matrix("x"); TermHarness harness = new TermHarness(model, x);
                HamiltonianTerm term =
                    new HamiltonianTerm(harness.batch, x.rows(), new LearnedDynamics(options, latent), tempering)) {
            term.use(dynamics);
            final float[] gradient = harness.gradient(term, List.of(), 1, (purpose, row, target) -> System
                .arraycopy(purpose == StepContext.MOMENTUM ? gamma : eps, row * latent, target, 0, latent));
            final double[] logWeight = new double[x.rows()];
            for (int row = 0; row < logWeight.length; row++) {
                logWeight[row] = -term.value(row);
            }
            reference.check("log_weight", logWeight);
            reference.check("zK", term.trajectory().codes.get(dynamics.leapfrogSteps()).toArray());
            reference.check("rhoK", term.trajectory().lastMomentum);
            reference.checkGradients(model.structure(), gradient);
            checkDynamics(reference, tempering, perStep, latent, term.gradient());
        }
    }

    private static void checkDynamics(final ReferenceCase reference, final Tempering tempering, final boolean perStep,
        final int latent, final DynamicsGradient found) {
        final double[] steps = new double[perStep ? found.steps().length * latent : latent];
        for (int k = 0; k < found.steps().length; k++) {
            for (int i = 0; i < latent; i++) {
                steps[perStep ? k * latent + i : i] += found.steps()[k][i];
            }
        }
        reference.check("grad.step", steps);
        if (tempering == Tempering.FREE) {
            reference.check("grad.alphas", found.alphas());
        } else if (tempering == Tempering.QUADRATIC) {
            reference.check("grad.sqrt_beta0", new double[]{found.sqrtBeta0()});
        }
    }
}
