package org.elbow.knime.hamiltonian;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.PosteriorSamples;
import org.elbow.hamiltonian.SamplingStatus;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.knime.table.TableScan;
import org.elbow.knime.table.UniqueNames;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeDecoder;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The posterior samples, a row for each: of which row, which number, its weight, its code, and what the decoder makes of it. */
final class SamplesTable {

    private final HvaeSamplerParameters parameters;

    private final int latent;

    private final DataTableSpec input;

    private final DataTableSpec spec;

    private final int firstReconstruction;

    /**
     * @param parameters of the node
     * @param model spec of the model
     * @param input spec of the input table
     */
    SamplesTable(final HvaeSamplerParameters parameters, final VaePortObjectSpec model, final DataTableSpec input) {
        this.parameters = parameters;
        this.input = input;
        latent = model.latent();
        final UniqueNames names = new UniqueNames(List.of());
        final List<DataColumnSpec> columns = new ArrayList<>();
        add(columns, names, "Source row", StringCell.TYPE);
        add(columns, names, "Sample", IntCell.TYPE);
        if (!parameters.m_markovChains) {
            add(columns, names, "Log weight", DoubleCell.TYPE);
        }
        for (int i = 1; i <= latent; i++) {
            add(columns, names, "Code " + i, DoubleCell.TYPE);
        }
        firstReconstruction = columns.size();
        if (parameters.m_reconstructions) {
            for (final FeatureColumn column : FeatureColumns.inTypesOf(input, model.columns())) {
                columns.add(column.outputSpec(names.next(column.name() + " (reconstructed)")));
            }
        }
        spec = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void add(final List<DataColumnSpec> columns, final UniqueNames names, final String name,
        final DataType type) {
        columns.add(AppendedColumns.column(names.next(name), type, List.of()));
    }

    DataTableSpec spec() {
        return spec;
    }

    /**
     * @param exec of the node
     * @param model that the samples are of
     * @param table the input
     * @param rows which row of the input stands where
     * @param estimates has the samples, unless chains were run
     * @param chains has the samples if chains were run, else null
     * @param progress hears how far the work has come
     * @return the table; rows that were skipped, diverged or are out of range have no samples
     */
    BufferedDataTable create(final ExecutionContext exec, final VaeModel model, final BufferedDataTable table,
        final AppliedRows rows, final HamiltonianEstimates estimates, final PosteriorSamples chains,
        final Progress progress) {
        final FeatureMatrix codes = chains == null ? estimates.codes() : chains.codes();
        final SamplingStatus[] status = chains == null ? estimates.status() : chains.status();
        final int kept = parameters.m_posteriorSamples;
        final BufferedDataContainer container = exec.createDataContainer(spec);
        try (ReconstructedColumns reconstructed = new ReconstructedColumns(model.encoding(), input);
                TableScan scan = new TableScan(table, progress, "Writing samples");
                VaeDecoder decoder = parameters.m_reconstructions ? new VaeDecoder(model, parameters.m_workers) : null;
                FeatureMatrix features = FeatureMatrix.allocate(decoder == null ? 0 : kept, model.encoding().width())) {
            final float[] decoded = new float[model.encoding().width()];
            for (int tableRow = 0; scan.hasNext(); tableRow++) {
                final DataRow source = scan.next();
                final int row = rows.matrixRow(tableRow);
                if (row < 0 || status[row] != SamplingStatus.OK) {
                    continue;
                }
                if (decoder != null) {
                    final double done = (double)tableRow / rows.tableRows();
                    decoder.decode(codes, row * kept, features, (fraction, message) -> progress.update(done, null));
                }
                for (int sample = 0; sample < kept; sample++) {
                    final DataCell[] cells = AppendedColumns.missing(spec.getNumColumns());
                    cells[0] = new StringCell(source.getKey().getString());
                    cells[1] = new IntCell(sample + 1);
                    if (chains == null) {
                        cells[2] = ReconstructedColumns.number(estimates.logWeights()[row * kept + sample]);
                    }
                    for (int i = 0; i < latent; i++) {
                        cells[firstReconstruction - latent + i] =
                            ReconstructedColumns.number(codes.get(row * kept + sample, i));
                    }
                    if (decoder != null) {
                        features.getRow(sample, decoded, 0);
                        reconstructed.decode(decoded, cells, firstReconstruction);
                    }
                    container.addRowToTable(
                        new DefaultRow(source.getKey().getString() + " #" + (sample + 1), cells));
                }
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }
}
