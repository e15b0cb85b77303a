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

    private static void multiply(final float[] factor, final float[] target, final int n) {
        for (int i = 0; i < n; i++) {
            target[i] *= factor[i];
        }
    }
}
