package org.elbow.knime.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.elbow.data.ArrayFile;
import org.elbow.data.ArrayFormat;
import org.elbow.data.ArrayHeader;
import org.elbow.data.DataException;
import org.elbow.data.ElementType;
import org.elbow.data.PixelColumns;
import org.elbow.data.PixelRange;
import org.elbow.knime.FileLocation;
import org.elbow.knime.reader.ArrayReaderParameters.IntegerScaling;
import org.elbow.knime.table.ArrayCells;
import org.elbow.knime.table.ArrayRepresentation;
import org.elbow.knime.table.ConstantColumn;
import org.elbow.knime.table.RowsBelow;
import org.elbow.knime.table.UniqueNames;
import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;

/** An array file as rows of a table: from its header follows the spec, from its data the rows. */
final class ArrayRowsReader {

    private static final int REPORT_EVERY = 64;

    private final ArrayReaderParameters parameters;

    private final Path file;

    private final ArrayHeader header;

    private final Path labelFile;

    /** The column of a text file that holds the labels; empty for none. */
    private final String labelColumn;

    private final ArrayCells cells;

    private final ConstantColumn constant;

    private final DataTableSpec spec;

    /**
     * Looks at the headers of the files.
     *
     * @param parameters that name a file
     * @throws InvalidSettingsException if a file cannot be found, or settings do not fit it
     * @throws DataException if a file is not what it claims to be
     */
    ArrayRowsReader(final ArrayReaderParameters parameters) throws InvalidSettingsException {
        this.parameters = parameters;
        file = FileLocation.resolve(parameters.m_file);
        labelFile = parameters.m_labelFile.isBlank() ? null : FileLocation.resolve(parameters.m_labelFile);
        final ArrayHeader whole = ArrayHeader.read(file, parameters.m_member);
        labelColumn = labelColumn(whole);
        header = labelColumn.isEmpty() ? whole : ArrayHeader.read(file, parameters.m_member, labelColumn);
        if (header.rows() != ArrayHeader.UNKNOWN && parameters.m_firstRow >= header.rows()) {
            throw new InvalidSettingsException(noRowsLeft());
        }
        if (labelFile != null) {
            checkLabels(ArrayHeader.read(labelFile, parameters.m_labelMember));
        }
        cells = ArrayCells.of(header.rowShape(), header.columnNames(), header.elementType(), representation(),
            parameters.m_integerScaling == IntegerScaling.DIVIDE_BY_255);
        constant = ConstantColumn.of(parameters.m_constantColumn, parameters.m_constantValue);
        spec = createSpec();
    }

    private String labelColumn(final ArrayHeader whole) throws InvalidSettingsException {
        final String asked = parameters.m_labelColumn.strip();
        if (!asked.isEmpty() && labelFile != null) {
            throw new InvalidSettingsException("Labels are to come from the label column \"" + asked
                + "\" and from the label file \"" + labelFile + "\". Leave one of the two blank.");
        }
        if (whole.format() != ArrayFormat.CSV || !asked.isEmpty()) {
            return whole.format() == ArrayFormat.CSV ? asked : "";
        }
        final boolean imagesAllowed = parameters.m_representation == ArrayRepresentation.AUTO
            || parameters.m_representation == ArrayRepresentation.IMAGE;
        final String found = imagesAllowed ? PixelColumns.labelColumn(whole.columnNames()) : "";
        if (!found.isEmpty() && labelFile != null) {
            throw new InvalidSettingsException(whole.displayName() + " holds labels in its column \"" + found
                + "\", but a label file is named too. Leave the label file blank, or represent the rows as columns.");
        }
        return found;
    }

    private ArrayRepresentation representation() {
        return parameters.m_representation == ArrayRepresentation.AUTO && PixelColumns.areImage(header.columnNames())
            ? ArrayRepresentation.IMAGE : parameters.m_representation;
    }

    private String noRowsLeft() {
        final String file = header.displayName();
        if (parameters.m_firstRow == 0 || header.rows() == 0) {
            return file + " holds no rows. Choose another file.";
        }
        return header.rows() == ArrayHeader.UNKNOWN
            ? file + " has no row after the first " + parameters.m_firstRow + ". Skip fewer rows, or choose another file."
            : file + " has " + header.rows() + " rows, so skipping " + parameters.m_firstRow + " leaves none. Skip fewer rows.";
    }

