package org.elbow.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Three dots that move independently and may overlap: the data set of Rhodes and Lee (2021, "Local Disentanglement in
 * Variational Auto-Encoders Using Jacobian L1 Regularization"), drawn anew. Each dot's x and y are factors, six in all.
 *
 * <p>A dot has a radius of 0.08 times the image's size; its centre lies at value / (values − 1) of the size, so dots at the
 * rim are cut off. The dots are not told apart: exchanging two of them gives the same image. The paper's images are 64 × 64
 * with 64 values per factor, and dark on light.
 *
 * @param size pixels per line and lines, in [16, 128]
 * @param values how many values each factor takes, in [1, 1000]; a single value is the image's middle
 * @param lightOnDark whether the dots are white on black, not black on white as in the paper
 */
public record ThreeDots(int size, int values, boolean lightOnDark) implements FactorImages {

    private static final int DOTS = 3;

    private static final double RADIUS = 0.08;

    private static final int CORNERS = 64;

    /** A circle's corners, cosines and sines. */
    private static final double[][] CIRCLE = new double[2][CORNERS];

    static {
        // corners slightly outside, so that the polygon has the circle's area
        final double step = 2 * Math.PI / CORNERS;
        final double stretch = Math.sqrt(step / StrictMath.sin(step));
        for (int i = 0; i < CORNERS; i++) {
            CIRCLE[0][i] = stretch * StrictMath.cos(step * i);
            CIRCLE[1][i] = stretch * StrictMath.sin(step * i);
        }
    }

    /** @throws IllegalArgumentException if a number is out of the range above */
    public ThreeDots {
        Sprites.checkSize(size);
        Sprites.checkValues("values per factor", values);
    }

    /**
     * Images as in the paper but for their size: 64 values per factor, dark on light.
     *
     * @param size pixels per line and lines, in [16, 128]
     */
    public ThreeDots(final int size) {
        this(size, 64, false);
    }

    @Override
    public List<Factor> factors() {
        final List<Factor> factors = new ArrayList<>();
        for (int dot = 1; dot <= DOTS; dot++) {
            factors.add(new Factor("x" + dot, values));
            factors.add(new Factor("y" + dot, values));
        }
        return List.copyOf(factors);
    }

    @Override
    public int width() {
        return size;
    }

    @Override
    public int height() {
        return size;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public void render(final int[] factorValues, final float[] image) {
        check(factorValues, image);
        final Coverage coverage = new Coverage(size, size);
        final double[] x = new double[CORNERS];
        final double[] y = new double[CORNERS];
        for (int dot = 0; dot < DOTS; dot++) {
            final double centreX = place(factorValues[2 * dot]);
            final double centreY = place(factorValues[2 * dot + 1]);
            for (int i = 0; i < CORNERS; i++) {
                x[i] = centreX + size * RADIUS * CIRCLE[0][i];
                y[i] = centreY + size * RADIUS * CIRCLE[1][i];
            }
            coverage.add(x, y);
        }
        coverage.write(image);
        if (!lightOnDark) {
            for (int i = 0; i < size * size; i++) {
                image[i] = 1 - image[i];
            }
        }
    }

    private double place(final int value) {
        return size * (values == 1 ? 0.5 : (double)value / (values - 1));
    }
}
