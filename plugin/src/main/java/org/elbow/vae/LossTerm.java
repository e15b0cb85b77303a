package org.elbow.vae;

import java.util.List;
import java.util.Map;

import org.elbow.nn.GradientSource;
import org.elbow.nn.GradientSums;

/**
 * A term of the loss of a batch, a mean over its rows. The batch's rows are loaded and encoded before {@link #forward}; what
 * the term has to say about the encoder's posterior it adds to {@link VaePass#addPosteriorAdjoint}, which is sent back through
 * the encoder when all terms have had their say. Threads work on disjoint rows [from, to) at once.
 */
public interface LossTerm extends AutoCloseable {

    /** Prepares for a batch; called by each worker, also by those that get no rows of it. */
    default void beginBatch(final int worker) {
        // most terms have nothing to prepare
    }

    /** Finds the values of rows [from, to). */
    void forward(int from, int to, StepContext step, VaeWorker worker);

    /** Sends the term's mean back, after {@link #forward} on the same rows. */
    void backward(int from, int to, StepContext step, VaeWorker worker);

    /** @return the term's value for a row in nats, after {@link #forward} */
    double value(int row);

    /** @return the passes from whose inputs and adjoints the gradient of the networks' weights follows */
    List<GradientSource> gradientSources();

    /** @return sums of the networks' gradient that the workers made by themselves */
    default List<GradientSums> gradientSums() {
        return List.of();
    }

    /**
     * Updates what the term itself learns, after all rows have been sent back. Called by one thread.
     *
     * @param learningRate of this step
     */
    default void endStep(final double learningRate) {
        // most terms learn nothing of their own
    }

    /**
     * Begins with what was learned before, instead of as the term was made. Called before the first step.
     *
     * @param learned what {@link #learned} gave at the end of an earlier training, perhaps of another objective; empty if there
     *            was none
     * @throws IllegalArgumentException if the term's options exclude what was learned
     */
    default void startFrom(final Map<String, float[]> learned) {
        // most terms learn nothing of their own
    }

    /** @return copies of what the term itself has learned, by name; empty if nothing */
    default Map<String, float[]> learned() {
        return Map.of();
    }

    /** Frees memory outside the heap. */
    @Override
    void close();
}
