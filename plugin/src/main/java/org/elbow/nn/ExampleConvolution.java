package org.elbow.nn;

/**
 * A convolution, plain or transposed, of one example's own. It has few weights and much to multiply, so it works in blocks,
 * with matrix products, like the layers of a whole batch.
 */
final class ExampleConvolution implements ExampleLayer {

    private final LinearOp map;

    private final Scratch scratch;

    private final FloatBlock parameters;

    private final FloatBlock gradient;

    private final FloatBlock input;

    private final FloatBlock inputAdjoint;

    private final FloatBlock output;

    private final Adam adam;

    ExampleConvolution(final LinearOp map, final float[] shared, final int offset, final Scratch scratch) {
        this.map = map;
        this.scratch = scratch;
        parameters = FloatBlock.allocate(map.parameterCount());
        gradient = FloatBlock.allocate(map.parameterCount());
        input = FloatBlock.allocate(map.inputSize());
        inputAdjoint = FloatBlock.allocate(map.inputSize());
        output = FloatBlock.allocate(map.outputSize());
        parameters.put(0, shared, offset, map.parameterCount());
        adam = new Adam(parameters, AdamStep.BETA1, AdamStep.BETA2, AdamStep.EPSILON);
    }

    /** @return floats that such a layer holds */
    static long floats(final LinearOp map) {
        return 4L * map.parameterCount() + 2L * map.inputSize() + map.outputSize();
    }

    @Override
    public void forward(final float[] values, final float[] sum) {
        input.put(0, values, 0, map.inputSize());
        map.value(parameters, 0, input, output, 0, 1, scratch);
        output.get(0, sum, 0, map.outputSize());
    }

    @Override
    public void step(final float[] values, final float[] delta, final float[] slope, final float[] inputDelta,
        final AdamStep step) {
        output.put(0, delta, 0, map.outputSize());
        if (inputDelta != null) {
            map.backward(parameters, 0, output, inputAdjoint, 0, 1, scratch);
            inputAdjoint.get(0, inputDelta, 0, map.inputSize());
            HeapKernels.multiply(inputDelta, slope, map.inputSize());
        }
        gradient.clear(0, map.parameterCount());
        map.addGradient(input, output, 0, 1, true, gradient, 0, scratch);
        adam.beginStep(step.learningRate());
        adam.accept(0, gradient, map.parameterCount(), scratch);
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
        gradient.close();
        input.close();
        inputAdjoint.close();
        output.close();
    }
}
