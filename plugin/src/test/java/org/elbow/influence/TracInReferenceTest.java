package org.elbow.influence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.FeatureMatrix;
import org.elbow.influence.Tracer.Rows;
import org.elbow.nn.Progress;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Influence against an independent program's, which has the gradient of each row from automatic differentiation. */
class TracInReferenceTest {

    private static final InfluenceOptions OPTIONS = new InfluenceOptions(1, 1, 2);

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.of("tracin", c -> true);
    }

    /** Draws of tensors NAME.C [rows, latent], the draw's number being that of the checkpoint C. */
    private static RowNoise noise(final ReferenceCase reference, final String name) {
        return (row, draw, target, count) -> System.arraycopy(reference.tensor(name + "." + draw).floats(), row * count, target,
            0, count);
    }

    private static WeightedCheckpoints checkpoints(final ReferenceCase reference) {
        final List<float[]> parameters = new ArrayList<>();
        for (int i = 0; i < (int)reference.number("checkpoints"); i++) {
            parameters.add(reference.model("checkpoint." + i + ".").parameters());
        }
        return new WeightedCheckpoints(parameters, reference.tensor("learning_rates").doubles());
    }

    private static void check(final ReferenceCase reference, final GradientPlan pairs, final GradientPlan squares) {
        final VaeStructure structure = reference.model().structure();
        final double beta = reference.number("beta");
        try (FeatureMatrix train = reference.matrix("x_train"); FeatureMatrix test = reference.matrix("x_test")) {
            final Rows trainRows = new Rows(train, noise(reference, "eps_train"));
            final Rows testRows = new Rows(test, noise(reference, "eps_test"));
            final float[][] influence = new float[train.rows()][test.rows()];
            TracIn.influence(structure, checkpoints(reference), beta, pairs, trainRows, testRows, OPTIONS,
                TracIn.into(influence), Progress.NONE);
            final float[] flat = new float[train.rows() * test.rows()];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = influence[i / test.rows()][i % test.rows()];
            }
            reference.check("influence", flat);
            reference.check("self_influence", TracIn.selfInfluence(structure, checkpoints(reference), beta, squares, trainRows,
                OPTIONS, Progress.NONE));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void influenceAgrees(final ReferenceCase reference) {
        reference.assumePresent();
        final VaeStructure structure = reference.model().structure();
        check(reference, GradientPlan.pairs(structure, 1, 6, 3), GradientPlan.squares(structure, 1, 6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void influenceAgreesFromFactorsAndFromGradientsMultipliedOut(final ReferenceCase reference) {
        reference.assumePresent();
        final GradientPlan plan = GradientPlan.pairs(reference.model().structure(), 1, 6, 3);
        check(reference, plan.withForm(false), plan.withForm(false));
        check(reference, plan.withForm(true), plan.withForm(true));
    }
}
