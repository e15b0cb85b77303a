package org.elbow.nn;

import java.util.Arrays;

/**
 * A dense layer whose input is the same in all steps: the first of a network that is trained on a single example. Its weights
 * need not be kept, since everything they do can be said of its sums.
 *
 * <p>The gradient of the weight from input i to output j is xᵢ δⱼ. Adam's averages are linear and quadratic in it, so they are
 * xᵢ Mⱼ and xᵢ² Vⱼ with the averages M, V of δ, and the step is Δwᵢⱼ = −η xᵢ Mⱼ/(|xᵢ| √Vⱼ + ε). The sum j changes by
 *
 * <pre>Σᵢ xᵢ Δwᵢⱼ = −η Mⱼ Σᵢ xᵢ²/(|xᵢ| √Vⱼ + ε),</pre>
 *
 * which only the absolute values of the inputs enter. The bias is the weight of an input of 1. An input of 0 does not enter:
 * its weights have gradient 0 in every step, and without weight decay Adam then leaves them where they are.
 */
final class FirstExampleDense implements ExampleLayer {

    private final float[] sums;

    private final float[] firstMoments;

    private final float[] secondMoments;

    private final float[] roots;

    private final float[] reach;

    private final float[] magnitudes;

    private final float[] squares;

    private int magnitudeCount;

    /** @param example the input in all steps */
    FirstExampleDense(final Dense map, final float[] shared, final int offset, final float[] example) {
        sums = new float[map.outputSize()];
        firstMoments = new float[sums.length];
        secondMoments = new float[sums.length];
        roots = new float[sums.length];
        reach = new float[sums.length];
        magnitudes = new float[map.inputSize() + 1];
        squares = new float[magnitudes.length];
        multiply(map, shared, offset, example);
        collectMagnitudes(example);
    }

    @Override
    public void forward(final float[] input, final float[] sum) {
        System.arraycopy(sums, 0, sum, 0, sums.length);
    }

    private void multiply(final Dense map, final float[] shared, final int offset, final float[] input) {
        final int n = sums.length;
        System.arraycopy(shared, offset + map.weightCount(), sums, 0, n);
        for (int i = 0; i < map.inputSize(); i++) {
            if (input[i] != 0) {
                System.arraycopy(shared, offset + i * n, roots, 0, n);
                HeapKernels.addMultiple(input[i], roots, sums, n);
            }
        }
    }

    /** The different values of |xᵢ|, zero left out and the bias's 1 among them, each with the sum of its squares. */
    private void collectMagnitudes(final float[] input) {
        int count = 1;
        magnitudes[0] = 1f;
        for (int i = 0; i < input.length; i++) {
            if (input[i] != 0) {
                magnitudes[count++] = Math.abs(input[i]);
            }
        }
        Arrays.sort(magnitudes, 0, count);
        magnitudeCount = 0;
        for (int i = 0; i < count; i++) {
            final float magnitude = magnitudes[i];
            if (magnitudeCount == 0 || magnitudes[magnitudeCount - 1] != magnitude) {
                magnitudes[magnitudeCount] = magnitude;
                squares[magnitudeCount++] = 0f;
            }
            squares[magnitudeCount - 1] += magnitude * magnitude;
        }
    }

    @Override
    public void step(final float[] input, final float[] delta, final float[] slope, final float[] inputDelta,
        final AdamStep adam) {
        final int n = sums.length;
        average(delta, adam.scale(), n);
        Arrays.fill(reach, 0f);
        for (int i = 0; i < magnitudeCount; i++) {
            addReach(magnitudes[i], squares[i], n);
        }
        for (int j = 0; j < n; j++) {
            if (firstMoments[j] != 0) { // if not, the reach may have overflown
                sums[j] -= adam.rate() * firstMoments[j] * reach[j];
            }
        }
    }

    private void average(final float[] delta, final float scale, final int n) {
        MovingAverage.update(firstMoments, delta, AdamStep.BETA1, 1f - AdamStep.BETA1, n);
        for (int j = 0; j < n; j++) {
            secondMoments[j] = AdamStep.BETA2 * secondMoments[j] + (1f - AdamStep.BETA2) * delta[j] * delta[j]
                + MovingAverage.NEGLIGIBLE - MovingAverage.NEGLIGIBLE;
        }
        for (int j = 0; j < n; j++) {
            roots[j] = (float)Math.sqrt(secondMoments[j]) * scale;
        }
    }

    private void addReach(final float magnitude, final float square, final int n) {
        for (int j = 0; j < n; j++) {
            reach[j] += square / (magnitude * roots[j] + AdamStep.EPSILON);
        }
    }

    @Override
    public void close() {
        // all on the heap
    }
}
