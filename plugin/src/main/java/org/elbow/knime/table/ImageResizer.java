package org.elbow.knime.table;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.AreaAveragingScaleFilter;
import java.awt.image.BufferedImage;
import java.awt.image.FilteredImageSource;
import java.awt.image.PixelGrabber;
import java.util.concurrent.CancellationException;

import org.elbow.data.ImageEncoding;

/**
 * Brings images to the size and the colours of an encoding: each side that shrinks by averaging the area that a new pixel covers,
 * each that grows by linear interpolation. The same image gives the same pixels.
 */
final class ImageResizer {

    /** The weights of red, green and blue in the brightness (ITU-R BT.601), in thousandths. */
    private static final int RED = 299;

    private static final int GREEN = 587;

    private static final int BLUE = 114;

    private ImageResizer() {
    }

    /** @return the image in the size of the encoding, and grey if the encoding is */
    static PixelImage adapt(final PixelImage image, final ImageEncoding encoding) {
        final PixelImage coloured = encoding.channels() == 1 ? grey(image) : image;
        return resize(coloured, encoding.imageWidth(), encoding.imageHeight());
    }

    /** @return the brightness of each pixel */
    static PixelImage grey(final PixelImage image) {
        if (image.channels() == 1) {
            return image;
        }
        final byte[] colours = image.intensities();
        final byte[] grey = new byte[image.width() * image.height()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte)((RED * (colours[3 * i] & 0xff) + GREEN * (colours[3 * i + 1] & 0xff)
                + BLUE * (colours[3 * i + 2] & 0xff) + 500) / 1000);
        }
        return new PixelImage(image.width(), image.height(), 1, grey);
    }

    private static PixelImage resize(final PixelImage image, final int width, final int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        final BufferedImage shrunk =
            shrink(toRgb(image), Math.min(width, image.width()), Math.min(height, image.height()));
        return fromRgb(enlarge(shrunk, width, height), image.channels());
    }

    private static BufferedImage shrink(final BufferedImage image, final int width, final int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        final BufferedImage shrunk = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        final int[] pixels = new int[width * height];
        final PixelGrabber grabber = new PixelGrabber(
            new FilteredImageSource(image.getSource(), new AreaAveragingScaleFilter(width, height)), 0, 0, width, height, pixels,
            0, width);
        try {
            if (!grabber.grabPixels()) {
                throw new IllegalStateException("An image of " + image.getWidth() + " × " + image.getHeight()
                    + " pixels could not be resized to " + width + " × " + height + ".");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Resizing an image was interrupted.");
        }
        shrunk.setRGB(0, 0, width, height, pixels, 0, width);
        return shrunk;
    }

    private static BufferedImage enlarge(final BufferedImage image, final int width, final int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        final BufferedImage enlarged = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        final Graphics2D graphics = enlarged.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return enlarged;
    }

    /** Grey intensities go into all three colours: grey images of the JDK have another scale of brightness. */
    private static BufferedImage toRgb(final PixelImage image) {
        final BufferedImage rgb = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        final int[] pixels = new int[image.width() * image.height()];
        final byte[] intensities = image.intensities();
        final int channels = image.channels();
        for (int i = 0; i < pixels.length; i++) {
            final int red = intensities[channels * i] & 0xff;
            final int green = intensities[channels * i + channels / 2] & 0xff;
            final int blue = intensities[channels * i + channels - 1] & 0xff;
            pixels[i] = red << 16 | green << 8 | blue;
        }
        rgb.setRGB(0, 0, image.width(), image.height(), pixels, 0, image.width());
        return rgb;
    }

    private static PixelImage fromRgb(final BufferedImage rgb, final int channels) {
        final int[] pixels = rgb.getRGB(0, 0, rgb.getWidth(), rgb.getHeight(), null, 0, rgb.getWidth());
        final byte[] intensities = new byte[channels * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < channels; c++) {
                intensities[channels * i + c] = (byte)(pixels[i] >> 8 * (2 - c));
            }
        }
        return new PixelImage(rgb.getWidth(), rgb.getHeight(), channels, intensities);
    }
}
