package org.elbow.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;

/** Numbers as text: a row per line, cells separated by comma, semicolon or tab, with or without a line of column names. */
final class TextArrayFile extends ArrayFile {

    private static final int LONGEST_CELL = 4096;

    private static final int MOST_COLUMNS = 1 << 20;

    private final ArraySource source;

    private final Iterator<CsvRecord> lines;

    private TextArrayFile(final ArraySource source, final List<String> names, final Iterator<CsvRecord> lines) {
        super(new ArrayHeader(source.file(), source.member(), source.format(), ElementType.FLOAT64, ArrayHeader.UNKNOWN,
            names.size() == 1 ? List.of() : List.of(names.size()), names, source.members()), source);
        this.source = source;
        this.lines = lines;
    }

    static TextArrayFile open(final ArraySource source) throws IOException {
        final TextDialect dialect = TextDialect.recognise(source);
        final CsvReaderBuilder builder =
            CsvReader.builder().fieldSeparator(dialect.separator()).detectBomHeader(true).skipEmptyLines(true);
        final CsvRecordHandler handler =
            CsvRecordHandler.of(h -> h.maxFieldSize(LONGEST_CELL).maxFields(MOST_COLUMNS).maxRecordSize(ArraySource.SAMPLE * 16));
        // closed with the source; the reader itself holds nothing
        final Iterator<CsvRecord> lines = builder.build(handler, source.stream()).iterator();
        final TextArrayFile file = new TextArrayFile(source, columnNames(dialect), lines);
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
        } else if (line.getFieldCount() != rowSize()) {
            throw new DataException("Line " + line.getStartingLineNumber() + " of " + source.name() + " has "
                + line.getFieldCount() + " cells, but the first line has " + rowSize()
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
        for (int i = 0; i < rowSize(); i++) {
            final String cell = line.getField(i);
            try {
                target[i] = TextDialect.number(cell);
            } catch (final NumberFormatException e) {
                throw notNumeric(line, i, cell, e);
            }
        }
        return true;
    }

    private DataException notNumeric(final CsvRecord line, final int column, final String cell, final Exception cause) {
        final String where = "Line " + line.getStartingLineNumber() + ", column \"" + header().columnNames().get(column)
            + "\" of " + source.name();
        if (cell.isBlank()) {
            return new DataException(where + " is empty. Only complete tables of numbers are read here; read tables with "
                + "missing values with the CSV Reader node.", cause);
        }
        final String shown = cell.length() > 50 ? cell.substring(0, 50) + "…" : cell;
        return new DataException(where + " holds \"" + shown + "\", which is not a number with a decimal point. "
            + "Remove the column or correct the cell.", cause);
    }

    @Override
    boolean skip() throws IOException {
        return nextRow() != null;
    }
}
