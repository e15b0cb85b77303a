package org.elbow.knime.hamiltonian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.PosteriorSamples;
import org.elbow.hamiltonian.SamplingStatus;
import org.elbow.knime.MeasureHistograms;
import org.elbow.knime.ViewData;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What the view shows: how the gain of the dynamics and, if chains were run, their acceptance are distributed over the rows. */
final class GainView {

    private static final int BARS = 40;

    /** What lies outside these quantiles is counted in the outermost bars, so that outliers do not squeeze the rest. */
    private static final double BEYOND = 0.005;

    /** Columns of the summary that the view shows. */
    private static final Map<String, String> FIGURES = figures();

    private GainView() {
    }

    private static Map<String, String> figures() {
        final Map<String, String> figures = new LinkedHashMap<>();
        figures.put("rows", "Rows");
        figures.put("bound", "Mean bound");
        figures.put("boundError", "Standard error of bound");
        figures.put("nll", "Mean NLL");
        figures.put("nllError", "Standard error of NLL");
        figures.put("gain", "Gain over IWAE");
        figures.put("gainError", "Standard error of gain");
        figures.put("boundGain", "Gain in bound");
        figures.put("boundGainError", "Standard error of gain in bound");
        figures.put("ess", "Mean ESS");
        figures.put("acceptance", "Acceptance rate");
        return figures;
    }

    /**
     * @param exec of the node
     * @param estimates of the rows
     * @param chains what the chains found; null if none were run
     * @return the histograms, to be kept for {@link #data}; every row that has both estimates is counted once in each of both
     *         gains, every row whose chains have an acceptance rate once
     */
    static BufferedDataTable histograms(final ExecutionContext exec, final HamiltonianEstimates estimates,
        final PosteriorSamples chains) {
        final int[] rows = IntStream.range(0, estimates.rows()).filter(row -> estimates.status()[row] == SamplingStatus.OK
            && estimates.encoder()[row].isFinite() && estimates.hamiltonian()[row].isFinite()).toArray();
        final BufferedDataContainer container = exec.createDataContainer(MeasureHistograms.SPEC);
        add(container, "Gain in bound", "nats", sorted(IntStream.of(rows)
            .mapToDouble(row -> estimates.hamiltonian()[row].bound() - estimates.encoder()[row].bound()).toArray()));
        add(container, "Gain over IWAE", "nats", sorted(IntStream.of(rows).mapToDouble(
            row -> estimates.hamiltonian()[row].logLikelihood() - estimates.encoder()[row].logLikelihood()).toArray()));
        if (chains != null) {
            MeasureHistograms.add(container, "Acceptance rate", "", sorted(chains.acceptance()), 0, 1, BARS);
        }
        container.close();
        return container.getTable();
    }

    private static double[] sorted(final double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    private static void add(final BufferedDataContainer container, final String name, final String unit, final double[] sorted) {
        if (sorted.length == 0) {
            return;
        }
        final int beyond = (int)(BEYOND * sorted.length);
        // no gain is always within, so that all of the rows are seen to lie on one side of it if they do
        final double from = Math.min(0, sorted[beyond]);
        final double to = Math.max(0, sorted[sorted.length - 1 - beyond]);
        MeasureHistograms.add(container, name, unit, sorted, to > from ? from : -0.5, to > from ? to : 0.5, BARS);
    }

    /**
     * What the view is given.
     *
     * @param histograms made by {@link #histograms}
     * @param summary made by {@link SamplingSummary#create}
     * @return for each measure its mean, the edges of the bars and the rows in each; and the summary's figures for each of its
     *         rows, {@code null} where they are missing
     */
    static Map<String, Object> data(final BufferedDataTable histograms, final BufferedDataTable summary) {
        final List<Map<String, Object>> sides = new ArrayList<>();
        for (final DataRow row : ViewData.rows(summary)) {
            final Map<String, Object> side = new LinkedHashMap<>();
            side.put("name", row.getKey().getString());
            FIGURES.forEach((name, column) ->
                side.put(name, ViewData.number(row.getCell(summary.getDataTableSpec().findColumnIndex(column)))));
            sides.add(side);
        }
        return Map.of("measures", MeasureHistograms.data(histograms), "sides", sides);
    }
}
