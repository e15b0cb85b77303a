package org.elbow.knime.consistency;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.consistency.CodeUsage;
import org.elbow.consistency.ConsistencyScorer;
import org.elbow.consistency.ConsistencyScores;
import org.elbow.consistency.Transformation;
import org.elbow.data.ImageEncoding;
import org.elbow.knime.MeasureHistograms;
import org.elbow.knime.ViewData;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.knime.table.UsedRows;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What the view shows, kept in tables: how scores are distributed, how dimensions vary, and the images that move most. */
final class ConsistencyView {

    private static final int BARS = 60;

    /** Scores beyond this quantile are counted in the last bar, so that outliers do not squeeze the rest. */
    private static final double HIGHEST = 0.995;

    private static final int TRANSFORMATIONS = 6;

    private static final DataTableSpec UNITS = new DataTableSpec(new String[] {"Variance"}, new DataType[] {DoubleCell.TYPE});

    private static final DataTableSpec IMAGES = new DataTableSpec(new String[] {"Row", "Consistency KL", "Image"},
        new DataType[] {StringCell.TYPE, DoubleCell.TYPE, PNGImageCellFactory.TYPE});

    private final ExecutionContext exec;

    private final VaeModel model;

    private final DataTableSpec spec;

    private final ConsistencyScores scores;

    private final CodeUsage usage;

    ConsistencyView(final ExecutionContext exec, final VaeModel model, final DataTableSpec spec, final ConsistencyScores scores,
        final CodeUsage usage) {
        this.exec = exec;
        this.model = model;
        this.spec = spec;
        this.scores = scores;
        this.usage = usage;
    }

    /**
     * The tables to be kept, for {@link #data}.
     *
     * @param table that was scored
     * @param used which of its rows were
     * @param moved those whose codes move most
     * @param transformation of rows
     * @param seed of the transformations
     */
    BufferedDataTable[] tables(final BufferedDataTable table, final UsedRows used, final MovedRows moved,
        final Transformation transformation, final long seed) {
        return new BufferedDataTable[] {histogram(), units(), images(table, used, moved, transformation, seed)};
    }

    private BufferedDataTable histogram() {
        final BufferedDataContainer container = exec.createDataContainer(MeasureHistograms.SPEC);
        addHistogram(container, ConsistencyTable.DIVERGENCE, "nats", scores.divergence());
        addHistogram(container, ConsistencyTable.SHIFT, "", scores.shift());
        addHistogram(container, ConsistencyTable.RELATIVE_SHIFT, "standard deviations", scores.relativeShift());
        return close(container);
    }

    private static void addHistogram(final BufferedDataContainer container, final String name, final String unit,
        final double[] values) {
        final double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return;
        }
        final double highest = sorted[(int)Math.min(sorted.length - 1L, (long)(HIGHEST * sorted.length))];
        MeasureHistograms.add(container, name, unit, sorted, 0, highest > 0 ? highest : 1, BARS);
    }

    private BufferedDataTable units() {
        final BufferedDataContainer container = exec.createDataContainer(UNITS);
        for (int unit = 0; unit < usage.variances().length; unit++) {
            container.addRowToTable(
                new DefaultRow("Code " + (unit + 1), ReconstructedColumns.number(usage.variances()[unit])));
        }
        return close(container);
    }

    /** The first image column of the rows that move most, as it is and transformed; empty if there are no images. */
    private BufferedDataTable images(final BufferedDataTable table, final UsedRows used, final MovedRows moved,
        final Transformation transformation, final long seed) {
        final BufferedDataContainer container = exec.createDataContainer(IMAGES);
        final int column = IntStream.range(0, model.encoding().columns().size())
            .filter(i -> model.encoding().columns().get(i) instanceof ImageEncoding).findFirst().orElse(-1);
        if (column >= 0) {
            final Map<Integer, String> keys = keys(table, used, moved.inOrder().stream().map(MovedRows.Moved::place).toList());
            try (ReconstructedColumns cells = new ReconstructedColumns(model.encoding(), spec)) {
                final DataCell[] decoded = AppendedColumns.missing(model.encoding().columns().size());
                final float[] features = new float[moved.features().columns()];
                for (final MovedRows.Moved row : moved.inOrder()) {
                    for (int number = -1; number < TRANSFORMATIONS; number++) {
                        if (number < 0) {
                            moved.features().getRow(row.index(), features, 0);
                        } else {
                            ConsistencyScorer.transform(moved.features(), row.index(), transformation, number, seed, features);
                        }
                        cells.decode(features, decoded, 0);
                        container.addRowToTable(new DefaultRow(row.place() + " " + number,
                            new StringCell(keys.get(row.place())), new DoubleCell(row.divergence()), decoded[column]));
                    }
                }
            }
        }
        return close(container);
    }

    private static Map<Integer, String> keys(final BufferedDataTable table, final UsedRows used, final List<Integer> wanted) {
        final Map<Integer, String> keys = new HashMap<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            for (int tableRow = 0; keys.size() < wanted.size() && iterator.hasNext(); tableRow++) {
                final String key = iterator.next().getKey().getString();
                final int place = used.place(tableRow);
                if (wanted.contains(place)) {
                    keys.put(place, key);
                }
            }
        }
        return keys;
    }

    private static BufferedDataTable close(final BufferedDataContainer container) {
        container.close();
        return container.getTable();
    }

    /**
     * What the view is given.
     *
     * @param tables made by {@link #tables}
     * @return the scores with their bars, the variances of the code's dimensions, and the rows with their images
     */
    static Map<String, Object> data(final BufferedDataTable[] tables) {
        final Map<String, Map<String, Object>> examples = new LinkedHashMap<>();
        for (final DataRow row : ViewData.rows(tables[2])) {
            final Map<String, Object> example = examples.computeIfAbsent(row.getCell(0).toString(),
                name -> entry("name", name, "divergence", ViewData.number(row.getCell(1))));
            if (row.getCell(2) instanceof PNGImageValue image) {
                ViewData.list(example, "images").add("data:image/png;base64,"
                    + Base64.getEncoder().encodeToString(image.getImageContent().getByteArrayReference()));
            }
        }
        final List<Double> variances = ViewData.rows(tables[1]).stream().map(row -> ViewData.number(row.getCell(0)))
            .map(variance -> variance == null ? 0.0 : variance).toList();
        return Map.of("scores", MeasureHistograms.data(tables[0]), "variances", variances, "examples",
            List.copyOf(examples.values()));
    }

    private static Map<String, Object> entry(final Object... keysAndValues) {
        final Map<String, Object> entry = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entry.put((String)keysAndValues[i], keysAndValues[i + 1]);
        }
        return entry;
    }
}
