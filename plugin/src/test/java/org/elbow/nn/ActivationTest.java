package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    private static final float[] INPUTS = inputs();

    private static float[] inputs() {
        final float[] x = new float[801];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 400) / 20f + 0.0003f; // −20 … 20, off the kinks
        }
        return x;
    }

    private static double exact(final Activation f, final double x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.2 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
        };
    }

    private static double slope(final DoubleUnaryOperator f, final double x) {
        final double h = 1e-4;
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    private static double curvature(final DoubleUnaryOperator f, final double x) {
        final double h = 1e-3;
        return (f.applyAsDouble(x + h) - 2 * f.applyAsDouble(x) + f.applyAsDouble(x - h)) / (h * h);
    }

    @ParameterizedTest
    @EnumSource
    void valueIsThatOfTheExactFunctionToFloatPrecision(final Activation f) {
        final float[] y = new float[INPUTS.length];
        f.value(INPUTS, y, y.length);
        for (int i = 0; i < y.length; i++) {
            final double expected = exact(f, INPUTS[i]);
            assertEquals(expected, y[i], 4e-7 * Math.max(1, Math.abs(expected)), f + " at " + INPUTS[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void derivativesAreThoseOfTheExactFunction(final Activation f) {
        final int n = INPUTS.length;
        final float[] y = new float[n];
        final float[] first = new float[n];
        final float[] ratio = new float[n];
        f.value(INPUTS, y, n);
        f.derivative(INPUTS, y, first, n);
        f.curvatureRatio(INPUTS, y, ratio, n);
        for (int i = 0; i < n; i++) {
            if (Math.abs(INPUTS[i]) < 0.01) {
                continue; // differences would straddle the kink
            }
            assertEquals(slope(x -> exact(f, x), INPUTS[i]), first[i], 2e-6, f + "′ at " + INPUTS[i]);
            assertEquals(curvature(x -> exact(f, x), INPUTS[i]), first[i] * ratio[i], 2e-5, f + "″ at " + INPUTS[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeInputsStayFinite(final Activation f) {
        final float[] x = {-1e30f, -100f, 100f, 1e30f};
        final float[] y = new float[4];
        final float[] d = new float[4];
        f.value(x, y, 4);
        f.derivative(x, y, d, 4);
        for (int i = 0; i < 4; i++) {
            assertEquals(exact(f, x[i]), y[i], 1e-6 * Math.max(1, Math.abs(x[i])), f + " at " + x[i]);
            assertEquals(d[i], Math.max(0, Math.min(1, d[i])), 0f, f + "′ at " + x[i]);
        }
    }
}
