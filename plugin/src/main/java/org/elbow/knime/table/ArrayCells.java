package org.elbow.knime.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.ElementType;
import org.elbow.data.PixelColumns;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.InvalidSettingsException;

/** How the rows of an array become cells: one image, one vector, or one number per feature. */
public final class ArrayCells {

    /** The name of the column of images. */
    public static final String IMAGE_COLUMN = "image";

    /** The name of the column of vectors. */
    public static final String VECTOR_COLUMN = "vector";

    private static final String FEATURE_PREFIX = "feature ";

    private static final int WHITE = 255;

    private final ArrayRepresentation representation;

    private final ImageShape shape;

    private final boolean pixelsAreBytes;

    private final boolean intCells;

    private final double divisor;

    private final List<DataColumnSpec> columns;

    private ArrayCells(final ArrayRepresentation representation, final ImageShape shape, final ElementType type,
        final boolean divideBy255, final List<String> names) {
        this.representation = representation;
        this.shape = shape;
        pixelsAreBytes = isIntensity(type);
        divisor = divideBy255 && pixelsAreBytes ? WHITE : 1;
        intCells = fitsIntCell(type) && divisor == 1;
        final DataType number = intCells ? IntCell.TYPE : DoubleCell.TYPE;
        columns = switch (representation) {
            case IMAGE -> List.of(column(IMAGE_COLUMN, PNGImageCellFactory.TYPE));
            case VECTOR -> List.of(column(VECTOR_COLUMN, DoubleVectorCellFactory.TYPE));
            default -> names.stream().map(name -> column(name, number)).toList();
        };
    }

    /**
     * Chooses the cells for an array.
     *
     * @param rowShape the dimensions of a row; empty for a single number; if images are wanted, a flat row becomes a
     *            {@linkplain PixelColumns#imageShape square} one
     * @param names of the features, or empty if they have none
     * @param type of the elements
     * @param wanted representation
     * @param divideBy255 whether integers that do not become images are divided by 255
     * @return how rows become cells
     * @throws InvalidSettingsException if images are wanted of rows that have not the dimensions, or the number of elements, of
     *             an image
     */
    public static ArrayCells of(final List<Integer> rowShape, final List<String> names, final ElementType type,
        final ArrayRepresentation wanted, final boolean divideBy255) throws InvalidSettingsException {
        final boolean square = wanted == ArrayRepresentation.IMAGE && rowShape.size() == 1;
        final ImageShape shape = ImageShape.of(square ? PixelColumns.imageShape(rowShape.get(0)) : rowShape);
        final ArrayRepresentation representation = wanted != ArrayRepresentation.AUTO ? wanted
            : shape != null ? ArrayRepresentation.IMAGE : ArrayRepresentation.COLUMNS;
        if (square && shape == null) {
            throw new InvalidSettingsException("Each row holds " + rowShape.get(0)
                + " numbers, which make no square image: a grey one needs n² numbers (28 × 28 = 784), one in colour 3 · n². Name "
                + "the label column if one of them is a label, or represent the rows as vectors or columns.");
        }
        if (representation == ArrayRepresentation.IMAGE && shape == null) {
            throw new InvalidSettingsException("The rows of the array have the dimensions " + rowShape
                + ", which are not those of an image (height, width; or with 1 or 3 channels, last or first). "
                + "Represent the rows as vectors or columns.");
        }
        final int features = rowShape.stream().reduce(1, Math::multiplyExact);
        final List<String> columnNames = names.isEmpty()
            ? IntStream.rangeClosed(1, features).mapToObj(i -> FEATURE_PREFIX + i).toList() : names;
        return new ArrayCells(representation, shape, type, divideBy255, columnNames);
    }

    /** Whether 255 is white; of other types it is 1. */
    private static boolean isIntensity(final ElementType type) {
        return type.isInteger() && type != ElementType.BOOLEAN;
    }

    private static boolean fitsIntCell(final ElementType type) {
        return type.isInteger() && type.bytes() <= Integer.BYTES && type != ElementType.UINT32;
    }

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** @return the columns that a row fills */
    public List<DataColumnSpec> columns() {
        return columns;
    }

    /** @return what makes the cells, to be closed by the caller */
    public Writer writer() {
        return new Writer(pixelsAreBytes);
    }

    /**
     * @param pixelType what the elements turned out to be as pixels, where the file does not tell their type
     * @return what makes the cells, to be closed by the caller
     */
    public Writer writer(final ElementType pixelType) {
        return new Writer(isIntensity(pixelType));
    }

    /** Makes the cells of one row after another. */
    public final class Writer implements AutoCloseable {

        private final PngCodec png = representation == ArrayRepresentation.IMAGE ? new PngCodec() : null;

        private final boolean bytes;

        private Writer(final boolean bytes) {
            this.bytes = bytes;
        }

        /**
         * @param elements of the row in C order, not modified
         * @param rowName what to call the row in a message
         * @param row gets the cells
         * @throws DataException if an element cannot be a pixel
         */
        public void addCells(final double[] elements, final String rowName, final List<DataCell> row) {
            switch (representation) {
                case IMAGE -> row.add(imageCell(elements, rowName));
                case VECTOR -> row.add(DoubleVectorCellFactory.createCell(
                    divisor == 1 ? elements.clone() : Arrays.stream(elements).map(e -> e / divisor).toArray()));
                default -> {
                    for (final double element : elements) {
                        row.add(intCells ? new IntCell((int)element) : new DoubleCell(element / divisor));
                    }
                }
            }
        }

        private DataCell imageCell(final double[] elements, final String rowName) {
            final byte[] intensities = new byte[elements.length];
            for (int i = 0; i < elements.length; i++) {
                intensities[i] = (byte)intensity(elements[shape.source(i)], rowName);
            }
            try {
                return PNGImageCellFactory.create(
                    png.write(new PixelImage(shape.width(), shape.height(), shape.channels(), intensities)));
            } catch (final IOException e) {
                throw new UncheckedIOException("The image of " + rowName + " could not be encoded as PNG.", e);
            }
        }

        private int intensity(final double element, final String rowName) {
            final double scaled = bytes ? element : element * WHITE;
            if (!(scaled >= 0 && scaled <= WHITE)) {
                throw new DataException("A pixel of " + rowName + " is " + element + ", but pixels of "
                    + (bytes ? "integers lie between 0 and 255" : "floating-point numbers lie between 0 and 1")
                    + ". Represent the rows as vectors or columns, or scale the file's numbers.");
            }
            return (int)Math.round(scaled);
        }

        @Override
        public void close() {
            if (png != null) {
                png.close();
            }
        }
    }

    /** The dimensions of an image, and where its channels stand in the array. */
    private record ImageShape(int height, int width, int channels, boolean channelsFirst) {

        /** The shape of an image, or null if it is none. */
        static ImageShape of(final List<Integer> shape) {
            if (shape.size() == 2) {
                return new ImageShape(shape.get(0), shape.get(1), 1, false);
            }
            if (shape.size() == 3 && isChannels(shape.get(2))) {
                return new ImageShape(shape.get(0), shape.get(1), shape.get(2), false);
            }
            if (shape.size() == 3 && isChannels(shape.get(0))) {
                return new ImageShape(shape.get(1), shape.get(2), shape.get(0), true);
            }
            return null;
        }

        private static boolean isChannels(final int size) {
            return size == 1 || size == 3;
        }

        /** Where in the array the element stands that comes i-th if channels are last. */
        int source(final int i) {
            return channelsFirst ? i % channels * height * width + i / channels : i;
        }
    }
}
