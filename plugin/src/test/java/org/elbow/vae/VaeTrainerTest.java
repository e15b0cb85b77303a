package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaeTrainerTest {

    private static TrainingResult train(final FeatureMatrix data, final TrainingOptions options, final Progress progress) {
        return VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
            LikelihoodSpec.bernoulli(SmallData.FEATURES), options, progress);
    }

    @Test
    void theLossFallsInTrainingAndOnTheRowsKeptOut() {
        try (FeatureMatrix data = SmallData.bumps(400, 1)) {
            final List<EpochRecord> history = train(data, SmallData.options().withEpochs(25), Progress.NONE).history();
            assertEquals(25, history.size());
            assertTrue(history.get(24).trainingLoss() < history.get(0).trainingLoss() - 1, "" + history);
            assertTrue(history.get(24).validationLoss() < history.get(0).validationLoss() - 0.5, "" + history);
        }
    }

    @Test
    void lossIsReconstructionPlusWeightedKl() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            for (final EpochRecord record : train(data, SmallData.options().withBeta(3, 0), Progress.NONE).history()) {
                assertEquals(record.trainingReconstruction() + 3 * record.trainingKl(), record.trainingLoss(), 1e-9);
                assertEquals(record.validationReconstruction() + 3 * record.validationKl(), record.validationLoss(), 1e-9);
            }
        }
    }

    @Test
    void theWeightOfTheKlTermGrowsOverTheWarmUp() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            final List<EpochRecord> history =
                train(data, SmallData.options().withBeta(2, 4), Progress.NONE).history();
            assertEquals(0.5, history.get(0).beta(), 1e-9);
            assertEquals(1, history.get(1).beta(), 1e-9);
            assertEquals(2, history.get(3).beta(), 1e-9);
            assertEquals(2, history.get(5).beta(), 1e-9);
        }
    }

    @Test
    void theSameSeedGivesTheSameWeightsBitByBitAlsoWithTwoTrainingsAtOnce() {
        try (FeatureMatrix data = SmallData.bumps(200, 1)) {
            final float[] alone = train(data, SmallData.options(), Progress.NONE).model().parameters();
            final CompletableFuture<float[]> other =
                CompletableFuture.supplyAsync(() -> train(data, SmallData.options(), Progress.NONE).model().parameters());
            final float[] together = train(data, SmallData.options(), Progress.NONE).model().parameters();
            assertArrayEquals(alone, together, 0f);
            assertArrayEquals(alone, other.join(), 0f);
            assertFalse(java.util.Arrays.equals(alone,
                train(data, SmallData.options().withSeed(6), Progress.NONE).model().parameters()));
        }
    }

    @Test
    void cancelEndsTrainingWithinAStep() {
        try (FeatureMatrix data = SmallData.bumps(200, 1)) {
            final AtomicInteger updates = new AtomicInteger();
            assertThrows(CancellationException.class, () -> train(data, SmallData.options(), (fraction, message) -> {
                if (updates.incrementAndGet() == 4) {
                    throw new CancellationException();
                }
            }));
            assertEquals(4, updates.get());
        }
    }

    @Test
    void progressRisesToOneAndTellsTheLoss() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            final double[] last = {0};
            final StringBuilder messages = new StringBuilder();
            train(data, SmallData.options(), (fraction, message) -> {
                assertTrue(fraction >= last[0] && fraction <= 1, "from " + last[0] + " to " + fraction);
                last[0] = fraction;
                messages.append(message).append('\n');
            });
            assertEquals(1, last[0], 1e-12);
            assertTrue(messages.toString().contains("Epoch 6 of 6: loss "), messages.toString());
        }
    }

    @Test
    void earlyStoppingReturnsTheBestModelOnTheRowsKeptOut() {
        try (FeatureMatrix data = SmallData.bumps(60, 1)) {
            final TrainingOptions options = new TrainingOptions(400, 8, 0.02, 0.1, 0, 0.3, 5, 0, 3, 2);
            final TrainingResult result = train(data, options, Progress.NONE);
            final TrainingRecord record = result.model().record();
            assertTrue(result.history().size() < 400, "epochs: " + result.history().size());
            assertEquals(record.bestEpoch() + 5, result.history().size());
            assertEquals(result.history().stream().mapToDouble(EpochRecord::validationLoss).min().orElseThrow(),
                record.loss(), 0);
            // a training that ends at the best epoch has the very weights that were returned
            final TrainingOptions upToBest = options.withEpochs(record.bestEpoch());
            assertArrayEquals(train(data, upToBest, Progress.NONE).model().parameters(), result.model().parameters(), 0f);
        }
    }

    @Test
    void onlyTheRowsSaidToBeTrainedOnShapeTheWeights() {
        final TrainingOptions options = SmallData.options().withEpochs(1);
        final int[] trained = VaeTrainer.trainingRows(50, options);
        assertEquals(40, trained.length);
        try (FeatureMatrix data = SmallData.bumps(50, 1)) {
            final float[] weights = train(data, options, Progress.NONE).model().parameters();
            for (int row = 0; row < 50; row++) {
                final float before = data.get(row, 0);
                data.set(row, 0, 1 - before);
                assertEquals(java.util.Arrays.binarySearch(trained, row) < 0,
                    java.util.Arrays.equals(weights, train(data, options, Progress.NONE).model().parameters()), "row " + row);
                data.set(row, 0, before);
            }
        }
    }

    @Test
    void checkpointsAreSpreadOverTheStepsAndTheLastHoldsTheFinalWeights() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            final TrainingOptions options = SmallData.options().withValidation(0, 0).withCheckpoints(3);
            final VaeModel model = train(data, options, Progress.NONE).model();
            assertEquals(List.of(8L, 16L, 24L), model.checkpoints().stream().map(Checkpoint::step).toList());
            assertArrayEquals(model.parameters(), model.checkpoints().get(2).parameters(), 0f);
        }
    }

    @Test
    void checkpointsComeEveryFewStepsWhereThatIsAskedFor() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            final TrainingOptions options = SmallData.options().withValidation(0, 0).withCheckpointEverySteps(5);
            final VaeModel model = train(data, options, Progress.NONE).model();
            assertEquals(24, model.record().steps());
            assertEquals(List.of(5L, 10L, 15L, 20L), model.checkpoints().stream().map(Checkpoint::step).toList());
            assertEquals(4, options.plannedCheckpoints(100));
            final String message = assertThrows(IllegalArgumentException.class,
                () -> train(data, options.withEpochs(2000).withCheckpointEverySteps(1), Progress.NONE)).getMessage();
            assertTrue(message.contains("8000 checkpoints") && message.contains("1000"), message);
            assertThrows(IllegalArgumentException.class, () -> options.withCheckpointEverySteps(-1));
        }
    }

    @Test
    void theLastCheckpointIsThatOfTheEndAlsoIfTrainingEndsEarly() {
        try (FeatureMatrix data = SmallData.bumps(60, 1)) {
            final TrainingOptions options = new TrainingOptions(400, 8, 0.02, 0.1, 0, 0.3, 5, 1, 3, 2);
            final VaeModel model = train(data, options, Progress.NONE).model();
            assertTrue(model.record().epochs() < 400);
            assertEquals(List.of(model.record().steps()), model.checkpoints().stream().map(Checkpoint::step).toList());
            // the weights of an end after as many epochs
            final VaeModel shorter = train(data, options.withEpochs(model.record().epochs()), Progress.NONE).model();
            assertArrayEquals(shorter.checkpoints().get(0).parameters(), model.checkpoints().get(0).parameters(), 0f);
        }
    }

    @Test
    void aLossThatExplodesEndsTrainingWithAMessageThatSaysWhatToTry() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            for (int i = 0; i < 100; i++) {
                data.set(i, 0, 3e38f);
            }
            final DataException thrown = assertThrows(DataException.class,
                () -> VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
                    LikelihoodSpec.gaussian(SmallData.FEATURES), SmallData.options(), Progress.NONE));
            assertTrue(thrown.getMessage().contains("Lower the learning rate"), thrown.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, no rows", "1, only one row"})
    void fewerThanTwoRowsAreRefused(final int rows, final String words) {
        try (FeatureMatrix data = SmallData.bumps(rows, 1)) {
            final DataException thrown =
                assertThrows(DataException.class, () -> train(data, SmallData.options(), Progress.NONE));
            assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
        }
    }

    @Test
    void twoRowsAreEnough() {
        try (FeatureMatrix data = SmallData.bumps(2, 1)) {
            assertEquals(6, train(data, SmallData.options(), Progress.NONE).history().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5, Bernoulli", "-0.1, Bernoulli", "NaN, finite", "Infinity, finite"})
    void aValueThatDoesNotSuitTheLikelihoodIsNamedWithItsRow(final float value, final String words) {
        try (FeatureMatrix data = SmallData.bumps(10, 1)) {
            data.set(6, 3, value);
            final String message =
                assertThrows(DataException.class, () -> train(data, SmallData.options(), Progress.NONE)).getMessage();
            assertTrue(message.contains("x[4] in row 7") && message.contains("" + value) && message.contains(words), message);
        }
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirValue() {
        final TrainingOptions options = TrainingOptions.defaults();
        final String message =
            assertThrows(IllegalArgumentException.class, () -> options.withLearningRate(-3)).getMessage();
        assertTrue(message.contains("learning rate") && message.contains("-3"), message);
        assertThrows(IllegalArgumentException.class, () -> options.withEpochs(0));
        assertThrows(IllegalArgumentException.class, () -> options.withBatchSize(0));
        assertThrows(IllegalArgumentException.class, () -> options.withValidation(0, 3));
        assertThrows(IllegalArgumentException.class, () -> options.withLearningRate(Double.NaN));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void everyOptimiserLowersTheLoss(final OptimiserOptions.Kind kind) {
        try (FeatureMatrix data = SmallData.bumps(300, 1)) {
            final OptimiserOptions optimiser = new OptimiserOptions(kind, 0.9, 0, LearningRateSchedule.CONSTANT);
            final List<EpochRecord> history =
                train(data, SmallData.options().withEpochs(15).withOptimiser(optimiser), Progress.NONE).history();
            assertTrue(history.get(14).trainingLoss() < history.get(0).trainingLoss() - 0.5, kind + ": " + history);
        }
    }

    @Test
    void clippingBoundsTheFirstStepOfGradientDescentAndALooseBoundChangesNothing() {
        try (FeatureMatrix data = SmallData.bumps(64, 1)) {
            final TrainingOptions options = new TrainingOptions(1, 64, 0.5, 1, 0, 0, 0, 0, 5, 2);
            final float[] start = InitialWeights.draw(
                new VaeStructure(SmallData.architecture(), LikelihoodSpec.bernoulli(SmallData.FEATURES)), 5);
            final double[] moved = new double[3];
            final double[] limits = {0.01, 1e6, 0};
            for (int i = 0; i < 3; i++) {
                final float[] end = train(data, options.withOptimiser(
                    new OptimiserOptions(OptimiserOptions.Kind.MOMENTUM, 0, limits[i], LearningRateSchedule.CONSTANT)),
                    Progress.NONE).model().parameters();
                for (int j = 0; j < end.length; j++) {
                    moved[i] += Math.pow(end[j] - start[j], 2);
                }
                moved[i] = Math.sqrt(moved[i]);
            }
            assertEquals(0.5 * 0.01, moved[0], 1e-5, "one step of learning rate 0.5 along a gradient of norm 0.01");
            assertTrue(moved[2] > 0.1, "without a limit: " + moved[2]);
            assertEquals(moved[2], moved[1], 1e-6);
        }
    }

    @Test
    void checkpointsTellTheLearningRateOfTheirStep() {
        try (FeatureMatrix data = SmallData.bumps(64, 1)) {
            final OptimiserOptions halving =
                new OptimiserOptions(OptimiserOptions.Kind.ADAM, 0.9, 0, new LearningRateSchedule.Step(0.5, 1));
            final TrainingOptions options = new TrainingOptions(3, 64, 0.01, 1, 0, 0, 0, 3, 5, 2).withOptimiser(halving);
            assertEquals(List.of(0.01, 0.005, 0.0025),
                train(data, options, Progress.NONE).model().checkpoints().stream().map(Checkpoint::learningRate).toList());
        }
    }
}
