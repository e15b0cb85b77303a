package org.elbow.knime.hamiltonian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.hamiltonian.Dynamics;
import org.elbow.hamiltonian.EstimatesSummary;
import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.PosteriorSamples;
import org.elbow.hamiltonian.SamplingStatus;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What estimates and chains amount to: a row for the encoder, one for Hamiltonian dynamics and, if run, one for the chains. */
final class SamplingSummary {

    private static final Map<String, DataType> COLUMNS = columns();

    private SamplingSummary() {
    }

    private static Map<String, DataType> columns() {
        final Map<String, DataType> columns = new LinkedHashMap<>();
        columns.put("Rows", IntCell.TYPE);
        columns.put("Rows skipped", IntCell.TYPE);
        columns.put("Rows diverged", IntCell.TYPE);
        columns.put("Rows out of range", IntCell.TYPE);
        columns.put("Samples per row", IntCell.TYPE);
        for (final String name : List.of("Mean bound", "Standard error of bound", "Mean NLL", "Standard error of NLL",
            "Sampling error of NLL", "Gain in bound", "Standard error of gain in bound", "Gain over IWAE",
            "Standard error of gain", "Mean ESS", "Mean energy error")) {
            columns.put(name, DoubleCell.TYPE);
        }
        columns.put("Dynamics", StringCell.TYPE);
        columns.put("Leapfrog steps", IntCell.TYPE);
        columns.put("Mean step size", DoubleCell.TYPE);
        columns.put("Step sizes", ListCell.getCollectionType(DoubleCell.TYPE));
        columns.put("Mean tuning factor", DoubleCell.TYPE);
        columns.put("Cooling factors", ListCell.getCollectionType(DoubleCell.TYPE));
        columns.put("√β₀", DoubleCell.TYPE);
        columns.put("Acceptance rate", DoubleCell.TYPE);
        columns.put("Largest R-hat", DoubleCell.TYPE);
        return columns;
    }

    static DataTableSpec spec() {
        return new DataTableSpec(COLUMNS.keySet().toArray(String[]::new), COLUMNS.values().toArray(DataType[]::new));
    }

    /**
     * @param exec of the node
     * @param estimates of the rows
     * @param samples per row by which likelihoods were estimated
     * @param chains what the chains found; null if none were run
     * @param drawsPerRow of the chains
     * @param skipped rows that were left out
     * @return the table; what does not apply, or cannot be computed, is missing
     */
    static BufferedDataTable create(final ExecutionContext exec, final HamiltonianEstimates estimates, final int samples,
        final PosteriorSamples chains, final int drawsPerRow, final int skipped) {
        final EstimatesSummary summary = estimates.summary();
        final BufferedDataContainer container = exec.createDataContainer(spec());
        final Row encoder = new Row("Encoder").side(summary.encoder()) //
            .rows(summary.rows(), skipped, estimates.status()).put("Samples per row", samples);
        final Row hamiltonian = new Row("Hamiltonian").side(summary.hamiltonian()) //
            .rows(summary.rows(), skipped, estimates.status()).put("Samples per row", samples) //
            .put("Gain in bound", summary.boundGain().value()) //
            .put("Standard error of gain in bound", summary.boundGain().standardError()) //
            .put("Gain over IWAE", summary.gain().value()) //
            .put("Standard error of gain", summary.gain().standardError()) //
            .put("Mean energy error", summary.energyError()) //
            .dynamics(estimates.dynamics(), estimates.learned(), estimates.stepFactors(), estimates.status());
        container.addRowToTable(encoder.create());
        container.addRowToTable(hamiltonian.create());
        if (chains != null) {
            final int[] rows = usable(chains.status());
            final Row row = new Row("Markov chains").rows(rows.length, skipped, chains.status()) //
                .put("Samples per row", drawsPerRow) //
                .put("Mean energy error", mean(rows, chains.energyError())) //
                .put("Acceptance rate", mean(IntStream.range(0, chains.rows()).toArray(), chains.acceptance())) //
                .put("Largest R-hat", IntStream.of(rows).mapToDouble(i -> chains.scaleReduction()[i])
                    .filter(Double::isFinite).max().orElse(Double.NaN)) //
                .dynamics(withoutCooling(chains.dynamics()), estimates.learned(), chains.stepFactors(), chains.status());
            container.addRowToTable(row.create());
        }
        container.close();
        return container.getTable();
    }

