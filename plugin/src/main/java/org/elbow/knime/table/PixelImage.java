package org.elbow.knime.table;

import java.util.Objects;

/**
 * An image as its intensities.
 *
 * @param width pixels per line, at least 1
 * @param height lines, at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param intensities unsigned bytes, that of channel c at (x, y) at (y · width + x) · channels + c; not copied
 */
public record PixelImage(int width, int height, int channels, byte[] intensities) {

    /** @throws IllegalArgumentException if the number of intensities does not fit the size */
    public PixelImage {
        Objects.requireNonNull(intensities, "intensities");
        if (width < 1 || height < 1 || channels != 1 && channels != 3
            || (long)width * height * channels != intensities.length) {
            throw new IllegalArgumentException(intensities.length + " intensities do not make an image of " + width + " × "
                + height + " pixels with " + channels + " channels.");
        }
    }

    /** @return this if it is grey already; a grey copy if red, green and blue are the same everywhere; else this */
    PixelImage greyIfColourless() {
        if (channels == 1) {
            return this;
        }
        final byte[] grey = new byte[width * height];
        for (int i = 0; i < grey.length; i++) {
            final byte red = intensities[3 * i];
            if (intensities[3 * i + 1] != red || intensities[3 * i + 2] != red) {
                return this;
            }
            grey[i] = red;
        }
        return new PixelImage(width, height, 1, grey);
    }

    /** @return the size in words, for messages */
    String size() {
        return width + " × " + height;
    }
}
