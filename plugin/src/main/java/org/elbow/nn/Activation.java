package org.elbow.nn;

/**
 * An activation function f, applied to each number by itself, with its first and second derivative.
 *
 * <p>The methods work on the first {@code n} entries of arrays: {@code x} is the input, {@code y} = f(x); neither is changed.
 * Where f has a kink the derivative is the one from the left, and the second derivative is 0.
 */
public enum Activation {

    /** f(x) = x. */
    IDENTITY {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            System.arraycopy(x, 0, y, 0, n);
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            java.util.Arrays.fill(d, 0, n, 1f);
        }
    },

    /** f(x) = max(x, 0). */
    RELU {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(x[i], 0f);
            }
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = step(x[i]);
            }
        }
    },

    /** f(x) = x for x > 0, 0.2 x elsewhere. */
    LEAKY_RELU {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(x[i], SLOPE * x[i]);
            }
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = SLOPE + (1f - SLOPE) * step(x[i]);
            }
        }
    },

    /** f(x) = x for x > 0, eˣ − 1 elsewhere. */
    ELU {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(x[i], 0f) + Approximation.exponentialMinusOne(x[i]);
            }
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = 1f + Math.min(y[i], 0f);
            }
        }

        @Override
        void curvatureRatio(final float[] x, final float[] y, final float[] r, final int n) {
            for (int i = 0; i < n; i++) {
                r[i] = 1f - step(x[i]);
            }
        }
    },

    /** f(x) = log(1 + eˣ). */
    SOFTPLUS {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            VectorMath.softplus(x, 0, y, 0, n);
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = Approximation.sigmoid(x[i]);
            }
        }

        @Override
        void curvatureRatio(final float[] x, final float[] y, final float[] r, final int n) {
            for (int i = 0; i < n; i++) {
                r[i] = 1f - Approximation.sigmoid(x[i]);
            }
        }
    },

    /** f(x) = tanh x. */
    TANH {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Approximation.tanh(x[i]);
            }
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = 1f - y[i] * y[i];
            }
        }

        @Override
        void curvatureRatio(final float[] x, final float[] y, final float[] r, final int n) {
            for (int i = 0; i < n; i++) {
                r[i] = -2f * y[i];
            }
        }
    },

    /** f(x) = 1/(1 + e⁻ˣ). */
    SIGMOID {
        @Override
        void value(final float[] x, final float[] y, final int n) {
            for (int i = 0; i < n; i++) {
                y[i] = Approximation.sigmoid(x[i]);
            }
        }

        @Override
        void derivative(final float[] x, final float[] y, final float[] d, final int n) {
            for (int i = 0; i < n; i++) {
                d[i] = y[i] * (1f - y[i]);
            }
        }

        @Override
        void curvatureRatio(final float[] x, final float[] y, final float[] r, final int n) {
            for (int i = 0; i < n; i++) {
                r[i] = 1f - 2f * y[i];
            }
        }
    };

    /** The slope of {@link #LEAKY_RELU} for x < 0. */
    public static final float SLOPE = 0.2f;

    /** y ← f(x). */
    abstract void value(float[] x, float[] y, int n);

    /** d ← f′(x). */
    abstract void derivative(float[] x, float[] y, float[] d, int n);

    /**
     * r ← f″(x)/f′(x); zero for functions that are linear in pieces. The ratio, not f″ itself: a second-order backward pass
     * has f′ times the adjoint at hand already.
     */
    void curvatureRatio(final float[] x, final float[] y, final float[] r, final int n) {
        java.util.Arrays.fill(r, 0, n, 0f);
    }

    /** Whether f″ is zero everywhere but at kinks. */
    boolean isLinearInPieces() {
        return this == IDENTITY || this == RELU || this == LEAKY_RELU;
    }

    /** 1 for x > 0, 0 for x ≤ 0: a comparison would keep the loop from being vectorised. */
    private static float step(final float x) {
        return Math.min(1f, Math.max(0f, x * 1e38f));
    }
}
