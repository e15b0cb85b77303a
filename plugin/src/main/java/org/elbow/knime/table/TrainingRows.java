package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.TableFingerprint;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * A table's rows as features to train on, with the encoding that was derived from them. The table is read twice: for the
 * statistics, then for the features.
 */
public final class TrainingRows implements AutoCloseable {

    private final FeatureMatrix matrix;

    private final FeatureEncoding encoding;

    private final List<String> warnings;

    private final TableFingerprint fingerprint;

    private TrainingRows(final FeatureMatrix matrix, final FeatureEncoding encoding, final List<String> warnings,
        final TableFingerprint fingerprint) {
        this.matrix = matrix;
        this.encoding = encoding;
        this.warnings = List.copyOf(warnings);
        this.fingerprint = fingerprint;
    }

    /**
     * Encodes a table to train on.
     *
     * @param table at least two rows
     * @param plans what is to become of which column, at least one
     * @param policy for missing values; a missing vector or image cannot be imputed, its row is skipped then, and a column
     *            without any value left out
     * @param storage whether the rows are kept in memory or in a file
     * @param progress hears how far the work has come
     * @return the rows, to be closed by the caller
     * @throws DataException if the table is too small, or a row cannot be used; the message names row, column and remedy
     */
    public static TrainingRows encode(final BufferedDataTable table, final List<FeaturePlan> plans,
        final MissingValuePolicy policy, final MatrixStorage storage, final Progress progress) {
        if (table.size() < 2) {
            throw new DataException((table.size() == 0 ? "The table is empty" : "The table has only one row")
                + ". Training needs at least two rows, and some hundreds to learn anything.");
        }
        final TableSurvey survey = new TableSurvey(plans, policy);
        try (RowReader reader = reader(table, plans);
                TableScan scan = new TableScan(table, progress.part(0, 0.4), "Looking at the values")) {
            while (scan.hasNext()) {
                survey.add(reader, scan.next());
            }
        }
        final FeatureEncoding encoding = survey.encoding();
        try (RowReader reader = reader(table, survey.usedPlans())) {
            return fill(table, reader, survey, encoding, storage, progress.part(0.4, 1));
        }
    }

    /**
     * Encodes a table to train a model on that there is already: as the model demands, without new statistics.
     *
     * @param table with the model's columns
     * @param model to be trained on
     * @param storage whether the rows are kept in memory or in a file
     * @param progress hears how far the work has come
     * @return the rows that the model can take, to be closed by the caller
     * @throws InvalidSettingsException if the table lacks a column or has it in another type
     * @throws DataException if a vector's length or an image's size differs from those the model was trained on, or fewer than
     *             two rows are left
     */
    public static TrainingRows encode(final BufferedDataTable table, final VaeModel model, final MatrixStorage storage,
        final Progress progress) throws InvalidSettingsException {
        final AppliedRows rows = AppliedRows.encode(table, model, storage, progress.part(0, 0.8));
        try (TableScan scan = new TableScan(table, progress.part(0.8, 1), "Reading row keys")) {
            final FeatureMatrix matrix = rows.matrix();
            if (matrix.rows() < 2) {
                throw new DataException((table.size() == 0 ? "The table is empty."
                    : (matrix.rows() == 0 ? "No row" : "Only one row") + " of the table can be used.")
                    + rows.warning("table").map(warning -> " " + warning).orElse("")
                    + " Training needs at least two rows, and some hundreds to learn anything.");
            }
            final int[] keys = new int[matrix.rows()];
            for (int i = 0; scan.hasNext(); i++) {
                final DataRow row = scan.next();
                if (rows.matrixRow(i) >= 0) {
                    keys[rows.matrixRow(i)] = TableFingerprint.keyHash(row.getKey().getString());
                }
            }
            return new TrainingRows(matrix, model.encoding(), rows.warning("table").stream().toList(),
                TableFingerprint.of(keys, matrix));
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    private static RowReader reader(final BufferedDataTable table, final List<FeaturePlan> plans) {
        return new RowReader(table.getDataTableSpec(), plans.stream().map(FeaturePlan::column).toList());
    }

    private static TrainingRows fill(final BufferedDataTable table, final RowReader reader, final TableSurvey survey,
        final FeatureEncoding encoding, final MatrixStorage storage, final Progress progress) {
        final FeatureMatrix matrix = FeatureMatrix.allocate(survey.kept(), encoding.width(), storage);
        try (TableScan scan = new TableScan(table, progress, "Encoding")) {
            final RowEncoder encoder = new RowEncoder(encoding);
            final int[] bounded = survey.bounded(encoding);
            final int[] keys = new int[matrix.rows()];
            float[] first = null;
            boolean varies = false;
            int rows = 0;
            while (scan.hasNext()) {
                final DataRow row = scan.next();
                final RowReader.Outcome outcome = reader.read(row);
                if (outcome == RowReader.Outcome.MISSING && !encoder.imputesAllMissing(reader)) {
                    continue;
                }
                final float[] features = encoder.encode(reader, row.getKey());
                checkUnitInterval(features, bounded, encoding, row.getKey());
                keys[rows] = TableFingerprint.keyHash(row.getKey().getString());
                matrix.setRow(rows++, features, 0);
                if (first == null) {
                    first = features.clone();
                }
                varies |= !Arrays.equals(first, features);
            }
            if (!varies) {
                throw new DataException("All rows have the same values in all feature columns, so there is nothing to "
                    + "learn. Include a column that varies.");
            }
            final List<String> warnings = new ArrayList<>(survey.warnings());
            encoder.imputed().ifPresent(imputed -> warnings.add("Imputed " + imputed + "."));
            return new TrainingRows(matrix, encoding, warnings, TableFingerprint.of(keys, matrix));
        } catch (final RuntimeException | Error e) {
            matrix.close();
            throw e;
        }
    }

    private static void checkUnitInterval(final float[] features, final int[] bounded, final FeatureEncoding encoding,
        final RowKey key) {
        for (final int feature : bounded) {
            if (!(features[feature] >= 0 && features[feature] <= 1)) {
                throw new DataException("Column \"" + encoding.featureName(feature) + "\", row \"" + key
                    + "\" gives the feature " + features[feature] + ", but the Bernoulli likelihood needs features in "
                    + "[0, 1]. Choose min–max scaling or the Gaussian likelihood.");
            }
        }
    }

    /** @return [kept rows, features]; closed with this */
    public FeatureMatrix matrix() {
        return matrix;
    }

    /** @return how the columns became features */
    public FeatureEncoding encoding() {
        return encoding;
    }

    /** @return by which the kept rows can be recognised */
    public TableFingerprint fingerprint() {
        return fingerprint;
    }

    /** @return what the user should know about the rows and columns, a sentence each; may be empty */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        matrix.close();
    }
}
