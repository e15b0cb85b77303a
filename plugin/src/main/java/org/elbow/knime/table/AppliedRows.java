package org.elbow.knime.table;

import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The rows of a table, encoded as a trained model demands, all at once: for methods that need any row at any time. Those that
 * take one row after the other read {@link AppliedChunks}.
 *
 * <p>Rows with values that are missing (and not imputed by the model), not finite or too large, or nominal values that did not
 * occur in training, are left out; features that the likelihood needs in [0, 1] are cut to it. All are counted.
 */
public final class AppliedRows implements AutoCloseable {

    private final FeatureMatrix matrix;

    private final UsedRows used;

    private final AppliedEncoder encoder;

    private AppliedRows(final FeatureMatrix matrix, final UsedRows used, final AppliedEncoder encoder) {
        this.matrix = matrix;
        this.used = used;
        this.encoder = encoder;
    }

    /**
     * Encodes a table.
     *
     * @param table may be empty
     * @param model that the rows are for
     * @param progress hears how far the work has come
     * @return the rows, to be closed by the caller
     * @throws InvalidSettingsException if the table lacks a column or has it in another type
     * @throws DataException if a vector's length or an image's size differs from those the model was trained on
     */
    public static AppliedRows encode(final BufferedDataTable table, final VaeModel model, final Progress progress)
        throws InvalidSettingsException {
        return encode(table, model, StorageParameters.automatic(), progress);
    }

    /**
     * The same with a choice of where the rows are kept.
     *
     * @param storage in memory or in a file
     */
    public static AppliedRows encode(final BufferedDataTable table, final VaeModel model, final MatrixStorage storage,
        final Progress progress) throws InvalidSettingsException {
        final int size = rowsOf(table);
        try (AppliedEncoder encoder = new AppliedEncoder(table.getDataTableSpec(), model)) {
            final FeatureMatrix all = FeatureMatrix.allocate(size, model.encoding().width(), storage);
            try (TableScan scan = new TableScan(table, progress, "Encoding")) {
                final UsedRows used = new UsedRows();
                while (scan.hasNext()) {
                    final float[] features = encoder.encode(scan.next());
                    if (features != null) {
                        all.setRow(used.count(), features, 0);
                    }
                    used.add(features != null);
                }
                return new AppliedRows(shrink(all, used.count()), used, encoder);
            } catch (final RuntimeException | Error e) {
                all.close();
                throw e;
            }
        }
    }

    /** The first rows of a matrix, which is closed if it has more. */
    private static FeatureMatrix shrink(final FeatureMatrix matrix, final int rows) {
        if (rows == matrix.rows()) {
            return matrix;
        }
        final FeatureMatrix shrunk = matrix.firstRows(rows);
        matrix.close();
        return shrunk;
    }

    /** The number of a table's rows, if so many can be processed. */
    static int rowsOf(final BufferedDataTable table) {
        if (table.size() > Integer.MAX_VALUE) {
            throw new DataException("The table has " + table.size() + " rows; at most " + Integer.MAX_VALUE
                + " can be processed at once. Split the table.");
        }
        return (int)table.size();
    }

    /** @return [rows that can be used, features]; may have no rows; closed with this */
    public FeatureMatrix matrix() {
        return matrix;
    }

    /** @return how many rows the table has */
    public int tableRows() {
        return used.tableRows();
    }

    /** @return how many rows are left out */
    public int skipped() {
        return used.skipped();
    }

    /**
     * @param tableRow a row of the table, counted from 0
     * @return its row in {@link #matrix()}, or a negative number if it is left out
     */
    public int matrixRow(final int tableRow) {
        return used.place(tableRow);
    }

    /**
     * @param name what the table is called in the warning, for instance "table" or "reference table"
     * @return what the user should know about left-out and cut rows
     */
    public Optional<String> warning(final String name) {
        return encoder.warning(name);
    }

    @Override
    public void close() {
        matrix.close();
    }
}
