package org.elbow.knime.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;

import org.elbow.data.ImageEncoding;
import org.junit.jupiter.api.Test;

class ImageResizerTest {

    private static PixelImage image(final int width, final int channels, final int... intensities) {
        final byte[] bytes = new byte[intensities.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)intensities[i];
        }
        return new PixelImage(width, intensities.length / channels / width, channels, bytes);
    }

    private static int[] adapted(final PixelImage image, final int width, final int height, final int channels) {
        final PixelImage adapted = ImageResizer.adapt(image, new ImageEncoding("p", width, height, channels, true));
        assertEquals(width, adapted.width());
        assertEquals(height, adapted.height());
        final int[] intensities = new int[adapted.intensities().length];
        Arrays.setAll(intensities, i -> adapted.intensities()[i] & 0xff);
        return intensities;
    }

    @Test
    void anImageThatFitsIsLeftAsItIs() {
        final PixelImage image = image(2, 1, 1, 2, 3, 4);
        assertSame(image, ImageResizer.adapt(image, new ImageEncoding("p", 2, 2, 1, true)));
    }

    @Test
    void shrinkingAveragesTheAreaOfANewPixel() {
        assertArrayEquals(new int[] {25, 200},
            adapted(image(4, 1, 10, 20, 200, 200, 30, 40, 200, 200), 2, 1, 1), "(10 + 20 + 30 + 40) / 4 = 25");
        assertArrayEquals(new int[] {100}, adapted(image(3, 1, 0, 100, 200), 1, 1, 1));
        assertArrayEquals(new int[] {25, 50, 75},
            adapted(image(2, 3, 10, 20, 30, 40, 80, 120), 1, 1, 3), "each colour by itself");
    }

    @Test
    void enlargingKeepsAConstantImageAndGoesBetweenNeighbours() {
        final int[] constant = adapted(image(2, 1, 77, 77, 77, 77), 7, 5, 1);
        Arrays.stream(constant).forEach(each -> assertEquals(77, each));
        final int[] ramp = adapted(image(2, 1, 0, 200), 8, 1, 1);
        for (int i = 1; i < ramp.length; i++) {
            assertEquals(true, ramp[i] >= ramp[i - 1], Arrays.toString(ramp));
        }
        assertEquals(0, ramp[0]);
        assertEquals(200, ramp[7]);
        assertEquals(100, (ramp[3] + ramp[4]) / 2., 2, "rounded weights of eight bits");
    }

    @Test
    void oneSideMayShrinkWhileTheOtherGrows() {
        assertArrayEquals(new int[] {20, 20, 20, 20}, adapted(image(1, 1, 10, 30), 4, 1, 1));
    }

    @Test
    void aGreyEncodingTakesTheBrightnessOfColours() {
        assertArrayEquals(new int[] {76, 150, 29, 255},
            adapted(image(4, 3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255), 4, 1, 1));
    }
}
