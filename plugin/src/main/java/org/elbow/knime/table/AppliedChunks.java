package org.elbow.knime.table;

import java.util.Optional;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.PassPool;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The rows of a table, encoded as a trained model demands, some thousands at a time, so that tables of any size can be scored.
 * What is left out, cut and counted is as in {@link AppliedRows}.
 *
 * <pre>
 * while (chunks.next()) {
 *     scores = scorer.score(chunks.matrix());
 * }
 * </pre>
 */
public final class AppliedChunks implements AutoCloseable {

    /** The most rows of a chunk: many blocks for each of many threads. */
    private static final int MOST_ROWS = 256 * PassPool.BLOCK;

    /** The most features of a chunk: 64 MB. */
    private static final int MOST_FEATURES = 1 << 24;

    private final int tableRows;

    private final AppliedEncoder encoder;

    private final TableScan scan;

    private final FeatureMatrix full;

    private FeatureMatrix matrix;

    private UsedRows used = new UsedRows();

    /**
     * @param table may be empty
     * @param model that the rows are for
     * @param progress hears how far the reading has come
     * @throws InvalidSettingsException if the table lacks a column or has it in another type
     */
    public AppliedChunks(final BufferedDataTable table, final VaeModel model, final Progress progress)
        throws InvalidSettingsException {
        this(table, model, rows(model.encoding().width()), progress);
    }

    /**
     * The same with chunks of another size.
     *
     * @param rows usable rows per chunk, at least 1
     */
    public AppliedChunks(final BufferedDataTable table, final VaeModel model, final int rows, final Progress progress)
        throws InvalidSettingsException {
        tableRows = AppliedRows.rowsOf(table);
        encoder = new AppliedEncoder(table.getDataTableSpec(), model);
        try {
            full = FeatureMatrix.allocate(Math.min(rows, tableRows), model.encoding().width(), StorageParameters.automatic());
        } catch (final RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
        scan = new TableScan(table, progress, "Encoding");
    }

    private static int rows(final int width) {
        return Math.max(PassPool.BLOCK, Math.min(MOST_ROWS, MOST_FEATURES / width));
    }

    /**
     * Encodes the next chunk; the one before is gone then.
     *
     * @return false if there are no more rows in the table
     * @throws org.elbow.data.DataException if a vector's length or an image's size differs from those the model was trained on
     */
    public boolean next() {
        if (!scan.hasNext()) {
            return false;
        }
        used = new UsedRows();
        while (scan.hasNext() && used.count() < full.rows()) {
            final DataRow row = scan.next();
            final float[] features = encoder.encode(row);
            if (features != null) {
                full.setRow(used.count(), features, 0);
            }
            used.add(features != null);
        }
        closePart();
        matrix = used.count() == full.rows() ? full : full.firstRows(used.count());
        return true;
    }

    private void closePart() {
        if (matrix != null && matrix != full) {
            matrix.close();
        }
    }

    /** @return the rows of the chunk that can be used, [rows, features]; may have no rows; not to be closed */
    public FeatureMatrix matrix() {
        return matrix;
    }

    /** @return which rows of the chunk can be used, the first being row 0 */
    public UsedRows used() {
        return used;
    }

    /** @return how many rows the table has */
    public int tableRows() {
        return tableRows;
    }

    /** See {@link AppliedRows#warning}, for the rows so far. */
    public Optional<String> warning(final String name) {
        return encoder.warning(name);
    }

    @Override
    public void close() {
        scan.close();
        encoder.close();
        closePart();
        full.close();
    }
}
