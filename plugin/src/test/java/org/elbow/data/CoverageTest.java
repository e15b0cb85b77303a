package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoverageTest {

    private static float[] draw(final double[]... polygons) {
        final Coverage coverage = new Coverage(4, 3);
        for (int p = 0; p < polygons.length; p += 2) {
            coverage.add(polygons[p], polygons[p + 1]);
        }
        final float[] image = new float[12];
        coverage.write(image);
        return image;
    }

    @Test
    void rectanglesCoverTheirShareOfEachPixel() {
        assertArrayEquals(new float[]{0, 0, 0, 0, 0.25f, 0.5f, 0.375f, 0, 0.5f, 1, 0.75f, 0},
            draw(new double[]{0.5, 2.75, 2.75, 0.5}, new double[]{1.5, 1.5, 3, 3}));
    }

    @Test
    void thereIsNoDifferenceBetweenDirections() {
        assertArrayEquals(draw(new double[]{0.2, 3.1, 2}, new double[]{0.3, 1, 2.9}),
            draw(new double[]{2, 3.1, 0.2}, new double[]{2.9, 1, 0.3}), 1e-6f);
    }

    @Test
    void overlapsCountOnce() {
        final double[] x = {0.5, 1.5, 1.5, 0.5};
        final double[] y = {0, 0, 3, 3};
        final double[] wide = {1.25, 3, 3, 1.25};
        assertArrayEquals(new float[]{0.5f, 1, 1, 0, 0.5f, 1, 1, 0, 0.5f, 1, 1, 0}, draw(x, y, wide, y));
        assertArrayEquals(draw(x, y), draw(x, y, x, y, x, y, x, y, x, y));
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        final float[] all = draw(new double[]{-50, 50, 50, -50}, new double[]{-50, -50, 50, 50});
        for (final float pixel : all) {
            assertEquals(1f, pixel);
        }
        assertArrayEquals(new float[12], draw(new double[]{-5, -1, -1, -5}, new double[]{0, 0, 3, 3}));
        assertArrayEquals(new float[12], draw(new double[]{4, 8, 8, 4}, new double[]{0, 0, 3, 3}));
    }

    @Test
    void aTriangleHasItsArea() {
        double sum = 0;
        for (final float pixel : draw(new double[]{0.1, 3.7, 1.3}, new double[]{0.2, 1.1, 2.8})) {
            sum += pixel;
        }
        final double area = 0.5 * Math.abs((3.7 - 0.1) * (2.8 - 0.2) - (1.3 - 0.1) * (1.1 - 0.2));
        assertEquals(area, sum, 0.01);
    }
}
