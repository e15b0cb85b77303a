package org.elbow.vae;

import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.WorkerPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ELBO, its parts and its gradients against an independent program's. */
class ElboReferenceTest {

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.of("elbo", c -> true);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elboAndGradientsAgree(final ReferenceCase reference) {
        reference.assumePresent();
        final VaeModel model = reference.model();
        final VaeStructure structure = model.structure();
        final float[] eps = reference.tensor("eps").floats();
        final int latent = structure.latent();
        final float[] gradient = new float[structure.parameterCount()];
        try (FeatureMatrix x = reference.matrix("x"); WorkerPool pool = new WorkerPool(2);
                FloatBlock parameters = FloatBlock.of(model.parameters());
                TrainingStep step = new TrainingStep(structure, parameters, Objective.elbo(), x.rows(), pool)) {
            final int[] rows = java.util.stream.IntStream.range(0, x.rows()).toArray();
            final double beta = reference.number("beta");
            step.run(x, rows, 0, new StepContext(0, rows.length, beta, 1,
                (purpose, row, target) -> System.arraycopy(eps, row * latent, target, 0, latent)),
                (offset, block, count, scratch) -> block.get(0, gradient, (int)offset, count));
            final ElboTerm term = (ElboTerm)step.main();
            final double[] elbo = new double[rows.length];
            for (final int row : rows) {
                elbo[row] = -term.value(row);
            }
            final float[] posterior = new float[2 * latent];
            final float[] mean = new float[rows.length * latent];
            final float[] logVariance = new float[rows.length * latent];
            for (final int row : rows) {
                step.batch().posterior(row, posterior);
                System.arraycopy(posterior, 0, mean, row * latent, latent);
                System.arraycopy(posterior, latent, logVariance, row * latent, latent);
            }
            reference.check("mean", mean);
            reference.check("logvar", logVariance);
            reference.check("log_likelihood", term.logLikelihood);
            reference.check("kl", term.kl);
            reference.check("elbo", elbo);
            reference.checkGradients(structure, gradient);
        }
    }
}
