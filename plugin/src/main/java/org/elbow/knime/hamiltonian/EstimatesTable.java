package org.elbow.knime.hamiltonian;

import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.LikelihoodEstimate;
import org.elbow.hamiltonian.PosteriorSamples;
import org.elbow.hamiltonian.SamplingStatus;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.ReconstructedColumns;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

/** The columns that are appended to the input: both estimates of each row's likelihood and, if asked for, what chains found. */
final class EstimatesTable {

    private static final String SKIPPED = "skipped";

    private final AppendedColumns columns;

    private final int latent;

    private final boolean chains;

    /**
     * @param parameters of the node
     * @param latent dimensions of the code
     * @param table spec of the input
     */
    EstimatesTable(final HvaeSamplerParameters parameters, final int latent, final DataTableSpec table) {
        this.latent = latent;
        chains = parameters.m_markovChains;
        columns = new AppendedColumns(table);
        for (final String name : new String[] {"Log-likelihood (encoder)", "Standard error (encoder)", "ESS (encoder)",
            "Bound (encoder)", "Log-likelihood (Hamiltonian)", "Standard error (Hamiltonian)", "ESS (Hamiltonian)",
            "Bound (Hamiltonian)", "Energy error"}) {
            columns.add(name, DoubleCell.TYPE);
        }
        columns.add("Diverged trajectories", IntCell.TYPE);
        columns.add("Status", StringCell.TYPE);
        if (chains) {
            for (int i = 1; i <= latent; i++) {
                columns.add("Code " + i + " mean", DoubleCell.TYPE);
                columns.add("Code " + i + " lower", DoubleCell.TYPE);
                columns.add("Code " + i + " upper", DoubleCell.TYPE);
            }
            columns.add("Acceptance rate", DoubleCell.TYPE);
            columns.add("R-hat", DoubleCell.TYPE);
            columns.add("Energy error (chains)", DoubleCell.TYPE);
            columns.add("Status (chains)", StringCell.TYPE);
        }
    }

    AppendedColumns columns() {
        return columns;
    }

    /**
     * @param rows which row of the table stands where
     * @param estimates of the rows
     * @param samples what the chains found; null if none were run
     * @return makes the cells of one table row after another
     */
    AppendedColumns.RowCells cells(final AppliedRows rows, final HamiltonianEstimates estimates,
        final PosteriorSamples samples) {
        return tableRow -> {
            final Cells cells = new Cells(columns.size());
            final int row = rows.matrixRow(tableRow);
            if (row < 0) {
                cells.skip(10);
                cells.add(SKIPPED);
                if (chains) {
                    cells.skip(3 * latent + 3);
                    cells.add(SKIPPED);
                }
            } else {
                addEstimates(row, estimates, cells);
                if (chains) {
                    addChains(row, samples, cells);
                }
            }
            return cells.target;
        };
    }

    private static void addEstimates(final int row, final HamiltonianEstimates estimates, final Cells cells) {
        final SamplingStatus status = estimates.status()[row];
        addEstimate(estimates.encoder()[row], status != SamplingStatus.OUT_OF_RANGE, cells);
        addEstimate(estimates.hamiltonian()[row], status == SamplingStatus.OK, cells);
        cells.add(status == SamplingStatus.OK ? estimates.energyError()[row] : Double.NaN);
        cells.add(estimates.diverged()[row]);
        cells.add(status.inWords());
    }

    private static void addEstimate(final LikelihoodEstimate estimate, final boolean usable, final Cells cells) {
        if (usable) {
            cells.add(estimate.logLikelihood());
            cells.add(estimate.standardError());
            cells.add(estimate.effectiveSampleSize());
            cells.add(estimate.bound());
        } else {
            cells.skip(4);
        }
    }

    private void addChains(final int row, final PosteriorSamples samples, final Cells cells) {
        final SamplingStatus status = samples.status()[row];
        if (status == SamplingStatus.OK) {
            for (int i = 0; i < latent; i++) {
                cells.add(samples.mean().get(row, i));
                cells.add(samples.lower().get(row, i));
                cells.add(samples.upper().get(row, i));
            }
        } else {
            cells.skip(3 * latent);
        }
        cells.add(samples.acceptance()[row]);
        cells.add(status == SamplingStatus.OK ? samples.scaleReduction()[row] : Double.NaN);
        cells.add(status == SamplingStatus.OK ? samples.energyError()[row] : Double.NaN);
        cells.add(status.inWords());
    }

    /** The cells of a row, one after the other; numbers that are NaN or infinite become missing. */
    private static final class Cells {

        private final DataCell[] target;

        private int next;

        Cells(final int count) {
            target = AppendedColumns.missing(count);
        }

        void add(final double number) {
            target[next++] = ReconstructedColumns.number(number);
        }

        void add(final int number) {
            target[next++] = new IntCell(number);
        }

        void add(final String text) {
            target[next++] = new StringCell(text);
        }

        void skip(final int count) {
            next += count;
        }
    }
}
