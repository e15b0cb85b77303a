package org.elbow.nn;

import org.elbow.nn.Blas.Matrix;

/**
 * A fully connected layer: o = x W + b with W [inputSize, outputSize].
 *
 * @param inputSize numbers per row that go in, at least 1
 * @param outputSize numbers per row that come out, at least 1
 */
public record Dense(int inputSize, int outputSize) implements LinearOp {

    /** @throws IllegalArgumentException if a size is less than 1 or the weights are too many for one block */
    public Dense {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                "A dense layer needs at least one input and one output, not " + inputSize + " and " + outputSize + ".");
        }
        if ((inputSize + 1L) * outputSize > FloatBlock.MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("A dense layer from " + inputSize + " to " + outputSize
                + " numbers has too many weights; make the hidden layers smaller.");
        }
    }

    @Override
    public int weightCount() {
        return inputSize * outputSize;
    }

    @Override
    public int parameterCount() {
        return weightCount() + outputSize;
    }

    @Override
    public int fanIn() {
        return inputSize;
    }

    @Override
    public int fanOut() {
        return outputSize;
    }

    @Override
    public void value(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        for (int row = from; row < to; row++) {
            output.copy((long)row * outputSize, parameters, offset + weightCount(), outputSize);
        }
        multiply(parameters, offset, input, output, from, to, 1f);
    }

    @Override
    public void tangent(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        multiply(parameters, offset, input, output, from, to, 0f);
    }

    /** Rows that come one by one. A single row of a larger batch is rounded as the others of the batch are. */
    private static boolean holdsOneRow(final FloatBlock block, final int size, final int from, final int to) {
        return from == 0 && to == 1 && block.length() == size;
    }

    private void multiply(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final float beta) {
        if (holdsOneRow(output, outputSize, from, to)) {
            Blas.multiplyRow(false, outputSize, inputSize, new Matrix(input, 0, inputSize),
                new Matrix(parameters, offset, outputSize), beta, new Matrix(output, 0, outputSize));
            return;
        }
        Blas.multiply(false, false, to - from, outputSize, inputSize,
            new Matrix(input, (long)from * inputSize, inputSize), new Matrix(parameters, offset, outputSize), beta,
            new Matrix(output, (long)from * outputSize, outputSize));
    }

    @Override
    public void backward(final FloatBlock parameters, final long offset, final FloatBlock outputAdjoint,
        final FloatBlock inputAdjoint, final int from, final int to, final Scratch scratch) {
        if (holdsOneRow(outputAdjoint, outputSize, from, to)) {
            Blas.multiplyRow(true, inputSize, outputSize, new Matrix(outputAdjoint, 0, outputSize),
                new Matrix(parameters, offset, outputSize), 0f, new Matrix(inputAdjoint, 0, inputSize));
            return;
        }
        Blas.multiply(false, true, to - from, inputSize, outputSize,
            new Matrix(outputAdjoint, (long)from * outputSize, outputSize), new Matrix(parameters, offset, outputSize), 0f,
            new Matrix(inputAdjoint, (long)from * inputSize, inputSize));
    }

    @Override
    public void addGradient(final FloatBlock input, final FloatBlock outputAdjoint, final int from, final int to,
        final boolean bias, final FloatBlock gradient, final long offset, final Scratch scratch) {
        weightGradient(input, outputAdjoint, from, to, 0, inputSize, 1f, gradient, offset);
        if (bias) {
            addBiasGradient(outputAdjoint, from, to, gradient, offset + weightCount(), scratch);
        }
    }

    /**
     * The gradient of rows [firstInput, lastInput) of W, over rows [from, to) of the batch, put into {@code gradient} with
     * {@code beta} 0 and added to it with 1.
     */
    void weightGradient(final FloatBlock input, final FloatBlock outputAdjoint, final int from, final int to,
        final int firstInput, final int lastInput, final float beta, final FloatBlock gradient, final long offset) {
        Blas.multiply(true, false, lastInput - firstInput, outputSize, to - from,
            new Matrix(input, (long)from * inputSize + firstInput, inputSize),
            new Matrix(outputAdjoint, (long)from * outputSize, outputSize), beta,
            new Matrix(gradient, offset, outputSize));
    }

    /** The gradient of b over rows [from, to) of the batch, added to {@code gradient}. */
    void addBiasGradient(final FloatBlock outputAdjoint, final int from, final int to, final FloatBlock gradient,
        final long offset, final Scratch scratch) {
        Convolutions.addChannelSums(outputAdjoint, (long)from * outputSize, (long)to * outputSize, outputSize, gradient, offset,
            scratch);
    }
}
