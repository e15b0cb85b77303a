package org.elbow.nn;

/**
 * The affine part of one layer of an {@link ExampleNetwork}: parameters that start at the shared ones and are then changed
 * for one example alone.
 */
sealed interface ExampleLayer extends AutoCloseable permits FirstExampleDense, ExampleDense, ExampleConvolution {

    /** sum ← A(input) + b with the example's own parameters. */
    void forward(float[] input, float[] sum);

    /**
     * Brings an adjoint back, and then takes a step.
     *
     * @param input what the last {@link #forward} was given
     * @param delta the adjoint of its sum
     * @param slope the derivative of the activation below at each of the inputs; {@code null} if nothing is below
     * @param inputDelta is set to slope ⊙ Aᵀ(delta), with A as it was before the step; {@code null} if nothing is below
     * @param adam the step
     */
    void step(float[] input, float[] delta, float[] slope, float[] inputDelta, AdamStep adam);

    @Override
    void close();
}
