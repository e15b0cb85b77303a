package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.RowNoise;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LikelihoodRegretTest {

    private static VaeModel trained;

    @BeforeAll
    static void train() {
        trained = SmallData.model();
    }

    /** A learning rate that gets to the optimum: a step of an encoder changes all its weights, and so moves further. */
    private static LikelihoodRegretOptions options(final RegretVariant variant) {
        return options(variant, variant == RegretVariant.ENCODER ? 0.007 : 0.02);
    }

    /** With 400 draws for the bound, on two threads. */
    private static LikelihoodRegretOptions options(final RegretVariant variant, final double learningRate) {
        return new LikelihoodRegretOptions(100, learningRate, 400, 1, 2, LikelihoodBound.ELBO, variant);
    }

    private static RegretScores score(final VaeModel model, final FeatureMatrix rows, final LikelihoodRegretOptions options) {
        return LikelihoodRegret.score(model, rows, options, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void regretIsZeroWhenTheEncoderIsAlreadyOptimal(final RegretVariant variant) {
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            // small steps: at the optimum the noise of the gradient is all that moves the posterior
            final RegretScores scores = score(LinearGaussian.model(0), rows, options(variant, 0.0005));
            for (int i = 0; i < 20; i++) {
                assertEquals(LinearGaussian.logEvidence(rows, i), scores.before()[i], 0.35, "row " + i);
                assertEquals(0, scores.regret()[i], 0.05, "row " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void regretIsWhatAWrongEncoderLoses(final RegretVariant variant) {
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            final RegretScores scores = score(LinearGaussian.model(0.8), rows, options(variant));
            for (int i = 0; i < 20; i++) {
                assertEquals(LinearGaussian.logEvidence(rows, i), scores.after()[i], 0.5, "row " + i);
                assertTrue(scores.regret()[i] > 2, "row " + i + ": " + scores.regret()[i]);
                assertEquals(scores.after()[i] - scores.before()[i], scores.regret()[i], "row " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutIterationsRegretIsExactlyZero(final RegretVariant variant) {
        try (FeatureMatrix rows = SmallData.bumps(10, 4)) {
            for (final LikelihoodBound bound : LikelihoodBound.values()) {
                final LikelihoodRegretOptions options =
                    LikelihoodRegretOptions.defaults(variant).withIterations(0).withBound(bound, 5);
                assertArrayEquals(new double[10], score(trained, rows, options).regret(), 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void regretGrowsAlongAPathFromAFamiliarRowToNoise(final RegretVariant variant) {
        final int steps = 6;
        try (FeatureMatrix familiar = SmallData.bumps(1, 4);
                FeatureMatrix path = FeatureMatrix.allocate(steps, SmallData.FEATURES)) {
            final java.util.SplittableRandom random = new java.util.SplittableRandom(8);
            for (int feature = 0; feature < SmallData.FEATURES; feature++) {
                final double noise = random.nextInt(2);
                for (int step = 0; step < steps; step++) {
                    final double share = step / (steps - 1.0);
                    path.set(step, feature, (float)((1 - share) * familiar.get(0, feature) + share * noise));
                }
            }
            final double[] regret =
                score(trained, path, options(variant)).regret();
            assertTrue(regret[steps - 1] > regret[0] + 1, Arrays.toString(regret));
            assertTrue(Arrays.stream(regret).min().orElseThrow() > -0.2, Arrays.toString(regret));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowsScoreDependsNeitherOnTheOtherRowsNorOnTheirOrder(final RegretVariant variant) {
        final LikelihoodRegretOptions options = LikelihoodRegretOptions.defaults(variant).withLearningRate(0.01);
        try (FeatureMatrix rows = SmallData.bumps(100, 4); FeatureMatrix some = rows.selectRows(new int[]{99, 12, 50})) {
            final double[] all = score(trained, rows, options).regret();
            final double[] few = score(trained, some, options).regret();
            assertArrayEquals(new double[]{all[99], all[12], all[50]}, few, 2e-3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theScoresAreTheSameToTheLastBitWithAnyNumberOfThreads(final RegretVariant variant) {
        try (FeatureMatrix rows = SmallData.bumps(150, 4)) {
            final double[][] regret = new double[2][];
            for (int i = 0; i < 2; i++) {
                regret[i] = score(trained, rows,
                    new LikelihoodRegretOptions(20, 0.01, 5, 1, 1 + 2 * i, LikelihoodBound.ELBO, variant)).regret();
            }
            assertArrayEquals(regret[0], regret[1], 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theImportanceWeightedBoundBeforeIsTheLikelihoodEstimateOverTheSameDraws(final RegretVariant variant) {
        try (FeatureMatrix rows = SmallData.bumps(30, 4)) {
            final RowNoise draws = RowNoise.byContent(rows, 7);
            final double[] expected = ImportanceWeightedLikelihood.logLikelihood(trained, rows,
                new ImportanceSamplingOptions(50, 1, 2), draws, Progress.NONE);
            final RegretScores scores = LikelihoodRegret.score(trained, rows,
                LikelihoodRegretOptions.defaults(variant).withBound(LikelihoodBound.IWAE, 50), RowNoise.byContent(rows, 8),
                draws, Progress.NONE);
            assertArrayEquals(expected, scores.before(), 1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theImportanceWeightedBoundLeavesLessRegretThanTheElbo(final RegretVariant variant) {
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            final LikelihoodRegretOptions options = options(variant);
            final double[] elbo = score(LinearGaussian.model(0.5), rows, options).regret();
            final RegretScores weighted =
                score(LinearGaussian.model(0.5), rows, options.withBound(LikelihoodBound.IWAE, 5000));
            for (int i = 0; i < 20; i++) { // many draws make up for a wrong posterior
                assertTrue(weighted.regret()[i] < 0.6 * elbo[i], weighted.regret()[i] + " and " + elbo[i]);
                assertEquals(LinearGaussian.logEvidence(rows, i), weighted.after()[i], 0.05, "row " + i);
            }
        }
    }

    @Test
    void bothVariantsStartFromTheSameFiniteBoundAlsoFarFromTheTrainingData() {
        try (FeatureMatrix rows = LinearGaussian.rows(10, 1)) {
            rows.set(3, 1, 1e9f); // the encoder gives it a mean, and a log-variance, of this size
            final VaeModel model = LinearGaussian.model(0.3);
            final VaeStructure structure = model.structure();
            final Map<String, float[]> tensors = new HashMap<>(structure.toTensors(model.parameters()));
            tensors.get("logvar.weight")[1] = 1;
            final VaeModel steep = new VaeModel(model.architecture(), model.likelihood(), model.encoding(),
                structure.fromTensors(tensors), List.of(), model.record());
            final double[][] before = new double[2][];
            for (final RegretVariant variant : RegretVariant.values()) {
                before[variant.ordinal()] = score(steep, rows, LikelihoodRegretOptions.defaults(variant)).before();
            }
            assertTrue(Double.isFinite(before[0][3]) && before[0][3] < -1e15, Arrays.toString(before[0]));
            for (int i = 0; i < 10; i++) {
                assertEquals(1, before[1][i] / before[0][i], 1e-4, "row " + i);
            }
        }
    }

    @Test
    void aValueOutsideTheLikelihoodsRangeIsRefusedWithItsRow() {
        try (FeatureMatrix rows = SmallData.bumps(3, 4)) {
            rows.set(2, 5, 7f);
            final String message = assertThrows(DataException.class,
                () -> score(trained, rows, LikelihoodRegretOptions.defaults())).getMessage();
            assertTrue(message.contains("row 3") && message.contains("7.0"), message);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void cancelEndsTheScoringInTheMiddleOfABlock(final RegretVariant variant) {
        final List<Double> fractions = new ArrayList<>();
        try (FeatureMatrix rows = SmallData.bumps(300, 4)) {
            assertThrows(CancellationException.class, () -> LikelihoodRegret.score(trained, rows,
                LikelihoodRegretOptions.defaults(variant).withIterations(1_000_000), (fraction, message) -> {
                    fractions.add(fraction);
                    if (fractions.size() == 3) {
                        throw new CancellationException();
                    }
                }));
        }
        assertEquals(3, fractions.size());
        assertTrue(fractions.get(2) > 0 && fractions.get(2) < 0.1, fractions.toString());
    }

    @ParameterizedTest
    @EnumSource
    void progressRisesToOneAndTellsHowLongItTakes(final RegretVariant variant) {
        final List<Double> fractions = new ArrayList<>();
        final List<String> messages = new ArrayList<>();
        try (FeatureMatrix rows = SmallData.bumps(300, 4)) {
            LikelihoodRegret.score(trained, rows, LikelihoodRegretOptions.defaults(variant), (fraction, message) -> {
                fractions.add(fraction);
                messages.add(message);
            });
        }
        assertTrue(messages.get(messages.size() - 1).matches("(Tuning encoders|Optimising posteriors): about .* for 300 rows"),
            messages.get(messages.size() - 1));
        for (int i = 1; i < fractions.size(); i++) {
            assertTrue(fractions.get(i - 1) <= fractions.get(i), fractions.toString());
        }
        assertEquals(1, fractions.get(fractions.size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutRowsHasNoScores(final RegretVariant variant) {
        try (FeatureMatrix rows = FeatureMatrix.allocate(0, SmallData.FEATURES)) {
            assertEquals(0, score(trained, rows, LikelihoodRegretOptions.defaults(variant)).regret().length);
        }
    }
}
