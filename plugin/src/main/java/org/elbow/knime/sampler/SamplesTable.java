package org.elbow.knime.sampler;

import org.elbow.data.FeatureMatrix;
import org.elbow.explore.CodeDecoder;
import org.elbow.explore.CodeSequence;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Decodes codes and writes the rows, as they come. */
final class SamplesTable {

    private final VaeSamplerParameters parameters;

    private final SamplerColumns columns;

    private long missing;

    SamplesTable(final VaeSamplerParameters parameters, final SamplerColumns columns) {
        this.parameters = parameters;
        this.columns = columns;
    }

    /**
     * @param exec of the node
     * @param model that decodes
     * @param codes to be decoded
     * @param labels say what the rows are
     * @param originals the rows of the table that the rows are made of, as many of them from each; {@code null} if they are not
     * @param view is given the first rows
     * @param progress hears how far the work has come
     * @return the table
     */
    BufferedDataTable create(final ExecutionContext exec, final VaeModel model, final CodeSequence codes,
        final RowLabels labels, final FeatureMatrix originals, final SamplerView view, final Progress progress) {
        final BufferedDataContainer container = exec.createDataContainer(columns.spec());
        try (CodeDecoder decoder =
            new CodeDecoder(model, parameters.values(), parameters.m_seed, parameters.m_workers);
                ReconstructedColumns reconstructed = new ReconstructedColumns(model.encoding())) {
            decoder.decode(codes, progress, (index, code, features) -> {
                final RowLabels.Label label = labels.of(index);
                if (originals != null && view.hasRoom() && index % parameters.draws() == 0) {
                    final DataCell[] original = AppendedColumns.missing(columns.size());
                    reconstructed.decode(row(originals, (int)(index / parameters.draws())), original, columns.features());
                    view.addOriginal(label.line(), original);
                }
                final DataCell[] cells = cells(columns, label, code);
                reconstructed.decode(features, cells, columns.features());
                missing += hasMissing(cells) ? 1 : 0;
                container.addRowToTable(new DefaultRow(label.key(), cells));
                view.add(label, cells);
            });
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static float[] row(final FeatureMatrix matrix, final int row) {
        final float[] features = new float[matrix.columns()];
        matrix.getRow(row, features, 0);
        return features;
    }

    /** The cells of a row, with those set that say what it is, and its code if there are columns for it. */
    static DataCell[] cells(final SamplerColumns columns, final RowLabels.Label label, final float[] code) {
        final DataCell[] cells = AppendedColumns.missing(columns.size());
        System.arraycopy(label.cells(), 0, cells, 0, label.cells().length);
        for (int i = columns.codes(); i < columns.features(); i++) {
            cells[i] = ReconstructedColumns.number(code[i - columns.codes()]);
        }
        return cells;
    }

    private boolean hasMissing(final DataCell[] cells) {
        for (int i = columns.features(); i < cells.length; i++) {
            if (cells[i].isMissing()) {
                return true;
            }
        }
        return false;
    }

    /** How many rows have values beyond the range of numbers. */
    long missing() {
        return missing;
    }
}
