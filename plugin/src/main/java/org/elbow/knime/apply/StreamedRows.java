package org.elbow.knime.apply;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.knime.NodeTask;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.AppliedEncoder;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.nn.Progress;
import org.elbow.novelty.RowScorer;
import org.elbow.novelty.ScoredRow;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;

/**
 * Applies a model to rows that come one by one. The model is read at the first row and given up after the last, whether rows
 * failed or not. Knows no row but the current one, so that partitions of a table can be processed anywhere.
 */
final class StreamedRows extends AbstractCellFactory {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(StreamedRows.class);

    private final VaeFileApplyParameters parameters;

    private final FileModel file;

    private final DataTableSpec table;

    private final EvaluatedColumns evaluated;

    private final int count;

    private Opened opened;

    private long leftOut;

    private String firstLeftOut;

    /** What is held while rows come. */
    private record Opened(AppliedEncoder encoder, RowScorer scorer, ReconstructedColumns reconstructed) implements AutoCloseable {

        @Override
        public void close() {
            encoder.close();
            scorer.close();
            reconstructed.close();
        }
    }

    /**
     * @param parameters of the node
     * @param file of the model
     * @param table spec of the table
     * @param evaluated the columns to be filled, those of the scores behind them included
     */
    StreamedRows(final VaeFileApplyParameters parameters, final FileModel file, final DataTableSpec table,
        final EvaluatedColumns evaluated) {
        super(evaluated.columns().specs());
        this.parameters = parameters;
        this.file = file;
        this.table = table;
        this.evaluated = evaluated;
        count = evaluated.columns().size();
    }

    @Override
    public synchronized DataCell[] getCells(final DataRow row, final long rowIndex) {
        final DataCell[][] made = new DataCell[1][];
        try {
            NodeTask.run(Progress.NONE, progress -> {
                opened = opened == null ? open(progress) : opened;
                made[0] = cells(row);
            });
        } catch (final KNIMEException e) {
            throw e.toUnchecked();
        } catch (final CanceledExecutionException e) {
            final CancellationException cancellation = new CancellationException(e.getMessage());
            cancellation.initCause(e);
            throw cancellation;
        }
        return made[0];
    }

    private Opened open(final Progress progress) throws IOException, InvalidSettingsException {
        final VaeModel model = file.read(progress);
        final RowScorer scorer =
            new RowScorer(model, parameters.evaluation(), parameters.likelihood(), parameters.regret());
        try {
            return new Opened(new AppliedEncoder(table, model), scorer, new ReconstructedColumns(model.encoding(), table));
        } catch (final InvalidSettingsException | RuntimeException e) {
            scorer.close();
            throw e;
        }
    }

    private DataCell[] cells(final DataRow row) {
        try {
            final float[] features = opened.encoder().encode(row);
            return features == null ? missing(row, opened.encoder().refusal()) : cells(opened.scorer().score(features));
        } catch (final DataException e) {
            return missing(row, e.getMessage()); // one broken image need not end a stream
        }
    }

    private DataCell[] cells(final ScoredRow scored) {
        final DataCell[] cells = new DataCell[count];
        evaluated.fill(0, scored.evaluation(), opened.reconstructed(), cells);
        int next = count - parameters.scores();
        if (parameters.m_likelihoodRegret) {
            cells[next++] = score(scored.regret());
        }
        if (parameters.m_negativeLogLikelihood) {
            cells[next] = score(-scored.logLikelihood());
        }
        return cells;
    }

    /** A row so extreme that its likelihood leaves the range of numbers is as novel as can be. */
    private static DataCell score(final double value) {
        return new DoubleCell(Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }

    private DataCell[] missing(final DataRow row, final String reason) {
        if (leftOut++ == 0) {
            firstLeftOut = "row \"" + row.getKey() + "\": " + reason;
        }
        return AppendedColumns.missing(count, reason);
    }

    /** Whether a model is in memory. */
    synchronized boolean isOpen() {
        return opened != null;
    }

    @Override
    public synchronized void afterProcessing() {
        if (opened != null) {
            opened.close();
        }
        opened = null;
        if (leftOut > 0) {
            LOGGER.warn(leftOut + (leftOut == 1 ? " row has" : " rows have") + " missing cells, which tell why. The first is "
                + firstLeftOut);
        }
        leftOut = 0;
    }
}
