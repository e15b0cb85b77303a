package org.elbow.nn;

/**
 * The affine part of a layer: o = A(x) + b with A linear in x and in its weights.
 *
 * <p>All methods work on the rows [from, to) of their blocks, so that several threads can share a batch; {@code parameters} is
 * read from {@code offset} on. Since the map is linear, the same methods carry a value and a tangent ẋ: {@link #tangent} is
 * {@link #value} without the bias, and the backward pass of the pair (value, tangent) applies {@link #backward} to each of
 * them and adds up two gradients.
 */
public sealed interface LinearOp permits Dense, Conv2d, Deconv2d {

    /** @return numbers per row that go in */
    int inputSize();

    /** @return numbers per row that come out */
    int outputSize();

    /** @return weights and biases together */
    int parameterCount();

    /** @return how many inputs each output depends on, for the scale of initial weights */
    int fanIn();

    /** @return how many outputs each input acts on, for the scale of initial weights */
    int fanOut();

    /** @return how many of the parameters are weights: they come first, then the biases */
    int weightCount();

    /** output ← A(input) + b. Changes rows [from, to) of {@code output}. */
    void value(FloatBlock parameters, long offset, FloatBlock input, FloatBlock output, int from, int to, Scratch scratch);

    /** output ← A(input). Changes rows [from, to) of {@code output}. */
    void tangent(FloatBlock parameters, long offset, FloatBlock input, FloatBlock output, int from, int to, Scratch scratch);

    /** inputAdjoint ← Aᵀ(outputAdjoint). Changes rows [from, to) of {@code inputAdjoint}. */
    void backward(FloatBlock parameters, long offset, FloatBlock outputAdjoint, FloatBlock inputAdjoint, int from, int to,
        Scratch scratch);

    /**
     * The gradient of the parameters over some rows, given the layer's input and the adjoint of its output. Adds to the
     * {@link #parameterCount()} floats of {@code gradient} from {@code offset} on.
     *
     * @param bias whether the biases' gradient is wanted too; a tangent has none
     */
    void addGradient(FloatBlock input, FloatBlock outputAdjoint, int from, int to, boolean bias, FloatBlock gradient,
        long offset, Scratch scratch);
}
