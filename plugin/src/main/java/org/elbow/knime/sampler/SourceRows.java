package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.explore.CodeSequence;
import org.elbow.explore.LatentDimensions;
import org.elbow.explore.PosteriorDraws;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.TableScan;
import org.elbow.knime.table.UsedRows;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeEncoder;
import org.elbow.vae.VaeModel;
import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The rows of the table that can be encoded, some thousands at a time, with their Row IDs and what the model says of their
 * codes.
 */
final class SourceRows implements AutoCloseable {

    private static final int NAMED = 3;

    private final AppliedChunks chunks;

    private final VaeEncoder encoder;

    /** Goes through the table a second time, for the Row IDs. */
    private final TableScan rowIds;

    private final List<String> keys = new ArrayList<>();

    private final List<String> skipped = new ArrayList<>();

    private long used;

    private long unused;

    private FeatureMatrix posteriors;

    private SourceRows(final AppliedChunks chunks, final BufferedDataTable table, final VaeModel model, final int workers) {
        this.chunks = chunks;
        try {
            encoder = new VaeEncoder(model, workers);
        } catch (final RuntimeException | Error e) {
            chunks.close();
            throw e;
        }
        rowIds = new TableScan(table, Progress.NONE, "Reading Row IDs"); // the other reading tells how far it has come
    }

    /**
     * All rows.
     *
     * @param table with the columns of the model
     * @param model that encodes the rows
     * @param workers threads to use; 0 for one per processor
     * @param progress hears how far the reading has come
     */
    static SourceRows all(final BufferedDataTable table, final VaeModel model, final int workers, final Progress progress)
        throws InvalidSettingsException {
        return new SourceRows(new AppliedChunks(table, model, progress), table, model, workers);
    }

    /**
     * The first rows that can be used, all in the first chunk; the rest of the table is not read unless more chunks are asked
     * for.
     *
     * @param count of rows
     */
    static SourceRows first(final BufferedDataTable table, final VaeModel model, final int count, final int workers,
        final Progress progress) throws InvalidSettingsException {
        return new SourceRows(new AppliedChunks(table, model, count, progress), table, model, workers);
    }

    /** Reads and encodes the next chunk; false if there are no more rows in the table. */
    boolean next() {
        closePosteriors();
        keys.clear();
        if (!chunks.next()) {
            return false;
        }
        final UsedRows chunk = chunks.used();
        for (int row = 0; row < chunk.tableRows(); row++) {
            final RowKey key = rowIds.next().getKey();
            if (chunk.place(row) >= 0) {
                keys.add(key.getString());
            } else if (skipped.size() < NAMED) {
                skipped.add("\"" + key.getString() + "\"");
            }
        }
        used += chunk.count();
        unused += chunk.skipped();
        posteriors = encoder.encode(chunks.matrix(), Progress.NONE);
        return true;
    }

    /** How many rows of the chunk can be used; 0 before the first. */
    int size() {
        return keys.size();
    }

    /** How many rows of all chunks so far can be used. */
    long used() {
        return used;
    }

    /** The Row ID of a row of the chunk. */
    String key(final int row) {
        return keys.get(row);
    }

    /** What the model reads of the rows of the chunk, [rows, features]; closed with this. */
    FeatureMatrix features() {
        return chunks.matrix();
    }

    /** The means of the codes of the chunk. */
    CodeSequence means() {
        return CodeSequence.means(posteriors);
    }

    /** The codes that the rows of the chunk are reconstructed from. */
    CodeSequence codes(final VaeSamplerParameters parameters) {
        return parameters.drawsCodes()
            ? new PosteriorDraws(chunks.matrix(), posteriors, parameters.m_draws, parameters.m_seed)
            : PosteriorDraws.means(chunks.matrix(), posteriors, parameters.m_seed);
    }

    /** The dimensions that tell most about all rows, which are read for that. */
    int[] mostActive(final int count) {
        double[] divergence = null;
        while (next()) {
            if (size() > 0) {
                final double[] mean = LatentDimensions.divergence(posteriors);
                divergence = divergence == null ? new double[mean.length] : divergence;
                for (int i = 0; i < mean.length; i++) {
                    divergence[i] += mean[i] * size();
                }
            }
        }
        if (divergence == null) {
            throw new DataException("No row of the table can be used, so it cannot be told which dimensions of the code are "
                + "active." + warning().map(text -> " " + text).orElse(""));
        }
        return LatentDimensions.mostActive(divergence, count);
    }

    /** Checks that some rows of the chunk can be used; the message tells why not. */
    void require(final int least, final String what) {
        if (size() < least) {
            throw new DataException(what + ", but " + (size() == 0 ? "no row" : "only one row")
                + " of the table can be used." + warning().map(text -> " " + text).orElse(""));
        }
    }

    /** What the user should know about rows so far that are left out or changed. */
    Optional<String> warning() {
        return chunks.warning("table").map(text -> skipped.isEmpty() ? text : text + " Not used: " + String.join(", ", skipped)
            + (unused > NAMED ? " and " + (unused - NAMED) + " more." : "."));
    }

    private void closePosteriors() {
        if (posteriors != null) {
            posteriors.close();
        }
        posteriors = null;
    }

    @Override
    public void close() {
        closePosteriors();
        rowIds.close();
        encoder.close();
        chunks.close();
    }
}
