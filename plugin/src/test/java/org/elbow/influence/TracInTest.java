package org.elbow.influence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.influence.Tracer.Rows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.Architecture;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowNoise;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TracInTest {

    private static final InfluenceOptions OPTIONS = new InfluenceOptions(3, 7, 2);

    private static VaeModel trained;

    @BeforeAll
    static void train() {
        trained = SmallData.model();
    }

    private static float[][] influence(final FeatureMatrix train, final FeatureMatrix test) {
        return TracIn.influence(trained, train, test, OPTIONS, Progress.NONE);
    }

    private static float[][] influence(final VaeStructure structure, final WeightedCheckpoints checkpoints,
        final GradientPlan plan, final FeatureMatrix train, final FeatureMatrix test, final double beta) {
        final float[][] result = new float[train.rows()][test.rows()];
        TracIn.influence(structure, checkpoints, beta, plan, new Rows(train, RowNoise.byContent(train, OPTIONS.seed())),
            new Rows(test, RowNoise.byContent(test, OPTIONS.seed())), OPTIONS, TracIn.into(result), Progress.NONE);
        return result;
    }

    private static void assertClose(final float[][] expected, final float[][] actual) {
        double largest = 0;
        for (final float[] row : expected) {
            for (final float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        assertTrue(largest > 0);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], (float)(1e-5 * largest), "row " + i);
        }
    }

    /** Σ_c w_c ⟨∇ℓ(x_i), ∇ℓ(x_j)⟩ with gradients in full. */
    private static float[][] explicit(final VaeStructure structure, final WeightedCheckpoints checkpoints,
        final FeatureMatrix train, final FeatureMatrix test, final double beta) {
        final float[][] result = new float[train.rows()][test.rows()];
        final RowNoise trainNoise = RowNoise.byContent(train, OPTIONS.seed());
        final RowNoise testNoise = RowNoise.byContent(test, OPTIONS.seed());
        for (int c = 0; c < checkpoints.count(); c++) {
            final int draws = OPTIONS.draws();
            final double[][] a = ExplicitGradient.of(structure, checkpoints.parameters().get(c), train, trainNoise, c * draws,
                draws, beta);
            final double[][] b =
                ExplicitGradient.of(structure, checkpoints.parameters().get(c), test, testNoise, c * draws, draws, beta);
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < b.length; j++) {
                    double sum = 0;
                    for (int k = 0; k < a[i].length; k++) {
                        sum += a[i][k] * b[j][k];
                    }
                    result[i][j] += checkpoints.weights()[c] * sum;
                }
            }
        }
        return result;
    }

    @Test
    void influenceIsTheWeightedInnerProductOfTheGradientsAtTheCheckpoints() {
        try (FeatureMatrix train = SmallData.bumps(30, 2); FeatureMatrix test = SmallData.bumps(5, 3)) {
            assertClose(
                explicit(trained.structure(), WeightedCheckpoints.of(trained), train, test, trained.record().options().beta()),
                influence(train, test));
        }
    }

    @Test
    void convolutionsInEitherFormGiveTheInnerProductOfTheGradients() {
        final List<LayerSpec> encoder = List.of(new Conv2dSpec(2, 3, 4, 2, 1, Activation.TANH),
            new ReshapeSpec(List.of(27)), new DenseSpec(27, 8, Activation.RELU));
        final List<LayerSpec> decoder = List.of(new DenseSpec(2, 27, Activation.ELU), new ReshapeSpec(List.of(3, 3, 3)),
            new Deconv2dSpec(3, 2, 4, 2, 1, 0, Activation.IDENTITY), new ReshapeSpec(List.of(72)));
        final VaeStructure structure =
            new VaeStructure(new Architecture(List.of(2, 6, 6), 2, encoder, decoder), LikelihoodSpec.bernoulli(72));
        final WeightedCheckpoints checkpoints = new WeightedCheckpoints(
            List.of(random(structure.parameterCount(), 1), random(structure.parameterCount(), 2)), new double[]{0.5, 2});
        try (FeatureMatrix train = uniform(9, 72, 1); FeatureMatrix test = uniform(4, 72, 2)) {
            final float[][] expected = explicit(structure, checkpoints, train, test, 0.3);
            final GradientPlan plan = GradientPlan.pairs(structure, OPTIONS.draws(), 9, 4);
            assertClose(expected, influence(structure, checkpoints, plan, train, test, 0.3));
            assertClose(expected, influence(structure, checkpoints, plan.withForm(false), train, test, 0.3));
            assertClose(expected, influence(structure, checkpoints, plan.withForm(true), train, test, 0.3));
        }
    }

    @Test
    void drawsThatAreAllAlikeGiveWhatOneGives() {
        final VaeModel model = LinearGaussian.model(0.5); // its likelihood has parameters of its own
        final WeightedCheckpoints checkpoints = new WeightedCheckpoints(List.of(model.parameters()), new double[]{1});
        final RowNoise alike = (row, draw, target, count) -> java.util.Arrays.fill(target, 0, count, 0.1f * row - 0.3f);
        try (FeatureMatrix data = LinearGaussian.rows(9, 1)) {
            final float[][][] influence = new float[2][9][9];
            final double[][] self = new double[2][];
            for (int i = 0; i < 2; i++) {
                final InfluenceOptions options = InfluenceOptions.defaults().withDraws(1 + 3 * i);
                final Rows rows = new Rows(data, alike);
                final GradientPlan plan = GradientPlan.pairs(model.structure(), options.draws(), 9, 9);
                TracIn.influence(model.structure(), checkpoints, 0.7, plan, rows, rows, options, TracIn.into(influence[i]),
                    Progress.NONE);
                self[i] = TracIn.selfInfluence(model.structure(), checkpoints, 0.7, plan, rows, options, Progress.NONE);
            }
            assertClose(influence[0], influence[1]);
            for (int row = 0; row < 9; row++) {
                assertEquals(self[0][row], self[1][row], 1e-5 * self[0][row], "row " + row);
            }
        }
    }

    private static float[] random(final int count, final long seed) {
        final float[] values = new float[count];
        RandomStreams.gaussian(RandomStreams.of(seed), values, 0, count);
        for (int i = 0; i < count; i++) {
            values[i] *= 0.3f;
        }
        return values;
    }

    private static FeatureMatrix uniform(final int rows, final int columns, final long seed) {
        final FeatureMatrix matrix = FeatureMatrix.allocate(rows, columns);
        final java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        for (int i = 0; i < rows * columns; i++) {
            matrix.set(i / columns, i % columns, (float)random.nextDouble());
        }
        return matrix;
    }

    @Test
    void blocksOfAnySizeGiveTheSameInfluence() {
        try (FeatureMatrix train = SmallData.bumps(150, 2); FeatureMatrix test = SmallData.bumps(40, 3)) {
            final VaeStructure structure = trained.structure();
            final WeightedCheckpoints checkpoints = WeightedCheckpoints.of(trained);
            final GradientPlan plan = GradientPlan.pairs(structure, OPTIONS.draws(), 150, 40);
            final float[][] expected = influence(train, test);
            for (final boolean multipliedOut : new boolean[]{false, true}) {
                final GradientPlan form = plan.withForm(multipliedOut);
                assertClose(expected, influence(structure, checkpoints, form.withRows(1, 1, 1), train, test, 1));
                assertClose(expected, influence(structure, checkpoints, form.withRows(7, 11, 31), train, test, 1));
                assertClose(expected, influence(structure, checkpoints, form.withRows(200, 2000, 1000), train, test, 1));
            }
        }
    }

    @Test
    void influenceIsSymmetricWhereTrainingAndTestRowsAreTheSame() {
        try (FeatureMatrix rows = SmallData.bumps(60, 2)) {
            final float[][] influence = influence(rows, rows);
            final float[][] transposed = new float[60][60];
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 60; j++) {
                    transposed[j][i] = influence[i][j];
                }
            }
            assertClose(influence, transposed);
        }
    }

    @Test
    void selfInfluenceIsTheDiagonalAndNeverNegative() {
        try (FeatureMatrix rows = SmallData.bumps(60, 2)) {
            final float[][] influence = influence(rows, rows);
            final double[] self = TracIn.selfInfluence(trained, rows, OPTIONS, Progress.NONE);
            for (int i = 0; i < 60; i++) {
                assertTrue(self[i] >= 0);
                assertEquals(self[i], influence[i][i], 1e-5 * self[i], "row " + i);
            }
        }
    }

    @Test
    void selfInfluenceIsTheSameFromFactorsAndFromGradientsMultipliedOut() {
        final VaeStructure structure = trained.structure();
        final GradientPlan plan = GradientPlan.squares(structure, OPTIONS.draws(), 40);
        try (FeatureMatrix rows = SmallData.bumps(40, 2)) {
            final Rows withNoise = new Rows(rows, RowNoise.byContent(rows, 1));
            final double[] factors = TracIn.selfInfluence(structure, WeightedCheckpoints.of(trained), 1, plan.withForm(false),
                withNoise, OPTIONS, Progress.NONE);
            final double[] explicit = TracIn.selfInfluence(structure, WeightedCheckpoints.of(trained), 1, plan.withForm(true),
                withNoise, OPTIONS, Progress.NONE);
            for (int i = 0; i < 40; i++) {
                assertEquals(factors[i], explicit[i], 1e-5 * factors[i], "row " + i);
            }
        }
    }

    @Test
    void anUnusualRowHasMoreSelfInfluenceThanTheOthers() {
        try (FeatureMatrix rows = SmallData.bumps(60, 2)) {
            final java.util.SplittableRandom random = new java.util.SplittableRandom(8);
            for (int feature = 0; feature < SmallData.FEATURES; feature++) {
                rows.set(17, feature, random.nextInt(2));
            }
            final double[] self = TracIn.selfInfluence(trained, rows, OPTIONS, Progress.NONE);
            for (int i = 0; i < 60; i++) {
                assertTrue(i == 17 || self[i] < self[17], "row " + i);
            }
        }
    }

    @Test
    void copiesOfARowHaveTheSameInfluence() {
        try (FeatureMatrix rows = SmallData.bumps(50, 2); FeatureMatrix test = SmallData.bumps(8, 3)) {
            final float[] row = new float[SmallData.FEATURES];
            rows.getRow(4, row, 0);
            rows.setRow(49, row, 0);
            final float[][] influence = influence(rows, test);
            assertClose(new float[][]{influence[4]}, new float[][]{influence[49]});
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        try (FeatureMatrix train = SmallData.bumps(100, 2); FeatureMatrix test = SmallData.bumps(40, 3)) {
            final float[][] one = TracIn.influence(trained, train, test, new InfluenceOptions(2, 5, 1), Progress.NONE);
            final float[][] three = TracIn.influence(trained, train, test, new InfluenceOptions(2, 5, 3), Progress.NONE);
            assertArrayEquals(one, three);
            final float[][] otherSeed = TracIn.influence(trained, train, test, new InfluenceOptions(2, 6, 3), Progress.NONE);
            assertTrue(one[0][0] != otherSeed[0][0]);
        }
    }

    @Test
    void tablesWithoutRowsGiveNothing() {
        try (FeatureMatrix none = FeatureMatrix.allocate(0, SmallData.FEATURES); FeatureMatrix some = SmallData.bumps(3, 1)) {
            assertEquals(0, influence(none, some).length);
            assertArrayEquals(new float[3][0], influence(some, none));
            assertEquals(0, TracIn.selfInfluence(trained, none, OPTIONS, Progress.NONE).length);
        }
    }

    @Test
    void aModelWithoutCheckpointsIsRefusedWithTheRemedy() {
        final VaeModel without = new VaeModel(trained.architecture(), trained.likelihood(), trained.encoding(),
            trained.parameters(), List.of(), trained.record());
        try (FeatureMatrix rows = SmallData.bumps(3, 4)) {
            final String message = assertThrows(DataException.class,
                () -> TracIn.selfInfluence(without, rows, OPTIONS, Progress.NONE)).getMessage();
            assertTrue(message.contains("Train it again with the number of checkpoints set to at least 1"), message);
        }
    }

    @Test
    void aValueOutsideTheLikelihoodsRangeIsRefusedWithItsRow() {
        try (FeatureMatrix rows = SmallData.bumps(3, 4); FeatureMatrix wrong = SmallData.bumps(3, 4)) {
            wrong.set(2, 5, 7f);
            final String message = assertThrows(DataException.class, () -> influence(rows, wrong)).getMessage();
            assertTrue(message.contains("row 3") && message.contains("7.0"), message);
        }
    }

    @Test
    void noDrawsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InfluenceOptions(0, 1, 1));
    }

    @Test
    void cancelEndsTheComparison() {
        try (FeatureMatrix rows = SmallData.bumps(300, 4)) {
            assertThrows(CancellationException.class, () -> TracIn.influence(trained, rows, rows, OPTIONS,
                (firstTrain, firstTest, influence) -> {
                    throw new AssertionError("a block after cancel");
                }, (fraction, message) -> {
                    if (fraction > 0.3) {
                        throw new CancellationException();
                    }
                }));
        }
    }

    @Test
    void progressNeverGoesBackAndEndsAtOne() {
        final double[] last = {0};
        try (FeatureMatrix rows = SmallData.bumps(300, 4)) {
            TracIn.influence(trained, rows, rows, OPTIONS, (fraction, message) -> {
                assertTrue(fraction >= last[0] - 1e-9, fraction + " after " + last[0]);
                last[0] = fraction;
            });
        }
        assertEquals(1, last[0], 1e-9);
    }
}
