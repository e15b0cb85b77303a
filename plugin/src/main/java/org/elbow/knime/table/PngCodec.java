package org.elbow.knime.table;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Reads and writes PNG images as plain intensities. Grey images keep their stored numbers (no gamma is applied to them), 16
 * bits per channel are cut to the upper 8, and transparency is ignored. Not thread-safe; {@link #close} after use.
 */
public final class PngCodec implements AutoCloseable {

    private final ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();

    private final ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();

    /**
     * @param png the bytes of a PNG file
     * @return the image, with one channel if the file has one or all its pixels are grey
     * @throws IOException if the bytes are not a PNG image
     */
    public PixelImage read(final byte[] png) throws IOException {
        final BufferedImage image;
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(stream, true, true);
            image = reader.read(0);
        } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the PNG data are broken", e);
        } finally {
            reader.reset();
        }
        final boolean stored = !(image.getColorModel() instanceof IndexColorModel);
        return stored && image.getRaster().getNumBands() <= 2 ? grey(image.getRaster()) : colour(image).greyIfColourless();
    }

    private static PixelImage grey(final Raster raster) {
        final int width = raster.getWidth();
        final int height = raster.getHeight();
        final int[] samples = raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, 0, (int[])null);
        final int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        final byte[] intensities = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            intensities[i] = (byte)(samples[i] >> shift);
        }
        return new PixelImage(width, height, 1, intensities);
    }

    private static PixelImage colour(final BufferedImage image) {
        final int width = image.getWidth();
        final int height = image.getHeight();
        final int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        final byte[] intensities = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            intensities[3 * i] = (byte)(rgb[i] >> 16);
            intensities[3 * i + 1] = (byte)(rgb[i] >> 8);
            intensities[3 * i + 2] = (byte)rgb[i];
        }
        return new PixelImage(width, height, 3, intensities);
    }

    /**
     * @param image of 8 bits per channel
     * @return the bytes of a PNG file, the same for the same image
     * @throws IOException if the image cannot be written
     */
    public byte[] write(final PixelImage image) throws IOException {
        final int channels = image.channels();
        final int[] bands = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
        final WritableRaster raster = Raster.createInterleavedRaster(
            new DataBufferByte(image.intensities(), image.intensities().length), image.width(), image.height(),
            image.width() * channels, channels, bands, null);
        final ColorModel colours =
            new ComponentColorModel(ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), false,
                false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(new BufferedImage(colours, raster, false, null), null, null));
        } finally {
            writer.reset();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        reader.dispose();
        writer.dispose();
    }
}
