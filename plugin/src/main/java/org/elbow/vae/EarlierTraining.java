package org.elbow.vae;

/**
 * What the weights that a training began with had been through before.
 *
 * @param epochs through which they had gone, all trainings before together
 * @param steps that they had taken in these
 */
public record EarlierTraining(int epochs, long steps) {

    /**
     * What a model's weights have been through: the training up to the epoch that they were kept from, and the trainings before
     * that it continued.
     */
    static EarlierTraining of(final TrainingRecord record) {
        final EarlierTraining before = record.earlier().orElse(new EarlierTraining(0, 0));
        final long stepsPerEpoch = record.options().plannedSteps(record.rows()) / record.options().epochs();
        return new EarlierTraining(before.epochs + record.bestEpoch(), before.steps + stepsPerEpoch * record.bestEpoch());
    }
}
