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
                TrainingStep step = new TrainingStep(structure, parameters, x.rows(), pool)) {
            final int[] rows = java.util.stream.IntStream.range(0, x.rows()).toArray();
            step.run(x, rows, 0, rows.length, reference.number("beta"),
                (row, target) -> System.arraycopy(eps, row * latent, target, 0, latent),
                (offset, block, count, scratch) -> block.get(0, gradient, (int)offset, count));
            final double[] elbo = new double[rows.length];
            for (final int row : rows) {
                elbo[row] = step.logLikelihood[row] - reference.number("beta") * step.kl[row];
            }
            reference.check("log_likelihood", step.logLikelihood);
            reference.check("kl", step.kl);
            reference.check("elbo", elbo);
            reference.checkGradients(structure, gradient);
        }
    }
}