    private void checkLabels(final ArrayHeader labels) throws InvalidSettingsException {
        if (labels.rowSize() != 1) {
            throw new InvalidSettingsException("Labels are a single number per row, but " + labels.displayName() + " holds "
                + labels.rowSize() + " numbers per row (" + labels.shapeText() + "). Choose the array of the labels.");
        }
        final boolean bothKnown = labels.rows() != ArrayHeader.UNKNOWN && header.rows() != ArrayHeader.UNKNOWN;
        if (bothKnown && labels.rows() != header.rows()) {
            throw new InvalidSettingsException(header.displayName() + " has " + header.rows() + " rows, but "
                + labels.displayName() + " has " + labels.rows() + " labels. Choose the labels that belong to the file.");
        }
    }

    private DataTableSpec createSpec() throws InvalidSettingsException {
        final List<DataColumnSpec> columns = new ArrayList<>(cells.columns());
        if (labelFile != null || !labelColumn.isEmpty()) {
            final String label = new UniqueNames(columns.stream().map(DataColumnSpec::getName).toList()).next("label");
            columns.add(new DataColumnSpecCreator(label, IntCell.TYPE).createSpec());
        }
        constant.appendTo(columns);
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** @return the columns of the rows read */
    DataTableSpec spec() {
        return spec;
    }

    /**
     * Reads the rows.
     *
     * @param output takes them
     * @param progress hears how much of the file was read
     * @throws DataException if the file does not hold what its header says, or a row cannot be represented
     */
    void read(final RowsBelow output, final Progress progress) {
        final int limit = parameters.m_maxRows == 0 ? Integer.MAX_VALUE : parameters.m_maxRows;
        final long[] labels = labelFile == null ? null
            : ArrayFile.readLabels(labelFile, parameters.m_labelMember, parameters.m_firstRow, limit);
        // text does not tell the type of its elements: what its numbers are as pixels shows only when they are looked through
        final boolean textImages = header.format() == ArrayFormat.CSV && representation() == ArrayRepresentation.IMAGE;
        final PixelRange range = textImages ? PixelRange.of(file, labelColumn, progress.part(0, 0.3)) : null;
        final ElementType type = textImages ? range.elementType() : header.elementType();
        final Progress reading = textImages ? progress.part(0.3, 1) : progress;
        int count = 0;
        try (ArrayFile array = ArrayFile.open(file, parameters.m_member, labelColumn);
                ArrayCells.Writer writer = cells.writer(type)) {
            array.skipRows(parameters.m_firstRow);
            final double[] elements = new double[array.rowSize()];
            while (count < limit && array.readRow(elements)) {
                if (count % REPORT_EVERY == 0) {
                    reading.update(fraction(array, count), "Reading row " + (count + 1) + " of " + file.getFileName());
                }
                if (textImages) {
                    range.check(array, elements);
                }
                final List<DataCell> row = new ArrayList<>(spec.getNumColumns());
                writer.addCells(elements, rowName(array), row);
                if (labels != null) {
                    row.add(label(labels, count, array));
                } else if (!labelColumn.isEmpty()) {
                    row.add(labelCell(array.label(), array));
                }
                constant.addCell(row);
                output.add(row.toArray(DataCell[]::new));
                count++;
            }
        }
        if (count == 0) {
            throw new DataException(noRowsLeft());
        }
        if (labels != null && labels.length > count) {
            throw new DataException(header.displayName() + " ends after " + count + " rows, but there are more labels. "
                + "Choose the labels that belong to the file.");
        }
    }

    private double fraction(final ArrayFile array, final int count) {
        return parameters.m_maxRows == 0 ? array.fraction()
            : Math.max(array.fraction(), (double)count / parameters.m_maxRows);
    }

    private String rowName(final ArrayFile array) {
        return "row " + array.row() + " of " + header.displayName();
    }

    private DataCell label(final long[] labels, final int index, final ArrayFile array) {
        if (index >= labels.length) {
            throw new DataException("There are only " + labels.length + " labels, but " + header.displayName()
                + " has more rows. Choose the labels that belong to the file.");
        }
        return labelCell(labels[index], array);
    }

    private DataCell labelCell(final long label, final ArrayFile array) {
        if (label != (int)label) {
            throw new DataException("The label of " + rowName(array) + " is " + label
                + ", which is too large for an integer column. Choose other labels.");
        }
        return new IntCell((int)label);
    }
}