    private static Dynamics withoutCooling(final Dynamics dynamics) {
        final double[] ones = new double[dynamics.leapfrogSteps()];
        Arrays.fill(ones, 1);
        return new Dynamics(dynamics.steps(), ones, 1);
    }

    private static int[] usable(final SamplingStatus[] status) {
        return IntStream.range(0, status.length).filter(row -> status[row] == SamplingStatus.OK).toArray();
    }

    private static double mean(final int[] rows, final double[] numbers) {
        return IntStream.of(rows).mapToDouble(row -> numbers[row]).average().orElse(Double.NaN);
    }

    /** One row; cells that are not put are missing. */
    private static final class Row {

        private final String key;

        private final Map<String, DataCell> cells = new LinkedHashMap<>();

        Row(final String key) {
            this.key = key;
        }

        Row put(final String column, final double value) {
            cells.put(column, ReconstructedColumns.number(value));
            return this;
        }

        Row put(final String column, final int value) {
            cells.put(column, new IntCell(value));
            return this;
        }

        Row rows(final int used, final int skipped, final SamplingStatus[] status) {
            put("Rows", used);
            put("Rows skipped", skipped);
            put("Rows diverged", count(status, SamplingStatus.DIVERGED));
            return put("Rows out of range", count(status, SamplingStatus.OUT_OF_RANGE));
        }

        private static int count(final SamplingStatus[] status, final SamplingStatus wanted) {
            return (int)Arrays.stream(status).filter(one -> one == wanted).count();
        }

        Row side(final EstimatesSummary.Side side) {
            put("Mean bound", side.bound().value());
            put("Standard error of bound", side.bound().standardError());
            put("Mean NLL", side.negativeLogLikelihood().value());
            put("Standard error of NLL", side.negativeLogLikelihood().standardError());
            put("Sampling error of NLL", side.samplingError());
            return put("Mean ESS", side.effectiveSampleSize());
        }

        Row dynamics(final Dynamics dynamics, final boolean learned, final double[] factors, final SamplingStatus[] status) {
            final double[][] steps = dynamics.steps();
            final boolean shared = Arrays.stream(steps).allMatch(step -> Arrays.equals(step, steps[0]));
            final double[] sizes = shared ? steps[0] : Arrays.stream(steps).flatMapToDouble(Arrays::stream).toArray();
            cells.put("Dynamics", new StringCell(learned ? "learned by the model" : "own settings"));
            put("Leapfrog steps", dynamics.leapfrogSteps());
            put("Mean step size", Arrays.stream(sizes).average().orElse(Double.NaN));
            cells.put("Step sizes", list(sizes));
            put("Mean tuning factor", mean(usable(status), factors));
            cells.put("Cooling factors", list(dynamics.alphas()));
            return put("√β₀", dynamics.sqrtBeta0());
        }

        private static DataCell list(final double[] numbers) {
            final List<DataCell> list = new ArrayList<>();
            for (final double number : numbers) {
                list.add(new DoubleCell(number));
            }
            return CollectionCellFactory.createListCell(list);
        }

        DefaultRow create() {
            final DataCell[] row = AppendedColumns.missing(COLUMNS.size());
            int i = 0;
            for (final String column : COLUMNS.keySet()) {
                row[i] = cells.getOrDefault(column, row[i]);
                i++;
            }
            return new DefaultRow(key, row);
        }
    }
}
