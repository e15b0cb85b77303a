package org.elbow.vae;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a model came to be.
 *
 * @param options what was asked for
 * @param objective what was minimised, in words for a user
 * @param rows training rows, those kept out for validation not counted
 * @param epochs epochs that were gone through
 * @param steps steps that were taken
 * @param bestEpoch the epoch that the model's weights are from
 * @param loss the loss of that epoch in nats per row: on the validation rows if there were any, else in training; NaN if it is
 *            not known
 * @param stopReason why training ended, in words for a user
 * @param earlier what the weights that training began with had been through; empty if they were drawn
 * @param libraries versions of what computed, by name, see {@link LibraryVersions}; empty if they are not known. An unmodifiable
 *            copy is kept
 */
public record TrainingRecord(TrainingOptions options, String objective, int rows, int epochs, long steps, int bestEpoch,
    double loss, String stopReason, Optional<EarlierTraining> earlier, Map<String, String> libraries) {

    /** Of a model that came from elsewhere, which does not say how it was trained. */
    public static final TrainingRecord UNKNOWN = new TrainingRecord(TrainingOptions.defaults().withValidation(0, 0),
        "not known", 0, 0, 0, 0, Double.NaN, "it was not trained here");

    /** Copies the versions, in the order of their names. */
    public TrainingRecord {
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
    }

    /** A training that began with drawn weights, by libraries whose versions are not known. */
    public TrainingRecord(final TrainingOptions options, final String objective, final int rows, final int epochs,
        final long steps, final int bestEpoch, final double loss, final String stopReason) {
        this(options, objective, rows, epochs, steps, bestEpoch, loss, stopReason, Optional.empty(), Map.of());
    }

    /** @return whether anything is known of the training itself */
    public boolean isKnown() {
        return epochs > 0;
    }
}
