package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The rows of a table, encoded as a trained model demands. Rows with values that are missing (and not imputed by the model),
 * not finite or too large, or nominal values that did not occur in training, are left out; features that the likelihood needs
 * in [0, 1] are cut to it. All are counted.
 */
public final class AppliedRows implements AutoCloseable {

    private static final int SKIPPED = -1;

    private final FeatureMatrix matrix;

    private final int[] matrixRows;

    private final long missing;

    private final long notFinite;

    private final long unknown;

    private final String unknownCategory;

    private final long tooLarge;

    private final String tooLargeColumn;

    private final long cut;

    private AppliedRows(final FeatureMatrix matrix, final int[] matrixRows, final long missing, final long notFinite,
        final long unknown, final String unknownCategory, final long tooLarge, final String tooLargeColumn, final long cut) {
        this.matrix = matrix;
        this.matrixRows = matrixRows;
        this.missing = missing;
        this.notFinite = notFinite;
        this.unknown = unknown;
        this.unknownCategory = unknownCategory;
        this.tooLarge = tooLarge;
        this.tooLargeColumn = tooLargeColumn;
        this.cut = cut;
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
        final FeatureEncoding encoding = model.encoding();
        final BitSet unitInterval = unitInterval(model.likelihood());
        final List<FeatureColumn> columns = FeatureColumns.of(encoding);
        FeatureColumns.requireAll(table.getDataTableSpec(), columns);
        if (table.size() > Integer.MAX_VALUE) {
            throw new DataException("The table has " + table.size() + " rows; at most " + Integer.MAX_VALUE
                + " can be processed at once. Split the table.");
        }
        final FeatureMatrix all = FeatureMatrix.allocate((int)table.size(), encoding.width(), StorageParameters.automatic());
        try (RowReader reader = new RowReader(table.getDataTableSpec(), columns);
                TableScan scan = new TableScan(table, progress, "Encoding")) {
            final RowEncoder encoder = new RowEncoder(encoding);
            final int[] matrixRows = new int[(int)table.size()];
            long missing = 0;
            long notFinite = 0;
            long unknown = 0;
            String unknownCategory = null;
            long tooLarge = 0;
            String tooLargeColumn = null;
            long cut = 0;
            int kept = 0;
            for (int i = 0; scan.hasNext(); i++) {
                final DataRow row = scan.next();
                final RowReader.Outcome outcome = reader.read(row);
                matrixRows[i] = SKIPPED;
                if (outcome == RowReader.Outcome.NOT_FINITE) {
                    notFinite++;
                } else if (outcome == RowReader.Outcome.MISSING && !encoder.imputesAllMissing(reader)) {
                    missing++;
                } else if (encoder.unknownCategory(reader) != null) {
                    unknown++;
                    unknownCategory = unknownCategory == null ? encoder.unknownCategory(reader) : unknownCategory;
                } else if (encoder.tooLarge(reader) != null) {
                    tooLarge++;
                    tooLargeColumn = tooLargeColumn == null ? encoder.tooLarge(reader) : tooLargeColumn;
                } else {
                    final float[] features = encoder.encode(reader, row.getKey());
                    cut += cutToUnitInterval(features, unitInterval) ? 1 : 0;
                    all.setRow(kept, features, 0);
                    matrixRows[i] = kept++;
                }
            }
            return new AppliedRows(shrink(all, kept), matrixRows, missing, notFinite, unknown,
                unknownCategory, tooLarge, tooLargeColumn, cut);
        } catch (final RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    /** The features that the likelihood needs in [0, 1]. */
    private static BitSet unitInterval(final LikelihoodSpec likelihood) {
        final BitSet features = new BitSet();
        int offset = 0;
        for (final LikelihoodSpec.Group group : likelihood.groups()) {
            features.set(offset, offset + group.features(), group.family() == LikelihoodFamily.BERNOULLI);
            offset += group.features();
        }
        return features;
    }

    /** The first rows of a matrix, which is closed if it has more. */
    private static FeatureMatrix shrink(final FeatureMatrix matrix, final int rows) {
        if (rows == matrix.rows()) {
            return matrix;
        }
        final int[] kept = new int[rows];
        Arrays.setAll(kept, i -> i);
        final FeatureMatrix shrunk = matrix.selectRows(kept);
        matrix.close();
        return shrunk;
    }

    private static boolean cutToUnitInterval(final float[] features, final BitSet unitInterval) {
        boolean cut = false;
        for (int i = unitInterval.nextSetBit(0); i >= 0; i = unitInterval.nextSetBit(i + 1)) {
            final float within = Math.max(0, Math.min(1, features[i]));
            cut |= within != features[i];
            features[i] = within;
        }
        return cut;
    }

    /** @return [rows that can be used, features]; may have no rows; closed with this */
    public FeatureMatrix matrix() {
        return matrix;
    }

    /** @return how many rows the table has */
    public int tableRows() {
        return matrixRows.length;
    }

    /** @return how many rows are left out */
    public int skipped() {
        return matrixRows.length - matrix.rows();
    }

    /**
     * @param tableRow a row of the table, counted from 0
     * @return its row in {@link #matrix()}, or a negative number if it is left out
     */
    public int matrixRow(final int tableRow) {
        return matrixRows[tableRow];
    }

    /**
     * @param name what the table is called in the warning, for instance "table" or "reference table"
     * @return what the user should know about left-out and cut rows
     */
    public Optional<String> warning(final String name) {
        final List<String> parts = new ArrayList<>();
        if (missing > 0) {
            parts.add("skipped " + rows(missing) + " with missing values");
        }
        if (notFinite > 0) {
            parts.add("skipped " + rows(notFinite) + " with NaN or infinite values");
        }
        if (unknown > 0) {
            parts.add("skipped " + rows(unknown) + " with nominal values that did not occur in training, the first being "
                + unknownCategory);
        }
        if (tooLarge > 0) {
            parts.add("skipped " + rows(tooLarge) + " with numbers too large for 32 bits, the first in column \"" + tooLargeColumn
                + "\"");
        }
        if (cut > 0) {
            parts.add("cut values of " + rows(cut) + " to the range seen in training, as the Bernoulli likelihood needs it");
        }
        return parts.isEmpty() ? Optional.empty()
            : Optional.of("In the " + name + ": " + String.join("; ", parts) + ".");
    }

    private static String rows(final long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    @Override
    public void close() {
        matrix.close();
    }
}
