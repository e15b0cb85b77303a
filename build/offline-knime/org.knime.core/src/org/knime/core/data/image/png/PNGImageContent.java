package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.util.Arrays;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** A PNG image, held as the bytes of its file; bytes that are no image are refused when the content is made. */
public class PNGImageContent implements ImageContent {

    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private static final int KILO = 1024;

    private final byte[] bytes;

    private SoftReference<BufferedImage> decoded;

    public PNGImageContent(final byte[] bytes) {
        this.bytes = bytes;
        decoded = new SoftReference<>(decode(bytes));
    }

    public PNGImageContent(final InputStream in) throws IOException {
        this(in.readAllBytes());
    }

    private static BufferedImage decode(final byte[] bytes) {
        try {
            // a stream of ImageIO's, since it would cache any other on disk
            final var image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            if (image == null) {
                throw new IllegalArgumentException("The " + bytes.length + " bytes are no image that can be read.");
            }
            return image;
        } catch (IOException e) {
            throw new IllegalArgumentException("Image can't be read: " + e.getMessage(), e);
        }
    }

    /** The bytes of the file; not to be modified. */
    public byte[] getByteArrayReference() {
        return bytes;
    }

    public byte[] getByteArray() {
        return bytes.clone();
    }

    public Image getImage() {
        return image();
    }

    private synchronized BufferedImage image() {
        var image = decoded.get();
        if (image == null) {
            image = decode(bytes);
            decoded = new SoftReference<>(image);
        }
        return image;
    }

    /** Draws the image into the rectangle at the origin, shrunk as needed, its proportions kept. */
    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        final var image = image();
        final var scale = Math.min(1.0, Math.min(width / (double)image.getWidth(), height / (double)image.getHeight()));
        g.drawImage(image, 0, 0, (int)(image.getWidth() * scale), (int)(image.getHeight() * scale), null);
    }

    @Override
    public void save(final OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public Dimension getPreferredSize() {
        final var image = image();
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Override
    public String getSummary() {
        final var size = getPreferredSize();
        return "PNG Image " + size.width + " x " + size.height + " with "
            + (bytes.length < KILO ? bytes.length + " B" : bytes.length / KILO + " KB");
    }

    @Override
    public boolean equals(final Object other) {
        return other != null && other.getClass() == getClass() && Arrays.equals(bytes, ((PNGImageContent)other).bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
