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
    public int units() {
        return inputSize + 1;
    }

    @Override
    public int unitSize() {
        return outputSize;
    }

    @Override
    public void value(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to) {
        final long bias = offset + (long)inputSize * outputSize;
        for (int row = from; row < to; row++) {
            output.copy((long)row * outputSize, parameters, bias, outputSize);
        }
        multiply(parameters, offset, input, output, from, to, 1f);
    }

    @Override
    public void tangent(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to) {
        multiply(parameters, offset, input, output, from, to, 0f);
    }

    private void multiply(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final float beta) {
        Blas.multiply(false, false, to - from, outputSize, inputSize,
            new Matrix(input, (long)from * inputSize, inputSize), new Matrix(parameters, offset, outputSize), beta,
            new Matrix(output, (long)from * outputSize, outputSize));
    }

    @Override
    public void backward(final FloatBlock parameters, final long offset, final FloatBlock outputAdjoint,
        final FloatBlock inputAdjoint, final int from, final int to) {
        Blas.multiply(false, true, to - from, inputSize, outputSize,
            new Matrix(outputAdjoint, (long)from * outputSize, outputSize), new Matrix(parameters, offset, outputSize), 0f,
            new Matrix(inputAdjoint, (long)from * inputSize, inputSize));
    }

    @Override
    public void gradient(final FloatBlock input, final FloatBlock outputAdjoint, final int rows, final int unitFrom,
        final int unitTo, final FloatBlock ones, final FloatBlock gradient, final boolean add) {
        final float beta = add ? 1f : 0f;
        final int weightRows = Math.min(unitTo, inputSize) - unitFrom;
        final Matrix adjoint = new Matrix(outputAdjoint, 0, outputSize);
        if (weightRows > 0) {
            Blas.multiply(true, false, weightRows, outputSize, rows, new Matrix(input, unitFrom, inputSize), adjoint, beta,
                new Matrix(gradient, 0, outputSize));
        }
        if (unitTo > inputSize) {
            Blas.multiply(false, false, 1, outputSize, rows, new Matrix(ones, 0, rows), adjoint, beta,
                new Matrix(gradient, (long)Math.max(0, weightRows) * outputSize, outputSize));
        }
    }
}
