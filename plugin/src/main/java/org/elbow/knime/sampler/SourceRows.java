package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.explore.CodeSequence;
import org.elbow.explore.LatentDimensions;
import org.elbow.explore.PosteriorDraws;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeModel;
import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The rows of the table that can be encoded, with their Row IDs and what the model says of their codes. */
final class SourceRows implements AutoCloseable {

    private static final int NAMED = 3;

    private final AppliedRows rows;

    private final FeatureMatrix posteriors;

    private final List<String> keys;

    private final Optional<String> warning;

    private SourceRows(final AppliedRows rows, final FeatureMatrix posteriors, final List<String> keys,
        final Optional<String> warning) {
        this.rows = rows;
        this.posteriors = posteriors;
        this.keys = keys;
        this.warning = warning;
    }

    /**
     * @param table with the columns of the model
     * @param model that encodes the rows
     * @param workers threads to use; 0 for one per processor
     * @param progress hears how far the work has come
     * @return the rows, to be closed
     */
    static SourceRows read(final BufferedDataTable table, final VaeModel model, final int workers, final Progress progress)
        throws InvalidSettingsException {
        final AppliedRows rows = AppliedRows.encode(table, model, progress.part(0, 0.5));
        try (VaeEncoder encoder = new VaeEncoder(model, workers)) {
            final List<String> keys = new ArrayList<>();
            final List<String> skipped = new ArrayList<>();
            try (TableScan scan = new TableScan(table, progress.part(0.5, 0.6), "Reading Row IDs")) {
                for (int i = 0; scan.hasNext(); i++) {
                    final RowKey key = scan.next().getKey();
                    if (rows.matrixRow(i) >= 0) {
                        keys.add(key.getString());
                    } else if (skipped.size() < NAMED) {
                        skipped.add("\"" + key.getString() + "\"");
                    }
                }
            }
            return new SourceRows(rows, encoder.encode(rows.matrix(), progress.part(0.6, 1)), keys,
                rows.warning("table").map(text -> skipped.isEmpty() ? text : text + " Not used: " + String.join(", ", skipped)
                    + (rows.skipped() > NAMED ? " and " + (rows.skipped() - NAMED) + " more." : ".")));
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    /** How many rows can be used. */
    int size() {
        return keys.size();
    }

    /** The Row ID of a row that can be used. */
    String key(final int row) {
        return keys.get(row);
    }

    /** What the model reads of the rows, [rows, features]; closed with this. */
    FeatureMatrix features() {
        return rows.matrix();
    }

    /** The means of the codes of the first rows, at most as many as given. */
    CodeSequence means(final int first) {
        return CodeSequence.first(CodeSequence.means(posteriors), first);
    }

    /** Draws of the codes of all rows. */
    CodeSequence draws(final int draws, final long seed) {
        return new PosteriorDraws(rows.matrix(), posteriors, draws, seed);
    }

    /** The dimensions that tell most about the rows. */
    int[] mostActive(final int count) {
        if (size() == 0) {
            throw new DataException("No row of the table can be used, so it cannot be told which dimensions of the code are "
                + "active." + warning.map(text -> " " + text).orElse(""));
        }
        return LatentDimensions.mostActive(LatentDimensions.divergence(posteriors), count);
    }

    /** Checks that some rows can be used; the message tells why not. */
    void require(final int least, final String what) {
        if (size() < least) {
            throw new DataException(what + ", but " + (size() == 0 ? "no row" : "only one row")
                + " of the table can be used." + warning.map(text -> " " + text).orElse(""));
        }
    }

    /** What the user should know about rows that are left out or changed. */
    Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        posteriors.close();
        rows.close();
    }
}
