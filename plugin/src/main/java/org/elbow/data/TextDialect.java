package org.elbow.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;

/**
 * How a text separates its cells, told from its beginning.
 *
 * @param separator comma, semicolon or tab: the one that leaves most cells numeric
 * @param named whether the first line names the columns, that is, holds a cell that is not a number
 * @param first the cells of the first line
 */
record TextDialect(char separator, boolean named, List<String> first) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    private static final int LINES = 10;

    static TextDialect recognise(final ArraySource source) throws IOException {
        final byte[] bytes = source.sample(ArraySource.SAMPLE);
        String sample = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length == ArraySource.SAMPLE) {
            final int end = sample.lastIndexOf('\n');
            if (end < 0) {
                throw new DataException(source.name() + " has a first line of more than "
                    + ArraySource.SAMPLE + " bytes; such long lines are not supported. Choose another file.");
            }
            sample = sample.substring(0, end);
        }
        if (sample.startsWith("\ufeff")) {
            sample = sample.substring(1);
        }
        if (sample.isBlank()) {
            throw new DataException(source.name() + " holds no lines of text. Choose another file.");
        }
        TextDialect best = null;
        long mostNumbers = -1;
        for (final char separator : SEPARATORS) {
            final List<CsvRecord> lines = parse(sample, separator, source);
            final List<String> first = lines.get(0).getFields();
            final long numbers = lines.stream().filter(line -> line.getFieldCount() == first.size())
                .flatMap(line -> line.getFields().stream()).filter(TextDialect::isNumber).count();
            final boolean wider = best != null && numbers == mostNumbers && best.first.size() == 1 && first.size() > 1;
            if (numbers > mostNumbers || wider) {
                mostNumbers = numbers;
                best = new TextDialect(separator, !first.stream().allMatch(TextDialect::isNumber), first);
            }
        }
        return best;
    }

    private static List<CsvRecord> parse(final String sample, final char separator, final ArraySource source)
        throws IOException {
        final CsvRecordHandler handler = CsvRecordHandler.of(h -> h.maxFieldSize(ArraySource.SAMPLE)
            .maxFields(ArraySource.SAMPLE + 1).maxRecordSize(ArraySource.SAMPLE));
        try (CsvReader<CsvRecord> reader =
            CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).build(handler, sample)) {
            final List<CsvRecord> lines = reader.stream().limit(LINES).toList();
            if (lines.isEmpty()) {
                throw new DataException(source.name() + " holds no lines of text. Choose another file.");
            }
            return lines;
        } catch (final CsvParseException e) {
            throw new DataException(source.name() + " cannot be read as text with numbers ("
                + e.getMessage() + "). Choose another file.", e);
        }
    }

    static boolean isNumber(final String cell) {
        try {
            number(cell);
            return true;
        } catch (final NumberFormatException e) {
            return false;
        }
    }

    /**
     * The number that a cell holds. Unlike {@link Double#parseDouble} it knows {@code nan} and {@code inf} as NumPy writes
     * them, and refuses Java's own notations (suffixes, hexadecimal digits).
     */
    static double number(final String cell) {
        final String text = cell.strip();
        final int length = text.length();
        int integer = 0;
        int i = 0;
        while (i < length && i < 9 && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            integer = 10 * integer + text.charAt(i) - '0';
            i++;
        }
        if (i == length && length > 0) {
            return integer;
        }
        for (int j = i; j < length; j++) {
            if ("0123456789+-.eE".indexOf(text.charAt(j)) < 0) {
                return word(text);
            }
        }
        return Double.parseDouble(text);
    }

    private static double word(final String text) {
        final boolean negative = text.startsWith("-");
        final String magnitude = text.substring(negative || text.startsWith("+") ? 1 : 0);
        final double value = switch (magnitude.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            default -> throw new NumberFormatException(text);
        };
        return negative ? -value : value;
    }
}
