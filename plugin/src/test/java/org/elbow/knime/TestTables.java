package org.elbow.knime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.knime.table.PixelImage;
import org.elbow.knime.table.PngCodec;
import org.elbow.offline.OfflineTables;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;

/** Small tables. */
public final class TestTables {

    private TestTables() {
    }

    /** A table with rows "a0", "a1", … */
    public static BufferedDataTable table(final DataTableSpec spec, final DataCell[]... rows) {
        final List<DataRow> list = new ArrayList<>();
        for (final DataCell[] cells : rows) {
            list.add(new DefaultRow("a" + list.size(), cells));
        }
        return OfflineTables.table(spec, list);
    }

    public static DataTableSpec spec(final Object... namesAndTypes) {
        final String[] names = new String[namesAndTypes.length / 2];
        final DataType[] types = new DataType[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = (String)namesAndTypes[2 * i];
            types[i] = (DataType)namesAndTypes[2 * i + 1];
        }
        return new DataTableSpec(names, types);
    }

    /** Numeric columns x1, x2, …; NaN stands for NaN, null for a missing value. */
    public static BufferedDataTable numbers(final Double[]... rows) {
        final int columns = rows.length == 0 ? 2 : rows[0].length;
        final Object[] namesAndTypes = new Object[2 * columns];
        for (int c = 0; c < columns; c++) {
            namesAndTypes[2 * c] = "x" + (c + 1);
            namesAndTypes[2 * c + 1] = DoubleCell.TYPE;
        }
        final DataCell[][] cells = new DataCell[rows.length][columns];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns; c++) {
                cells[r][c] = number(rows[r][c]);
            }
        }
        return table(spec(namesAndTypes), cells);
    }

    /** Correlated Gaussian numbers in {@code columns} columns. */
    public static BufferedDataTable randomNumbers(final int rows, final int columns, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Double[][] values = new Double[rows][columns];
        for (final Double[] row : values) {
            final double shared = random.nextGaussian();
            for (int c = 0; c < columns; c++) {
                row[c] = 10 * c + 2 * shared + 0.5 * random.nextGaussian();
            }
        }
        return numbers(values);
    }

    public static DataCell number(final Double value) {
        return value == null ? DataType.getMissingCell() : new DoubleCell(value);
    }

    public static DataCell vector(final double... elements) {
        return DoubleVectorCellFactory.createCell(elements);
    }

    public static DataCell list(final Double... elements) {
        final List<DataCell> cells = new ArrayList<>();
        for (final Double element : elements) {
            cells.add(number(element));
        }
        return CollectionCellFactory.createListCell(cells);
    }

    /** A grey PNG image of the given intensities, line after line. */
    public static DataCell image(final int width, final int... intensities) {
        return image(width, 1, intensities);
    }

    /** A PNG image with 1 or 3 channels. */
    public static DataCell image(final int width, final int channels, final int[] intensities) {
        final byte[] bytes = new byte[intensities.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)intensities[i];
        }
        try (PngCodec png = new PngCodec()) {
            return PNGImageCellFactory.create(
                png.write(new PixelImage(width, intensities.length / channels / width, channels, bytes)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<DataRow> rows(final BufferedDataTable table) {
        final List<DataRow> rows = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    public static List<String> keys(final BufferedDataTable table) {
        return rows(table).stream().map(row -> row.getKey().getString()).toList();
    }

    /** The cells of a column. */
    public static List<DataCell> column(final BufferedDataTable table, final String name) {
        final int index = table.getDataTableSpec().findColumnIndex(name);
        if (index < 0) {
            throw new AssertionError("no column " + name + " in " + List.of(table.getDataTableSpec().getColumnNames()));
        }
        return rows(table).stream().map(row -> row.getCell(index)).toList();
    }

    /** The numbers of a column, NaN for missing ones. */
    public static double[] doubles(final BufferedDataTable table, final String name) {
        return column(table, name).stream()
            .mapToDouble(cell -> cell.isMissing() ? Double.NaN : ((org.knime.core.data.DoubleValue)cell).getDoubleValue())
            .toArray();
    }
}
