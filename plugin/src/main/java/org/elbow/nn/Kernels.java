package org.elbow.nn;

/**
 * Element by element work on stretches of blocks. A stretch is moved to an array, worked on in a loop that the just-in-time
 * compiler vectorises, and moved back.
 */
final class Kernels {

    private Kernels() {
    }

    /** output ← f(sum) on the floats [from, to). The two may be the same block if f is the identity. */
    static void activate(final Activation f, final FloatBlock sum, final FloatBlock output, final long from, final long to,
        final Scratch scratch) {
        if (f == Activation.IDENTITY) {
            return;
        }
        for (long i = from; i < to; i += Scratch.LENGTH) {
            final int n = (int)Math.min(Scratch.LENGTH, to - i);
            sum.get(i, scratch.x, 0, n);
            f.value(scratch.x, scratch.y, n);
            output.put(i, scratch.y, 0, n);
        }
    }

    /** adjoint ← f′(sum) · adjoint on the floats [from, to). */
    static void multiplyByDerivative(final Activation f, final FloatBlock sum, final FloatBlock output,
        final FloatBlock adjoint, final long from, final long to, final Scratch scratch) {
        if (f == Activation.IDENTITY) {
            return;
        }
        for (long i = from; i < to; i += Scratch.LENGTH) {
            final int n = (int)Math.min(Scratch.LENGTH, to - i);
            sum.get(i, scratch.x, 0, n);
            output.get(i, scratch.y, 0, n);
            adjoint.get(i, scratch.t, 0, n);
            f.derivative(scratch.x, scratch.y, scratch.d, n);
            multiply(scratch.d, scratch.t, n);
            adjoint.put(i, scratch.t, 0, n);
        }
    }

    /** target[0…] ← target + source[offset…], {@code count} floats. */
    static void add(final FloatBlock source, final long offset, final FloatBlock target, final int count,
        final Scratch scratch) {
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            source.get(offset + i, scratch.x, 0, n);
            target.get(i, scratch.y, 0, n);
            for (int j = 0; j < n; j++) {
                scratch.y[j] += scratch.x[j];
            }
            target.put(i, scratch.y, 0, n);
        }
    }

    /** tangent ← f′(sum) · tangent, as {@link #multiplyByDerivative}, each row of the sums being used for several tangents. */
    static void multiplyByDerivative(final Activation f, final FloatBlock sum, final FloatBlock output, final int size,
        final FloatBlock sumTangent, final FloatBlock outputTangent, final int tangents, final int from, final int to,
        final Scratch scratch) {
        for (int row = from; row < to; row++) {
            for (int i = 0; i < size; i += Scratch.LENGTH) {
                final int n = Math.min(Scratch.LENGTH, size - i);
                final long value = (long)row * size + i;
                sum.get(value, scratch.x, 0, n);
                output.get(value, scratch.y, 0, n);
                f.derivative(scratch.x, scratch.y, scratch.d, n);
                for (int t = 0; t < tangents; t++) {
                    final long index = ((long)row * tangents + t) * size + i;
                    sumTangent.get(index, scratch.t, 0, n);
                    multiply(scratch.d, scratch.t, n);
                    outputTangent.put(index, scratch.t, 0, n);
                }
            }
        }
    }

    /**
     * adjoint ← f′ · adjoint + (f″/f′) · Σₜ sumTangentₜ · tangentDeltaₜ for the rows [from, to): the backward pass of an
     * activation with tangents, where tangentDelta = f′ · (adjoint of the output's tangent).
     */
    static void addCurvature(final Activation f, final FloatBlock sum, final FloatBlock output, final int size,
        final FloatBlock sumTangent, final FloatBlock tangentDelta, final int tangents, final FloatBlock adjoint,
        final int from, final int to, final Scratch scratch) {
        if (f == Activation.IDENTITY) {
            return;
        }
        for (int row = from; row < to; row++) {
            for (int i = 0; i < size; i += Scratch.LENGTH) {
                final int n = Math.min(Scratch.LENGTH, size - i);
                final long value = (long)row * size + i;
                sum.get(value, scratch.x, 0, n);
                output.get(value, scratch.y, 0, n);
                adjoint.get(value, scratch.t, 0, n);
                f.derivative(scratch.x, scratch.y, scratch.d, n);
                multiply(scratch.d, scratch.t, n);
                if (!f.isLinearInPieces()) {
                    f.curvatureRatio(scratch.x, scratch.y, scratch.d, n);
                    for (int t = 0; t < tangents; t++) {
                        final long index = ((long)row * tangents + t) * size + i;
                        sumTangent.get(index, scratch.x, 0, n);
                        tangentDelta.get(index, scratch.y, 0, n);
                        addProduct(scratch.d, scratch.x, scratch.y, scratch.t, n);
                    }
                }
                adjoint.put(value, scratch.t, 0, n);
            }
        }
    }

    private static void addProduct(final float[] a, final float[] b, final float[] c, final float[] target, final int n) {
        for (int i = 0; i < n; i++) {
            target[i] += a[i] * b[i] * c[i];
        }
    }

    private static void multiply(final float[] factor, final float[] target, final int n) {
        for (int i = 0; i < n; i++) {
            target[i] *= factor[i];
        }
    }
}
