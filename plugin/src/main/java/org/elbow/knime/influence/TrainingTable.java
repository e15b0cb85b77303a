package org.elbow.knime.influence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.data.TableFingerprint;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The table that a model was trained on, and which of its rows were kept out for validation. */
final class TrainingTable implements AutoCloseable {

    private static final String NOT_THE_SAME = "This is not the table that the model was trained on. ";

    private final AppliedRows rows;

    private final List<String> keys;

    private final int[] trained;

    private final boolean known;

    private TrainingTable(final AppliedRows rows, final List<String> keys, final int[] trained, final boolean known) {
        this.rows = rows;
        this.keys = keys;
        this.trained = trained;
        this.known = known;
    }

    /**
     * Encodes the table and holds it against the model.
     *
     * @throws DataException if it is another table, with what differs
     * @throws InvalidSettingsException if a column is missing
     */
    static TrainingTable read(final BufferedDataTable table, final VaeModel model, final MatrixStorage storage,
        final Progress progress) throws InvalidSettingsException {
        final AppliedRows rows = AppliedRows.encode(table, model, storage, progress.part(0, 0.8));
        try {
            final List<String> keys = keys(table, rows, progress.part(0.8, 1));
            final Optional<TableFingerprint> fingerprint = model.trainingRows();
            fingerprint.flatMap(expected -> expected.difference(keys, rows.matrix())).ifPresent(difference -> {
                throw new DataException(NOT_THE_SAME + difference + " Connect the table of the VAE Learner, with the same rows "
                    + "in the same order.");
            });
            final int[] trained = VaeTrainer.trainingRows(keys.size(), model.record().options());
            if (trained.length != model.record().rows()) {
                throw new DataException(NOT_THE_SAME + "Training used " + model.record().rows() + " rows, but of this table's "
                    + keys.size() + " it would have used " + trained.length + ". Connect the table of the VAE Learner.");
            }
            return new TrainingTable(rows, keys, trained, fingerprint.isPresent());
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    /** The keys of the rows that can be used, in their order. */
    static List<String> keys(final BufferedDataTable table, final AppliedRows rows, final Progress progress) {
        final List<String> keys = new ArrayList<>();
        try (TableScan scan = new TableScan(table, progress, "Reading row keys")) {
            for (int i = 0; scan.hasNext(); i++) {
                final DataRow row = scan.next();
                if (rows.matrixRow(i) >= 0) {
                    keys.add(row.getKey().getString());
                }
            }
        }
        return keys;
    }

    /** What the user should know. */
    List<String> warnings() {
        final List<String> warnings = new ArrayList<>();
        rows.warning("training table").ifPresent(warnings::add);
        if (!known) {
            warnings.add("The model does not know the rows that it was trained on, since an earlier version made it, so it could "
                + "not be checked that this is the table. Train the model again to have it checked.");
        }
        return warnings;
    }

    AppliedRows rows() {
        return rows;
    }

    /** All rows that can be used, those kept out for validation included. */
    FeatureMatrix matrix() {
        return rows.matrix();
    }

    List<String> keys() {
        return keys;
    }

    /** The rows of {@link #matrix()} that were trained on, ascending. */
    int[] trained() {
        return trained;
    }

    boolean[] isTrained() {
        final boolean[] flags = new boolean[keys.size()];
        for (final int row : trained) {
            flags[row] = true;
        }
        return flags;
    }

    @Override
    public void close() {
        rows.close();
    }
}
