package org.elbow.nn;

/**
 * The affine part of a layer: o = A(x) + b with A linear in x and in its weights.
 *
 * <p>Its parameters are a matrix [{@link #units()}, {@link #unitSize()}] whose last row is the bias, stored row by row. All
 * methods work on the rows [from, to) of their blocks, so that several threads can share a batch; {@code parameters} is read
 * from {@code offset} on. Since the map is linear, the same methods carry a value and a tangent ẋ: {@link #tangent} is
 * {@link #value} without the bias, and the backward pass of the pair (value, tangent) applies {@link #backward} to each of
 * them and adds up two calls of {@link #gradient}.
 */
public interface LinearOp {

    /** @return numbers per row that go in */
    int inputSize();

    /** @return numbers per row that come out */
    int outputSize();

    /** @return rows of the parameter matrix, the bias being the last */
    int units();

    /** @return columns of the parameter matrix */
    int unitSize();

    /** @return weights and biases together */
    default int parameterCount() {
        return units() * unitSize();
    }

    /** output ← A(input) + b. Changes rows [from, to) of {@code output}. */
    void value(FloatBlock parameters, long offset, FloatBlock input, FloatBlock output, int from, int to);

    /** output ← A(input). Changes rows [from, to) of {@code output}. */
    void tangent(FloatBlock parameters, long offset, FloatBlock input, FloatBlock output, int from, int to);

    /** inputAdjoint ← Aᵀ(outputAdjoint). Changes rows [from, to) of {@code inputAdjoint}. */
    void backward(FloatBlock parameters, long offset, FloatBlock outputAdjoint, FloatBlock inputAdjoint, int from, int to);

    /**
     * The gradient of some rows of the parameter matrix over the whole batch, given the layer's input and the adjoint of its
     * output. Changes the first (unitTo − unitFrom) · unitSize floats of {@code gradient}.
     *
     * @param rows the size of the batch
     * @param ones a block of at least {@code rows} ones
     * @param add whether to add to what stands in {@code gradient}
     */
    void gradient(FloatBlock input, FloatBlock outputAdjoint, int rows, int unitFrom, int unitTo, FloatBlock ones,
        FloatBlock gradient, boolean add);
}
