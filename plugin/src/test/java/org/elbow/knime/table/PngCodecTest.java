package org.elbow.knime.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

class PngCodecTest {

    private final PngCodec codec = new PngCodec();

    @Test
    void everyGreyIntensitySurvives() throws IOException {
        final byte[] intensities = new byte[256];
        for (int i = 0; i < 256; i++) {
            intensities[i] = (byte)i;
        }
        final PixelImage image = codec.read(codec.write(new PixelImage(32, 8, 1, intensities)));
        assertEquals(32, image.width());
        assertEquals(8, image.height());
        assertEquals(1, image.channels());
        assertArrayEquals(intensities, image.intensities());
    }

    @Test
    void coloursSurviveInTheOrderRedGreenBlue() throws IOException {
        final byte[] intensities = {(byte)255, 0, 10, 20, (byte)200, 30, 1, 2, 3, 7, 7, 8};
        final PixelImage image = codec.read(codec.write(new PixelImage(2, 2, 3, intensities)));
        assertEquals(3, image.channels());
        assertArrayEquals(intensities, image.intensities());
    }

    @Test
    void aColourImageWithoutColoursIsGrey() throws IOException {
        final byte[] grey = {5, 5, 5, 90, 90, 90};
        final PixelImage image = codec.read(codec.write(new PixelImage(2, 1, 3, grey)));
        assertEquals(1, image.channels());
        assertArrayEquals(new byte[] {5, 90}, image.intensities());
    }

    @Test
    void pngFilesOfOtherProgramsAreRead() throws IOException {
        final int[] types = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_BYTE_INDEXED};
        for (final int type : types) {
            final BufferedImage drawn = new BufferedImage(3, 2, type);
            drawn.setRGB(1, 1, 0xffff0000);
            final PixelImage image = codec.read(png(drawn));
            assertEquals(3, image.channels(), "type " + type);
            assertEquals(255, image.intensities()[(1 * 3 + 1) * 3] & 0xff, "type " + type);
            assertEquals(0, image.intensities()[(1 * 3 + 1) * 3 + 1], "type " + type);
        }
        final BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x12ff);
        assertArrayEquals(new byte[] {0x12, 0}, codec.read(png(deep)).intensities());
        final BufferedImage binary = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        binary.setRGB(1, 0, 0xffffffff);
        assertArrayEquals(new byte[] {0, (byte)255}, codec.read(png(binary)).intensities());
    }

    private static byte[] png(final BufferedImage image) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void brokenDataAreRefusedAndTheNextImageIsReadAgain() throws IOException {
        final byte[] good = codec.write(new PixelImage(4, 4, 1, new byte[16]));
        assertThrows(IOException.class, () -> codec.read(new byte[] {1, 2, 3}));
        assertThrows(IOException.class, () -> codec.read(new byte[0]));
        assertThrows(IOException.class, () -> codec.read(Arrays.copyOf(good, good.length / 2)));
        assertEquals(4, codec.read(good).width());
    }
}
