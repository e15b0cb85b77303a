package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.vae.LearningRateSchedule.Cosine;
import org.elbow.vae.LearningRateSchedule.Exponential;
import org.elbow.vae.LearningRateSchedule.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class LearningRateScheduleTest {

    private static final int EPOCHS = 20;

    private static void agree(final ISchedule expected, final LearningRateSchedule schedule) {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (final double part : new double[]{0, 0.5, 0.99}) {
                assertEquals(expected.valueAt(0, epoch), schedule.factor(epoch + part, EPOCHS), 1e-12,
                    schedule + " in epoch " + epoch);
            }
        }
    }

    @Test
    void epochByEpochTheRatesAreThoseOfDl4jsSchedules() {
        agree(new ExponentialSchedule(ScheduleType.EPOCH, 1, 0.9), new Exponential(0.9));
        agree(new StepSchedule(ScheduleType.EPOCH, 1, 0.5, 3), new Step(0.5, 3));
    }

    @Test
    void theCosineFallsSteadilyFromOneToItsFinalShare() {
        final LearningRateSchedule schedule = new Cosine(0.1);
        assertEquals(1, schedule.factor(0, EPOCHS), 1e-12);
        assertEquals(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, schedule.factor(EPOCHS / 4.0, EPOCHS), 1e-12);
        assertEquals(0.55, schedule.factor(EPOCHS / 2.0, EPOCHS), 1e-12);
        assertEquals(0.1, schedule.factor(EPOCHS, EPOCHS), 1e-12);
        assertEquals(0, new Cosine(0).factor(EPOCHS, EPOCHS), 1e-12);
    }

    @Test
    void noScheduleEverRaisesTheRate() {
        for (final LearningRateSchedule schedule : List.of(LearningRateSchedule.CONSTANT, new Exponential(0.7),
            new Step(0.1, 4), new Cosine(0.01))) {
            double before = 1;
            assertEquals(1, schedule.factor(0, EPOCHS));
            for (double done = 0; done < EPOCHS; done += 0.125) {
                final double factor = schedule.factor(done, EPOCHS);
                assertTrue(factor > 0 && factor <= before, schedule + " after " + done + " epochs: " + factor);
                before = factor;
            }
        }
    }

    @Test
    void constantStaysConstant() {
        assertEquals(1, LearningRateSchedule.CONSTANT.factor(19.9, EPOCHS));
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        refused("falls is 0.0", () -> new Exponential(0));
        refused("falls is 1.5", () -> new Step(1.5, 1));
        refused("falls is NaN", () -> new Exponential(Double.NaN));
        refused("falls is 0; it must be at least 1", () -> new Step(0.5, 0));
        refused("end is -0.1", () -> new Cosine(-0.1));
    }

    private static void refused(final String words, final Executable settings) {
        final String message = assertThrows(IllegalArgumentException.class, settings).getMessage();
        assertTrue(message.contains(words), message);
    }
}
