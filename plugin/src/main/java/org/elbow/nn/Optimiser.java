package org.elbow.nn;

/**
 * Changes parameters by their gradient, step by step: {@link #beginStep} by one thread, then the gradient of every parameter
 * through {@link #accept}, stretch by stretch. Each parameter is treated by itself, so that several threads may hand over
 * different stretches at once, and neither their order nor how the parameters are cut changes the result.
 */
public interface Optimiser extends ParameterGradient.Consumer, AutoCloseable {

    /**
     * Begins a step. Called by one thread, before the stretches of the step.
     *
     * @param learningRate the step size η of this step, positive; it may differ from step to step
     */
    void beginStep(double learningRate);

    /** Frees the averages. The parameters are not closed. */
    @Override
    void close();
}
