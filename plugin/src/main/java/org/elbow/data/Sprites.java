package org.elbow.data;

import java.util.List;
import java.util.Locale;

/**
 * White figures on black, after the idea of the dSprites data set (Matthey, Higgins, Hassabis, Lerchner 2017), drawn anew:
 * figure, scale, rotation and place vary, every figure lies wholly inside the image.
 *
 * <ul>
 * <li>figure: those chosen, in the order given;</li>
 * <li>scale: evenly from 0.5 to 1 (1 if there is but one value); at 1 the figure's outermost point lies a fifth of the
 * image's size from its centre;</li>
 * <li>rotation: k · 360° / values, clockwise; a square looks the same after every quarter, an ellipse after every half
 * turn;</li>
 * <li>x and y of the centre: evenly from 0.2 to 0.8 of the image's size (0.5 if there is but one value).</li>
 * </ul>
 *
 * @param size pixels per line and lines, in [16, 128]
 * @param figures at least one, none twice
 * @param scales how many values, in [1, 1000], as for the others
 * @param rotations how many values
 * @param xs how many values
 * @param ys how many values
 */
public record Sprites(int size, List<Figure> figures, int scales, int rotations, int xs, int ys) implements FactorImages {

    /** What is drawn. */
    public enum Figure {
        /** Four equal sides. */
        SQUARE,
        /** Twice as long as wide. */
        ELLIPSE,
        /** Point downwards when not rotated. */
        HEART
    }

    /** The smallest image. */
    public static final int MINIMUM_SIZE = 16;

    /** The largest image. */
    public static final int MAXIMUM_SIZE = 128;

    private static final int MOST_VALUES = 1000;

    private static final double REACH = 0.2;

    private static final int CORNERS = 96;

    private static final double[][] SQUARE_OUTLINE = unit(new double[]{-1, 1, 1, -1}, new double[]{-1, -1, 1, 1});

    private static final double[][] ELLIPSE_OUTLINE = ellipse();

    private static final double[][] HEART_OUTLINE = heart();

    /** @throws IllegalArgumentException if a number is out of the range above */
    public Sprites {
        figures = List.copyOf(figures);
        checkSize(size);
        if (figures.isEmpty() || figures.stream().distinct().count() < figures.size()) {
            throw new IllegalArgumentException("Choose at least one figure, and none twice, not " + figures + ".");
        }
        checkValues("scales", scales);
        checkValues("rotations", rotations);
        checkValues("values of x", xs);
        checkValues("values of y", ys);
    }

    /**
     * As many values as dSprites has: 3 figures, 6 scales, 40 rotations, 32 × 32 places.
     *
     * @param size pixels per line and lines, in [16, 128]
     */
    public Sprites(final int size) {
        this(size, List.of(Figure.values()), 6, 40, 32, 32);
    }

    static void checkSize(final int size) {
        if (size < MINIMUM_SIZE || size > MAXIMUM_SIZE) {
            throw new IllegalArgumentException("The image size must lie between " + MINIMUM_SIZE + " and " + MAXIMUM_SIZE
                + " pixels, but is " + size + ".");
        }
    }

    static void checkValues(final String what, final int values) {
        if (values < 1 || values > MOST_VALUES) {
            throw new IllegalArgumentException(
                "The number of " + what + " must lie between 1 and " + MOST_VALUES + ", but is " + values + ".");
        }
    }

    @Override
    public List<Factor> factors() {
        final List<String> labels = figures.stream().map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
        return List.of(new Factor("shape", figures.size(), labels), new Factor("scale", scales),
            new Factor("rotation", rotations), new Factor("x", xs), new Factor("y", ys));
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
        final double[][] outline = switch (figures.get(factorValues[0])) {
            case SQUARE -> SQUARE_OUTLINE;
            case ELLIPSE -> ELLIPSE_OUTLINE;
            case HEART -> HEART_OUTLINE;
        };
        final double scale = size * REACH * (scales == 1 ? 1 : 0.5 + 0.5 * factorValues[1] / (scales - 1));
        // StrictMath, not Math: the same bits on every machine
        final double angle = 2 * Math.PI * factorValues[2] / rotations;
        final double cos = scale * StrictMath.cos(angle);
        final double sin = scale * StrictMath.sin(angle);
        final double centreX = size * place(factorValues[3], xs);
        final double centreY = size * place(factorValues[4], ys);
        final int corners = outline[0].length;
        final double[] x = new double[corners];
        final double[] y = new double[corners];
        for (int i = 0; i < corners; i++) {
            x[i] = centreX + cos * outline[0][i] - sin * outline[1][i];
            y[i] = centreY + sin * outline[0][i] + cos * outline[1][i];
        }
        final Coverage coverage = new Coverage(size, size);
        coverage.add(x, y);
        coverage.write(image);
    }

    private static double place(final int value, final int values) {
        return values == 1 ? 0.5 : REACH + (1 - 2 * REACH) * value / (values - 1);
    }

    private static double[][] ellipse() {
        final double[] x = new double[CORNERS];
        final double[] y = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            final double t = 2 * Math.PI * i / CORNERS;
            x[i] = StrictMath.cos(t);
            y[i] = 0.5 * StrictMath.sin(t);
        }
        return unit(x, y);
    }

    /** Two lobes above, a point below: x = sin³ t, y as a sum of four cosines. */
    private static double[][] heart() {
        final double[] x = new double[CORNERS];
        final double[] y = new double[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            final double t = 2 * Math.PI * i / CORNERS;
            final double sine = StrictMath.sin(t);
            x[i] = 16 * sine * sine * sine;
            y[i] = -13 * StrictMath.cos(t) + 5 * StrictMath.cos(2 * t) + 2 * StrictMath.cos(3 * t) + StrictMath.cos(4 * t);
        }
        return unit(x, y);
    }

    /** Moves the outline's box to the origin and scales it so that the farthest corner lies at distance 1. */
    private static double[][] unit(final double[] x, final double[] y) {
        final double middleX = middle(x);
        final double middleY = middle(y);
        double farthest = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] -= middleX;
            y[i] -= middleY;
            farthest = Math.max(farthest, Math.sqrt(x[i] * x[i] + y[i] * y[i]));
        }
        for (int i = 0; i < x.length; i++) {
            x[i] /= farthest;
            y[i] /= farthest;
        }
        return new double[][]{x, y};
    }

    private static double middle(final double[] values) {
        double min = values[0];
        double max = values[0];
        for (final double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return (min + max) / 2;
    }
}
