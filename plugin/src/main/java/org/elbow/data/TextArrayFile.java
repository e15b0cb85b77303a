package org.elbow.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;

/**
 * Numbers as text: a row per line, cells separated by comma, semicolon or tab, with or without a line of column names. One column
 * may hold labels; it is no part of the rows.
 */
final class TextArrayFile extends ArrayFile {

    private static final int LONGEST_CELL = 4096;

    private static final int NAMES_SHOWN = 5;

    private static final int MOST_COLUMNS = 1 << 20;

    private final ArraySource source;

    private final Iterator<CsvRecord> lines;

    /** All columns, that of the labels too. */
    private final List<String> columns;

    /** Which of them holds the labels; −1 for none. */
    private final int labelIndex;

    /** Where the last row read begins. */
    private long lineNumber;

    private long label;

    private TextArrayFile(final ArraySource source, final List<String> columns, final int labelIndex,
        final Iterator<CsvRecord> lines) {
        super(header(source, columns, labelIndex), source);
        this.source = source;
        this.columns = columns;
        this.labelIndex = labelIndex;
        this.lines = lines;
    }

    private static ArrayHeader header(final ArraySource source, final List<String> columns, final int labelIndex) {
        final List<String> names = new ArrayList<>(columns);
        if (labelIndex >= 0) {
            names.remove(labelIndex);
        }
        return new ArrayHeader(source.file(), source.member(), source.format(), ElementType.FLOAT64, ArrayHeader.UNKNOWN,
            names.size() == 1 ? List.of() : List.of(names.size()), names, source.members());
    }

    /** @param labelColumn the name of the column of the labels; empty for none */
    static TextArrayFile open(final ArraySource source, final String labelColumn) throws IOException {
        final TextDialect dialect = TextDialect.recognise(source);
        final CsvReaderBuilder builder =
            CsvReader.builder().fieldSeparator(dialect.separator()).detectBomHeader(true).skipEmptyLines(true);
        final CsvRecordHandler handler =
            CsvRecordHandler.of(h -> h.maxFieldSize(LONGEST_CELL).maxFields(MOST_COLUMNS).maxRecordSize(ArraySource.SAMPLE * 16));
        // closed with the source; the reader itself holds nothing
        final Iterator<CsvRecord> lines = builder.build(handler, source.stream()).iterator();
        final List<String> columns = columnNames(dialect);
        final TextArrayFile file = new TextArrayFile(source, columns, labelIndex(source, columns, labelColumn), lines);
        if (dialect.named()) {
            file.next();
        }
        return file;
    }

    private static List<String> columnNames(final TextDialect dialect) {
        final Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < dialect.first().size(); i++) {
            final String given = dialect.named() ? dialect.first().get(i).strip() : "";
            final String base = given.isEmpty() ? "Column " + (i + 1) : given;
            String name = base;
            for (int n = 2; !names.add(name); n++) {
                name = base + " (" + n + ")";
            }
        }
        return new ArrayList<>(names);
    }

    private static int labelIndex(final ArraySource source, final List<String> columns, final String labelColumn) {
        if (labelColumn.isEmpty()) {
            return -1;
        }
        final int index = columns.indexOf(labelColumn);
        if (index < 0) {
            final String shown = columns.stream().limit(NAMES_SHOWN).map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", ", "", columns.size() > NAMES_SHOWN ? ", …" : ""));
            throw new DataException("The label column \"" + labelColumn + "\" is none of the columns of " + source.name() + " ("
                + shown + "). Name one of them, or leave the label column blank.");
        }
        if (columns.size() == 1) {
            throw new DataException(source.name() + " holds nothing but the label column \"" + labelColumn
                + "\". Leave the label column blank to read it as numbers, or choose another file.");
        }
        return index;
    }

    private CsvRecord next() throws IOException {
        try {
            return lines.next();
        } catch (final NoSuchElementException e) {
            return null;
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        } catch (final CsvParseException e) {
            throw new DataException(source.name() + " cannot be read as text with numbers after row "
                + row() + " (" + e.getMessage() + "). Correct the file or choose another.", e);
        }
    }

    /** The next line with as many cells as the first, or null at the end. */
    private CsvRecord nextRow() throws IOException {
        final CsvRecord line = next();
        if (line == null) {
            source.checkEnd("text");
        } else if (line.getFieldCount() != columns.size()) {
            throw new DataException("Line " + line.getStartingLineNumber() + " of " + source.name() + " has "
                + line.getFieldCount() + " cells, but the first line has " + columns.size()
                + ". Give every line the same number of cells.");
        }
        return line;
    }

    @Override
    boolean read(final double[] target) throws IOException {
        final CsvRecord line = nextRow();
        if (line == null) {
            return false;
        }
        lineNumber = line.getStartingLineNumber();
        int element = 0;
        for (int column = 0; column < columns.size(); column++) {
            final double number = number(line, column);
            if (column == labelIndex) {
                label = checkedLabel(number);
            } else {
                target[element] = number;
                element++;
            }
        }
        return true;
    }

    private double number(final CsvRecord line, final int column) {
        final String cell = line.getField(column);
        try {
            return TextDialect.number(cell);
        } catch (final NumberFormatException e) {
            throw notNumeric(columnPlace(column), cell, e);
        }
    }

    private long checkedLabel(final double number) {
        if (!isLabel(number)) {
            throw new DataException(columnPlace(labelIndex) + " holds " + number
                + ", but labels are whole numbers. Correct the cell, or choose another label column.");
        }
        return (long)number;
    }

    private static DataException notNumeric(final String where, final String cell, final Exception cause) {
        if (cell.isBlank()) {
            return new DataException(where + " is empty. Only complete tables of numbers are read here; read tables with "
                + "missing values with the CSV Reader node.", cause);
        }
        final String shown = cell.length() > 50 ? cell.substring(0, 50) + "…" : cell;
        return new DataException(where + " holds \"" + shown + "\", which is not a number with a decimal point. "
            + "Remove the column or correct the cell.", cause);
    }

    private String columnPlace(final int column) {
        return "Line " + lineNumber + ", column \"" + columns.get(column) + "\" of " + source.name();
    }

    @Override
    String place(final int element) {
        return columnPlace(labelIndex >= 0 && element >= labelIndex ? element + 1 : element);
    }

    @Override
    public long label() {
        if (labelIndex < 0 || lineNumber == 0) {
            throw new IllegalStateException(source.name() + (labelIndex < 0 ? " was opened without a label column."
                : " has to be read before it tells a label."));
        }
        return label;
    }

    @Override
    boolean skip() throws IOException {
        return nextRow() != null;
    }
}
