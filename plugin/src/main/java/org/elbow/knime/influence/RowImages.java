package org.elbow.knime.influence;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;

/** The images of some rows, as a page can show them. */
final class RowImages {

    /** Larger ones would make the view slow. */
    private static final int LARGEST = 1 << 17;

    private final Map<String, String> images;

    private RowImages(final Map<String, String> images) {
        this.images = images;
    }

    /**
     * @param table with the rows
     * @param columns that the model reads; the first one with images counts
     * @param keys of the wanted rows
     * @param progress hears how far the work has come
     */
    static RowImages read(final BufferedDataTable table, final List<FeatureColumn> columns, final Set<String> keys,
        final Progress progress) {
        final Map<String, String> images = new HashMap<>();
        final Optional<FeatureColumn> column =
            columns.stream().filter(each -> each.kind() == FeatureKind.IMAGE).findFirst();
        if (column.isPresent() && !keys.isEmpty()) {
            final int index = table.getDataTableSpec().findColumnIndex(column.get().name());
            try (TableScan scan = new TableScan(table, progress, "Collecting images")) {
                while (scan.hasNext() && images.size() < keys.size()) {
                    final DataRow row = scan.next();
                    if (keys.contains(row.getKey().getString())) {
                        images.put(row.getKey().getString(), image(row.getCell(index)));
                    }
                }
            }
        }
        return new RowImages(images);
    }

    private static String image(final DataCell cell) {
        if (!(cell instanceof PNGImageValue image)) {
            return "";
        }
        final byte[] bytes = image.getImageContent().getByteArray();
        return bytes.length > LARGEST ? "" : Base64.getEncoder().encodeToString(bytes);
    }

    /** A row's PNG image in base 64; empty if it has none, or it is too large. */
    String of(final String key) {
        return images.getOrDefault(key, "");
    }
}
