package org.elbow.novelty;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;

/**
 * A lossless compressor for rows: PNG for each image column; DEFLATE at its highest level, without a header, for all other
 * values together, each of which is quantised to a byte in the order of the features.
 *
 * <p>Values in [0, 1], which are those of discrete likelihoods and those that were scaled by minimum and maximum, become
 * k/255. A nominal value and an ordered class become the number of the class, in two bytes if there are more than 256. Other
 * values, best standardised, become one of 256 levels in [−4, 4], and go to the nearer end if they lie beyond. Any number of
 * threads may use one compressor.
 */
final class RowCompressor {

    private static final int LEVELS = 256;

    /** Standardised values are quantised in [−RANGE, RANGE]. */
    private static final double RANGE = 4;

    private final FeatureEncoding encoding;

    private final LikelihoodSpec likelihood;

    /** For each feature, where its quantisation begins, how wide it is, and whether it is a pixel. */
    private final float[] low;

    private final float[] width;

    private final boolean[] pixel;

    private final int dimensions;

    private final double quantisationBits;

    /**
     * @param encoding tells which features are images
     * @param likelihood of a row, as wide as the encoding
     */
    RowCompressor(final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        this.encoding = encoding;
        this.likelihood = likelihood;
        low = new float[likelihood.features()];
        width = new float[low.length];
        pixel = new boolean[low.length];
        java.util.Arrays.fill(width, 1);
        final boolean[] unitInterval = new boolean[low.length];
        int feature = 0;
        for (final ColumnEncoding column : encoding.columns()) {
            java.util.Arrays.fill(pixel, feature, feature + column.width(), column instanceof ImageEncoding);
            java.util.Arrays.fill(unitInterval, feature, feature + column.width(), isScaledToUnitInterval(column));
            feature += column.width();
        }
        int from = 0;
        int values = 0;
        double bits = 0;
        for (final Group group : likelihood.groups()) {
            for (int i = from; i < from + group.features() && group.family() == LikelihoodFamily.GAUSSIAN; i++) {
                if (!unitInterval[i]) {
                    low[i] = (float)-RANGE;
                    width[i] = (float)(2 * RANGE);
                }
                bits += Math.log((LEVELS - 1) / width[i]) / Math.log(2);
            }
            values += group.family() == LikelihoodFamily.ONE_HOT ? 1 : group.features();
            from += group.features();
        }
        dimensions = values;
        quantisationBits = bits;
    }

    private static boolean isScaledToUnitInterval(final ColumnEncoding column) {
        return column instanceof ImageEncoding
            || column instanceof NumericEncoding numeric && numeric.scaling() == Scaling.MIN_MAX
            || column instanceof VectorEncoding vector && vector.scaling() == Scaling.MIN_MAX;
    }

    /** @return d, the values per row: one for each feature, and one for all the features of a nominal value */
    int dimensions() {
        return dimensions;
    }

    /**
     * What turns a density into the probability of a quantised value: −Σ log₂ Δ over the features with a density, Δ the
     * distance of two levels.
     *
     * @return bits to be added to −log₂ p(x)
     */
    double quantisationBits() {
        return quantisationBits;
    }

    /**
     * Compresses a row.
     *
     * @param row its features; not changed
     * @return the bytes that are needed, all columns together
     */
    int bytes(final float[] row) {
        int bytes = 0;
        int offset = 0;
        for (final ColumnEncoding column : encoding.columns()) {
            if (column instanceof ImageEncoding image) {
                bytes += png(image, row, offset);
            }
            offset += column.width();
        }
        final byte[] others = others(row);
        return others.length == 0 ? bytes : bytes + deflated(others);
    }

    /** The values that are no pixels, quantised. */
    private byte[] others(final float[] row) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (final Group group : likelihood.groups()) {
            if (group.family() == LikelihoodFamily.ONE_HOT) {
                put(bytes, largest(row, from, group.features()), group.classes());
            } else {
                final int levels = group.family() == LikelihoodFamily.CATEGORICAL ? group.classes() : LEVELS;
                for (int i = from; i < from + group.features(); i++) {
                    if (!pixel[i]) {
                        put(bytes, Math.round(Math.max(0, Math.min(1, (row[i] - low[i]) / width[i])) * (levels - 1)), levels);
                    }
                }
            }
            from += group.features();
        }
        return bytes.toByteArray();
    }

    private static void put(final ByteArrayOutputStream bytes, final int level, final int levels) {
        if (levels > LEVELS) {
            bytes.write(level >> 8);
        }
        bytes.write(level);
    }

    /** The class that a nominal value stands for. */
    private static int largest(final float[] row, final int from, final int count) {
        int largest = 0;
        for (int i = 1; i < count; i++) {
            largest = row[from + i] > row[from + largest] ? i : largest;
        }
        return largest;
    }

    private static int deflated(final byte[] bytes) {
        final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            final byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                deflater.deflate(buffer);
            }
            return Math.toIntExact(deflater.getBytesWritten());
        } finally {
            deflater.end();
        }
    }

    private static int png(final ImageEncoding image, final float[] row, final int offset) {
        final byte[] intensities = new byte[image.width()];
        for (int i = 0; i < intensities.length; i++) {
            intensities[i] = (byte)image.decode(row[offset + i]);
        }
        final boolean grey = image.channels() == 1;
        final WritableRaster raster = Raster.createInterleavedRaster(new DataBufferByte(intensities, intensities.length),
            image.imageWidth(), image.imageHeight(), image.imageWidth() * image.channels(), image.channels(),
            grey ? new int[] {0} : new int[] {0, 1, 2}, null);
        final ComponentColorModel colours =
            new ComponentColorModel(ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), false, false,
                BufferedImage.OPAQUE, DataBuffer.TYPE_BYTE);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(new BufferedImage(colours, raster, false, null), "png", stream);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
