package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EpochRecord;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.Objective;
import org.elbow.vae.SmallData;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingResult;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;

class BackgroundPerturbationTest {

    /** Two grey values, two numbers, two ordered classes out of five, one of three nominal values. */
    private static final LikelihoodSpec MIXED = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.BERNOULLI, 2),
        new Group(LikelihoodFamily.GAUSSIAN, 2), new Group(LikelihoodFamily.CATEGORICAL, 2, 5),
        new Group(LikelihoodFamily.ONE_HOT, 3)));

    private static FeatureMatrix mixedRows() {
        final float[][] rows = new float[7][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {0.3f, 0.7f, 100 + i, -100 - i, 0.25f, 0.75f, 0, 1, 0};
        }
        return FeatureMatrix.of(rows);
    }

    private static float[] perturbed(final InputPerturbation perturbation, final FeatureMatrix rows, final long step,
        final int row) {
        final float[] features = new float[rows.columns()];
        rows.getRow(row, features, 0);
        perturbation.apply(features, step, row);
        return features;
    }

    @Test
    void aValueIsReplacedByOneThatItsLikelihoodAllows() {
        try (FeatureMatrix rows = mixedRows()) {
            final BackgroundPerturbation all = new BackgroundPerturbation(1, MIXED, rows, 3);
            for (int step = 0; step < 200; step++) {
                final float[] x = perturbed(all, rows, step, step % 7);
                for (int i = 0; i < 2; i++) {
                    assertEquals(Math.round(x[i] * 255) / 255f, x[i], "a grey level");
                    assertTrue(x[i] >= 0 && x[i] <= 1, "" + x[i]);
                    assertEquals(Math.round(x[4 + i] * 4) / 4f, x[4 + i], "a class");
                    assertTrue(x[4 + i] >= 0 && x[4 + i] <= 1, "" + x[4 + i]);
                }
                assertTrue(x[2] >= 100 && x[2] <= 106 && x[2] == Math.rint(x[2]), "a value of another row: " + x[2]);
                assertTrue(x[3] <= -100 && x[3] >= -106 && x[3] == Math.rint(x[3]), "of the same column: " + x[3]);
                final float[] nominal = Arrays.copyOfRange(x, 6, 9);
                Arrays.sort(nominal);
                assertArrayEquals(new float[] {0, 0, 1}, nominal, "one nominal value");
            }
        }
    }

    @Test
    void theShareOfReplacedValuesIsTheRate() {
        try (FeatureMatrix rows = SmallData.bumps(50, 1)) {
            final InputPerturbation some =
                new BackgroundPerturbation(0.2, LikelihoodSpec.bernoulli(SmallData.FEATURES), rows, 3);
            int changed = 0;
            final int steps = 200;
            for (int step = 0; step < steps; step++) {
                for (int row = 0; row < 50; row++) {
                    final float[] x = perturbed(some, rows, step, row);
                    for (int i = 0; i < x.length; i++) {
                        changed += x[i] != rows.get(row, i) ? 1 : 0;
                    }
                }
            }
            final double values = steps * 50.0 * SmallData.FEATURES;
            final double deviation = Math.sqrt(0.2 * 0.8 / values);
            // a replaced value has one chance in 256 to be what it was, which is less than the tolerance
            assertEquals(0.2, changed / values, 5 * deviation + 0.2 / 256);
        }
    }

    @Test
    void eachStepAndRowHasAChangeOfItsOwnWhichTheSeedRepeats() {
        try (FeatureMatrix rows = FeatureMatrix.of(new float[2][40])) {
            final LikelihoodSpec likelihood = LikelihoodSpec.bernoulli(40);
            final float[] one = perturbed(new BackgroundPerturbation(0.5, likelihood, rows, 3), rows, 7, 0);
            final BackgroundPerturbation again = new BackgroundPerturbation(0.5, likelihood, rows, 3);
            assertArrayEquals(one, perturbed(again, rows, 7, 0));
            assertFalse(Arrays.equals(one, perturbed(again, rows, 8, 0)));
            assertFalse(Arrays.equals(one, perturbed(again, rows, 7, 1)));
            assertFalse(Arrays.equals(one, perturbed(new BackgroundPerturbation(0.5, likelihood, rows, 4), rows, 7, 0)));
        }
    }

    private static TrainingResult train(final FeatureMatrix rows, final Objective objective, final TrainingOptions options) {
        return VaeTrainer.train(rows, SmallData.encoding(), SmallData.architecture(),
            LikelihoodSpec.bernoulli(SmallData.FEATURES), objective, options, Progress.NONE);
    }

    private static InputPerturbation perturbation(final double rate, final FeatureMatrix rows) {
        return new BackgroundPerturbation(rate, LikelihoodSpec.bernoulli(SmallData.FEATURES), rows, 3);
    }

    @Test
    void trainingEncodesAndReconstructsTheChangedRowAndLeavesTheTableAsItIs() {
        try (FeatureMatrix rows = FeatureMatrix.allocate(100, SmallData.FEATURES)) { // all black
            final TrainingOptions options = SmallData.options().withEpochs(60);
            final TrainingResult plain = train(rows, Objective.elbo(), options);
            final TrainingResult background = train(rows, Objective.elbo().on(perturbation(1, rows)), options);
            final double perFeature = last(background).validationLoss() / SmallData.FEATURES;
            // black rows cost next to nothing; replaced ones are noise of mean 1/2, which costs log 2 per feature
            assertTrue(last(plain).validationLoss() / SmallData.FEATURES < 0.1 * Math.log(2), last(plain).toString());
            assertEquals(Math.log(2), perFeature, 0.05 * Math.log(2));
            assertEquals(0, rows.get(17, 5));
            assertTrue(background.model().record().objective().contains("background model (inputs replaced at rate 1.0)"),
                background.model().record().objective());
            assertEquals("ELBO", plain.model().record().objective());
        }
    }

    private static EpochRecord last(final TrainingResult result) {
        return result.history().get(result.history().size() - 1);
    }

    @Test
    void theRowsKeptOutAreChangedInTheSameWayInEveryEpoch() {
        try (FeatureMatrix rows = SmallData.bumps(100, 1)) {
            final List<EpochRecord> history = train(rows, Objective.elbo().on(perturbation(0.3, rows)),
                SmallData.options().withEpochs(3).withLearningRate(1e-20)).history();
            assertEquals(history.get(0).validationLoss(), history.get(2).validationLoss(), 1e-9);
            assertTrue(Math.abs(history.get(0).trainingLoss() - history.get(2).trainingLoss()) > 1e-4,
                "the others are changed anew: " + history);
        }
    }

    @Test
    void theSameSeedGivesTheSameBackgroundModel() {
        try (FeatureMatrix rows = SmallData.bumps(100, 1)) {
            final float[] first = train(rows, Objective.elbo().on(perturbation(0.3, rows)), SmallData.options()).model()
                .parameters();
            assertArrayEquals(first, train(rows, Objective.elbo().on(perturbation(0.3, rows)), SmallData.options()).model()
                .parameters());
            assertFalse(Arrays.equals(first, train(rows, Objective.elbo(), SmallData.options()).model().parameters()));
        }
    }

    @Test
    void ratesAndWidthsThatCannotBeAreRefused() {
        try (FeatureMatrix rows = SmallData.bumps(3, 1)) {
            for (final double rate : new double[] {0, -0.1, 1.1, Double.NaN}) {
                final String message =
                    assertThrows(IllegalArgumentException.class, () -> perturbation(rate, rows)).getMessage();
                assertTrue(message.contains(Double.toString(rate)), message);
            }
            assertThrows(IllegalArgumentException.class,
                () -> new BackgroundPerturbation(0.1, LikelihoodSpec.bernoulli(3), rows, 1));
        }
    }
}
