package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.NominalEncoding;
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
final class SamplesTable implements AutoCloseable {

    private final int draws;

    private final SamplerColumns columns;

    private final SamplerView view;

    private final BufferedDataContainer container;

    private final CodeDecoder decoder;

    private final ReconstructedColumns reconstructed;

    private final List<ColumnEncoding> encodings;

    private long beyondNumbers;

    private long unknownValues;

    /**
     * @param exec of the node
     * @param model that decodes
     * @param parameters of the node
     * @param columns of the output
     * @param view is given the first rows
     */
    SamplesTable(final ExecutionContext exec, final VaeModel model, final VaeSamplerParameters parameters,
        final SamplerColumns columns, final SamplerView view) {
        this.columns = columns;
        this.view = view;
        encodings = model.encoding().columns();
        draws = parameters.draws();
        container = exec.createDataContainer(columns.spec());
        decoder = new CodeDecoder(model, parameters.values(), parameters.m_seed, parameters.m_workers);
        reconstructed = new ReconstructedColumns(model.encoding());
    }

    /**
     * Writes the rows that are decoded from codes.
     *
     * @param codes to be decoded
     * @param labels say what the rows are
     * @param progress hears how far the work has come
     */
    void add(final CodeSequence codes, final RowLabels labels, final Progress progress) {
        add(codes, labels, null, progress);
    }

    /**
     * The same for rows that are made of rows of a table, which the view shows beside them.
     *
     * @param originals the rows of the table, as many codes belonging to each as there are draws
     */
    void add(final CodeSequence codes, final RowLabels labels, final FeatureMatrix originals, final Progress progress) {
        decoder.decode(codes, progress, (index, code, features) -> {
            final RowLabels.Label label = labels.of(index);
            if (originals != null && index % draws == 0 && view.hasRoom()) {
                addOriginal(label, originals, (int)(index / draws));
            }
            final DataCell[] cells = cells(columns, label, code);
            reconstructed.decode(features, cells, columns.features());
            countMissing(cells);
            container.addRowToTable(new DefaultRow(label.key(), cells));
            view.add(label, cells);
        });
    }

    private void addOriginal(final RowLabels.Label label, final FeatureMatrix originals, final int row) {
        final float[] features = new float[originals.columns()];
        originals.getRow(row, features, 0);
        final DataCell[] cells = AppendedColumns.missing(columns.size());
        reconstructed.decode(features, cells, columns.features());
        view.addOriginal(label.line(), cells);
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

    private void countMissing(final DataCell[] cells) {
        boolean beyond = false;
        boolean unknown = false;
        for (int c = 0; c < encodings.size(); c++) {
            if (cells[columns.features() + c].isMissing()) {
                final boolean mayBeUnknown = encodings.get(c) instanceof NominalEncoding nominal && nominal.unknownClass();
                unknown |= mayBeUnknown;
                beyond |= !mayBeUnknown;
            }
        }
        beyondNumbers += beyond ? 1 : 0;
        unknownValues += unknown ? 1 : 0;
    }

    /** What the user should know about cells that are missing, a sentence for each reason. */
    List<String> warnings() {
        final List<String> warnings = new ArrayList<>();
        if (beyondNumbers > 0) {
            warnings.add(rows(beyondNumbers) + " values beyond the range of numbers, which are missing therefore. Look for "
                + "extreme codes and values.");
        }
        if (unknownValues > 0) {
            warnings.add(rows(unknownValues) + " nominal values that were too rare in training to be told apart, which are "
                + "missing therefore.");
        }
        return warnings;
    }

    private static String rows(final long count) {
        return count + (count == 1 ? " row has" : " rows have");
    }

    /** @return the table; nothing can be added afterwards */
    BufferedDataTable finish() {
        container.close();
        return container.getTable();
    }

    @Override
    public void close() {
        if (container.isOpen()) {
            container.close();
        }
        reconstructed.close();
        decoder.close();
    }
}
