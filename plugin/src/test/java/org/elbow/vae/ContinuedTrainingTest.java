package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuedTrainingTest {

    private final FeatureMatrix data = SmallData.bumps(400, 1);

    @AfterEach
    void close() {
        data.close();
    }

    private TrainingResult train(final TrainingOptions options) {
        return VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
            LikelihoodSpec.bernoulli(SmallData.FEATURES), options, Progress.NONE);
    }

    private TrainingResult continued(final VaeModel model, final TrainingOptions options) {
        return VaeTrainer.continueFrom(model, data, Objective.elbo(), options, Progress.NONE);
    }

    /** Gradient descent without momentum has no memory, so that nothing is lost between two trainings. */
    @Test
    void threeEpochsAndThreeMoreAreSixEpochs() {
        final TrainingOptions six = SmallData.options().withValidation(0, 0).withEpochs(6).withOptimiser(
            new OptimiserOptions(OptimiserOptions.Kind.MOMENTUM, 0, 0, LearningRateSchedule.CONSTANT));
        final VaeModel half = train(six.withEpochs(3)).model();
        final TrainingResult whole = train(six);
        final TrainingResult further = continued(half, six.withEpochs(3));
        assertArrayEquals(whole.model().parameters(), further.model().parameters());
        assertFalse(Arrays.equals(half.parameters(), further.model().parameters()));
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertEquals(whole.history().get(epoch + 2).trainingLoss(), further.history().get(epoch - 1).trainingLoss());
            assertEquals(epoch, further.history().get(epoch - 1).epoch(), "epochs of this training");
        }
    }

    @Test
    void aTinyLearningRateLeavesTheModelAsItIs() {
        final VaeModel model = train(SmallData.options()).model();
        final float[] before = model.parameters().clone();
        final VaeModel same = continued(model, SmallData.options().withLearningRate(1e-12)).model();
        // 60 steps of Adam move a weight by at most 1e-12 each, which is far below a float's resolution
        assertArrayEquals(before, same.parameters(), 1e-9f);
        assertArrayEquals(before, model.parameters(), "the model that was continued");
        assertEquals(model.encoding(), same.encoding());
        assertEquals(model.architecture(), same.architecture());
        assertEquals(model.likelihood(), same.likelihood());
    }

    @Test
    void theLossGoesOnFromWhereItWas() {
        final TrainingResult first = train(SmallData.options().withEpochs(20));
        final TrainingResult further = continued(first.model(), SmallData.options().withEpochs(20));
        final double start = first.history().get(0).trainingLoss();
        final double end = first.history().get(19).trainingLoss();
        assertTrue(further.history().get(0).trainingLoss() < end + 0.1 * (start - end),
            start + " to " + end + ", then " + further.history().get(0).trainingLoss());
        assertTrue(further.history().get(19).trainingLoss() < end, further.history().get(19).trainingLoss() + " after " + end);
    }

    @Test
    void theRecordTellsWhatCameBeforeAndWhatWasDoneNow() {
        final VaeModel first = train(SmallData.options().withEpochs(4).withValidation(0, 0)).model();
        assertEquals(Optional.empty(), first.record().earlier());
        final TrainingOptions options = SmallData.options().withEpochs(2).withBatchSize(50).withValidation(0, 0).withLearningRate(1e-4);
        final TrainingRecord second = continued(first, options).model().record();
        assertEquals(options, second.options());
        assertEquals(2, second.epochs());
        assertEquals(16, second.steps(), "400 rows by 50, twice");
        assertEquals(Optional.of(new EarlierTraining(4, 52)), second.earlier(), "4 times 400 rows by 32");
        final TrainingRecord third = continued(continued(first, options).model(), options).model().record();
        assertEquals(Optional.of(new EarlierTraining(6, 68)), third.earlier());
    }

    @Test
    void epochsAfterTheBestOneDoNotCount() {
        final VaeModel first = train(SmallData.options().withEpochs(60).withLearningRate(0.05).withValidation(0.9, 0)).model();
        final int best = first.record().bestEpoch();
        assertTrue(best < 60, "so few rows are soon learned by heart");
        final TrainingRecord second = continued(first, SmallData.options().withEpochs(1)).model().record();
        assertEquals(Optional.of(new EarlierTraining(best, 2L * best)), second.earlier(), "40 rows by 32");
    }

    @Test
    void checkpointsAreThoseOfThisTraining() {
        final VaeModel first = train(SmallData.options().withCheckpoints(3)).model();
        final VaeModel second = continued(first, SmallData.options().withEpochs(2).withCheckpoints(2).withLearningRate(1e-3)).model();
        assertEquals(List.of(10L, 20L), second.checkpoints().stream().map(Checkpoint::step).toList());
        second.checkpoints().forEach(checkpoint -> assertEquals(1e-3, checkpoint.learningRate()));
    }

    @Test
    void theSameSeedGivesTheSameModelAndAnotherSeedAnother() {
        final VaeModel model = train(SmallData.options()).model();
        final float[] once = continued(model, SmallData.options()).model().parameters();
        assertArrayEquals(once, continued(model, SmallData.options()).model().parameters());
        assertFalse(Arrays.equals(once, continued(model, SmallData.options().withSeed(6)).model().parameters()));
    }

    @Test
    void aModelThatWasTrainedElsewhereCanBeTrainedOn() {
        final VaeModel known = train(SmallData.options()).model();
        final VaeModel foreign = new VaeModel(known.architecture(), known.likelihood(), known.encoding(), known.parameters(),
            List.of(), TrainingRecord.UNKNOWN);
        final TrainingRecord record = continued(foreign, SmallData.options().withEpochs(2)).model().record();
        assertTrue(record.isKnown());
        assertEquals(2, record.epochs());
        assertEquals(Optional.of(new EarlierTraining(0, 0)), record.earlier(), "of which nothing is known");
    }

    @Test
    void whatCameBeforeSurvivesTheModelFile() throws IOException {
        final VaeModel model = continued(train(SmallData.options()).model(), SmallData.options().withEpochs(1)).model();
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        model.write(file);
        assertEquals(model.record(), VaeModel.read(new ByteArrayInputStream(file.toByteArray())).record());
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        final VaeModel model = train(SmallData.options().withEpochs(1)).model();
        try (FeatureMatrix narrow = FeatureMatrix.allocate(10, SmallData.FEATURES - 1);
                FeatureMatrix single = FeatureMatrix.allocate(1, SmallData.FEATURES)) {
            final String message = assertThrows(IllegalArgumentException.class, () -> VaeTrainer.continueFrom(model, narrow,
                Objective.elbo(), SmallData.options(), Progress.NONE)).getMessage();
            assertTrue(message.contains((SmallData.FEATURES - 1) + " features")
                && message.contains("takes " + SmallData.FEATURES), message);
            assertThrows(DataException.class,
                () -> VaeTrainer.continueFrom(model, single, Objective.elbo(), SmallData.options(), Progress.NONE));
        }
    }

    @Test
    void itCanBeCancelled() {
        final VaeModel model = train(SmallData.options().withEpochs(1)).model();
        assertThrows(CancellationException.class, () -> VaeTrainer.continueFrom(model, data, Objective.elbo(),
            SmallData.options(), (fraction, message) -> {
                if (fraction > 0.3) {
                    throw new CancellationException("enough");
                }
            }));
    }
}
