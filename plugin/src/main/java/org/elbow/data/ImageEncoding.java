package org.elbow.data;

import java.util.Objects;

/**
 * A column of images of one size. A feature is a byte / 255, in [0, 1]; that of channel c at (x, y) stands at
 * (y · width + x) · channels + c.
 *
 * @param column the column's name
 * @param imageWidth pixels per line, at least 1
 * @param imageHeight lines, at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param adapted whether images of other sizes are resized, and images in colour turned grey where the encoding is grey;
 *            otherwise they are refused
 */
public record ImageEncoding(String column, int imageWidth, int imageHeight, int channels, boolean adapted)
        implements ColumnEncoding {

    /** @throws IllegalArgumentException if a number is out of the range above, or the image has more than 2³¹ − 1 features */
    public ImageEncoding {
        Objects.requireNonNull(column, "column");
        if (imageWidth < 1 || imageHeight < 1) {
            throw new IllegalArgumentException("The images of column \"" + column + "\" are " + imageWidth + " × "
                + imageHeight + " pixels; at least 1 × 1 is needed.");
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("The images of column \"" + column + "\" have " + channels
                + " channels; 1 (grey) or 3 (colour) are supported.");
        }
        if ((long)imageWidth * imageHeight > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException("The images of column \"" + column + "\" are too large: " + imageWidth + " × "
                + imageHeight + " pixels.");
        }
    }

    /** Images of other sizes and colours are refused. */
    public ImageEncoding(final String column, final int imageWidth, final int imageHeight, final int channels) {
        this(column, imageWidth, imageHeight, channels, false);
    }

    @Override
    public int width() {
        return imageWidth * imageHeight * channels;
    }

    /**
     * @param intensity of a channel; the lowest eight bits count, so both signed and unsigned bytes do
     * @return the feature, in [0, 1]
     */
    public float encode(final int intensity) {
        return (intensity & 0xff) / 255f;
    }

    /**
     * @param feature any number
     * @return the nearest intensity in [0, 255]; features beyond [0, 1] go to the nearer end, NaN to 0
     */
    public int decode(final float feature) {
        return Math.round(Math.max(0, Math.min(1, feature)) * 255);
    }
}
