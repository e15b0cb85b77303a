package org.elbow.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.elbow.data.ImageEncoding;
import org.junit.jupiter.api.Test;

class ImageTransformationTest {

    /** An image of different grey levels behind one feature that is no part of it. */
    private static float[] levels(final int count) {
        final float[] row = new float[count + 1];
        row[0] = -7;
        for (int i = 0; i < count; i++) {
            row[i + 1] = (i * 37 % 256) / 255f;
        }
        return row;
    }

    private static float[] changed(final int width, final int height, final int channels, final double angle,
        final double right, final double down, final double scale, final boolean mirrored) {
        final float[] row = levels(width * height * channels);
        final float[] target = new float[row.length];
        target[0] = -7;
        new ImageTransformation(new ImageEncoding("p", width, height, channels), ImageChanges.defaults()).apply(row, target, 1,
            angle, right, down, scale, mirrored);
        return target;
    }

    @Test
    void noChangeLeavesTheImageAsItIs() {
        assertArrayEquals(levels(5 * 4 * 3), changed(5, 4, 3, 0, 0, 0, 1, false), 0);
        assertArrayEquals(levels(1), changed(1, 1, 1, 1.2, 0.3, 0.4, 1.1, true), 0, "one pixel stays what it is");
    }

    @Test
    void aShiftByWholePixelsMovesThemAndGoesOnWithTheBorder() {
        final float[] image = levels(5 * 4 * 3);
        final float[] moved = changed(5, 4, 3, 0, 2, -1, 1, false);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                for (int c = 0; c < 3; c++) {
                    assertEquals(image[1 + (Math.min(3, y + 1) * 5 + Math.max(0, x - 2)) * 3 + c], moved[1 + (y * 5 + x) * 3 + c],
                        0, x + ", " + y);
                }
            }
        }
    }

    @Test
    void aQuarterTurnPutsEveryPixelInItsPlace() {
        final float[] image = levels(6 * 6);
        final float[] turned = changed(6, 6, 1, Math.PI / 2, 0, 0, 1, false);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                // from the x axis towards the y axis: (x, y) comes from (y, 5 − x)
                assertEquals(image[1 + (5 - x) * 6 + y], turned[1 + y * 6 + x], 0, x + ", " + y);
            }
        }
    }

    @Test
    void aMirroredImageReadsFromRightToLeft() {
        final float[] image = levels(5 * 2 * 3);
        final float[] mirrored = changed(5, 2, 3, 0, 0, 0, 1, true);
        for (int i = 0; i < 5 * 2; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(image[1 + (i / 5 * 5 + 4 - i % 5) * 3 + c], mirrored[1 + i * 3 + c], 0);
            }
        }
    }

    @Test
    void enlargingSpreadsTheMiddle() {
        final float[] row = new float[10 * 10];
        for (int y = 4; y < 6; y++) {
            Arrays.fill(row, y * 10 + 4, y * 10 + 6, 1f);
        }
        final float[] target = new float[row.length];
        new ImageTransformation(new ImageEncoding("p", 10, 10, 1), ImageChanges.defaults()).apply(row, target, 0, 0, 0, 0, 2,
            false);
        double sum = 0;
        for (final float pixel : target) {
            sum += pixel;
        }
        // four bright pixels cover about four times the area; the smooth border is symmetric
        assertEquals(16, sum, 1);
        assertEquals(1, target[5 * 10 + 5], 0);
    }

    @Test
    void whatIsDrawnStaysWithinTheLimitsAndIsAnImageAgain() {
        final ImageTransformation transformation =
            new ImageTransformation(new ImageEncoding("p", 20, 20, 1), new ImageChanges(0, 0.1, 1, 1, false));
        final float[] row = new float[400];
        row[10 * 20 + 10] = 1;
        final float[] target = new float[400];
        final SplittableRandom random = new SplittableRandom(1);
        double furthest = 0;
        for (int i = 0; i < 300; i++) {
            transformation.apply(row, target, 0, random);
            double x = 0;
            double y = 0;
            double sum = 0;
            for (int p = 0; p < 400; p++) {
                assertEquals(Math.round(target[p] * 255) / 255f, target[p], 0);
                sum += target[p];
                x += target[p] * (p % 20);
                y += target[p] * (p / 20);
            }
            // levels are rounded to 1/255, which moves the centre of mass a little
            final double moved = Math.max(Math.abs(x / sum - 10), Math.abs(y / sum - 10));
            assertTrue(moved <= 0.1 * 20 + 0.02, "moved by " + moved);
            furthest = Math.max(furthest, moved);
        }
        assertTrue(furthest > 1.8, "the range is used: " + furthest);
    }

    @Test
    void theSameDrawGivesTheSameImage() {
        final ImageTransformation transformation =
            new ImageTransformation(new ImageEncoding("p", 8, 8, 1), new ImageChanges(30, 0.2, 0.8, 1.2, true));
        final float[] row = levels(63);
        final float[] first = new float[64];
        final float[] second = new float[64];
        transformation.apply(row, first, 0, new SplittableRandom(4));
        transformation.apply(row, second, 0, new SplittableRandom(4));
        assertArrayEquals(first, second, 0);
    }

    @Test
    void limitsOutOfRangeAreRefusedWithTheirValue() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ImageChanges(200, 0, 1, 1, false)).getMessage()
            .contains("200"));
        assertThrows(IllegalArgumentException.class, () -> new ImageChanges(0, 0.7, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new ImageChanges(0, 0, 1.1, 1.2, false));
        assertThrows(IllegalArgumentException.class, () -> new ImageChanges(0, 0, 0.9, 0.95, false));
        assertThrows(IllegalArgumentException.class, () -> new ImageChanges(Double.NaN, 0, 1, 1, false));
    }
}
