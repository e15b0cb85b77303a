package org.elbow.offline.headless;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.knime.core.data.DataRow;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;

/**
 * Writes a table as a CSV file (RFC 4180, UTF-8): the row keys in the first column, missing cells as nothing at all, empty
 * strings as two quotation marks, images as files in a folder beside it with their relative paths in the cells.
 */
final class CsvWriter {

    private final Path file;
    private final String imageFolder;

    private CsvWriter(final Path file) {
        this.file = file;
        imageFolder = file.getFileName().toString().replaceAll("\\.csv$", "") + " images";
    }

    static void write(final BufferedDataTable table, final Path file) throws IOException {
        new CsvWriter(file).write(table);
    }

    private void write(final BufferedDataTable table) throws IOException {
        final var spec = table.getDataTableSpec();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                var rows = table.iterator()) {
            field(out, "Row ID");
            for (final var column : spec.getColumnNames()) {
                out.write(',');
                field(out, column);
            }
            out.write("\r\n");
            for (long number = 0; rows.hasNext(); number++) {
                row(out, rows.next(), spec.getColumnNames(), number);
            }
        }
    }

    private void row(final Writer out, final DataRow row, final String[] columns, final long number)
        throws IOException {
        field(out, row.getKey().getString());
        for (int i = 0; i < columns.length; i++) {
            out.write(',');
            final var cell = row.getCell(i);
            if (!cell.isMissing()) {
                field(out, cell instanceof ImageValue image ? image(image, columns[i], number) : CellText.of(cell));
            }
        }
        out.write("\r\n");
    }

    private String image(final ImageValue image, final String column, final long row)
        throws IOException {
        final var folder = file.resolveSibling(imageFolder);
        Files.createDirectories(folder);
        final var extension = image.getImageExtension() == null ? "png" : image.getImageExtension();
        final var name = FileNames.safe(column) + "-" + row + "." + extension;
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            image.getImageContent().save(out);
        }
        return imageFolder + "/" + name;
    }

    private static void field(final Writer out, final String text) throws IOException {
        final boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
}
