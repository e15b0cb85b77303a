package org.elbow.vae;

import java.util.Map;
import java.util.Optional;

/**
 * What a training begins with.
 *
 * @param parameters in the order of {@link VaeStructure}; not changed
 * @param learned what an objective has learned beside them, by name
 * @param earlier what they have been through; empty for weights that were drawn
 */
record TrainingStart(float[] parameters, Map<String, float[]> learned, Optional<EarlierTraining> earlier) {

    /** Drawn weights. */
    static TrainingStart drawn(final VaeStructure structure, final long seed) {
        return new TrainingStart(InitialWeights.draw(structure, seed), Map.of(), Optional.empty());
    }

    /** The weights of a model, and what its objective learned. */
    static TrainingStart of(final VaeModel model) {
        return new TrainingStart(model.parameters(), model.learned(), Optional.of(EarlierTraining.of(model.record())));
    }

    /** Epochs before the first of this training. */
    int epochs() {
        return earlier.map(EarlierTraining::epochs).orElse(0);
    }

    /** Steps before the first of this training. */
    long steps() {
        return earlier.map(EarlierTraining::steps).orElse(0L);
    }
}
