package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.elbow.explore.CodeSequence;
import org.elbow.explore.Interpolation;
import org.elbow.explore.LatentTraversal;
import org.elbow.explore.PriorSamples;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.nn.JointProgress;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;

/** One execution of the node: chooses codes, and has the rows written that the model makes of them. */
final class Sampling {

    private final ExecutionContext exec;

    private final VaeSamplerParameters parameters;

    private final VaeModel model;

    private final BufferedDataTable table;

    private final SamplerColumns columns;

    private final List<String> warnings = new ArrayList<>();

    /**
     * @param exec of the node
     * @param parameters of the node
     * @param model that makes the rows
     * @param table that rows are taken from; {@code null} if there is none
     */
    Sampling(final ExecutionContext exec, final VaeSamplerParameters parameters, final VaeModel model,
        final BufferedDataTable table) {
        this.exec = exec;
        this.parameters = parameters;
        this.model = model;
        this.table = table;
        columns = new SamplerColumns(parameters, VaePortObjectSpec.of(model));
        if (table != null && !parameters.needsTable()) {
            warnings.add("A table is connected, but not used: " + (parameters.hasCentres()
                ? "the dimensions are changed around the prior's mean." : "samples from the prior need none."));
        }
    }

    /** What the user should know, a sentence each; complete after {@link #write}. */
    List<String> warnings() {
        return warnings;
    }

    /** The view for {@link #write}. */
    SamplerView newView() {
        return new SamplerView(exec, columns, parameters.m_mode, model.encoding().width());
    }

    /**
     * @param view is given the first rows
     * @param progress hears how far the work has come
     * @return the rows
     */
    BufferedDataTable write(final SamplerView view, final Progress progress) throws InvalidSettingsException {
        if (parameters.m_mode == SamplerMode.JACOBIAN) {
            return jacobian(view, progress);
        }
        try (SamplesTable samples = new SamplesTable(exec, model, parameters, columns, view)) {
            switch (parameters.m_mode) {
                case RECONSTRUCTIONS -> reconstruct(samples, progress);
                case INTERPOLATIONS -> interpolate(samples, progress);
                case TRAVERSALS -> traverse(samples, progress);
                default -> samples.add(new PriorSamples(model.architecture().latent(), parameters.samples()),
                    RowLabels.samples(), progress);
            }
            warnings.addAll(samples.warnings());
            return samples.finish();
        }
    }

    private void reconstruct(final SamplesTable samples, final Progress progress) throws InvalidSettingsException {
        final JointProgress joint = new JointProgress(progress);
        final Progress reading = joint.work(1);
        final Progress writing = joint.work(3);
        try (SourceRows rows = SourceRows.all(table, model, parameters.m_workers, reading)) {
            while (rows.next()) {
                final double before = (double)(rows.used() - rows.size()) / table.size();
                samples.add(rows.codes(parameters),
                    RowLabels.reconstructions(rows::key, parameters.draws(), parameters.drawsCodes()), rows.features(),
                    writing.part(before, (double)rows.used() / table.size()));
            }
            rows.warning().ifPresent(warnings::add);
        }
    }

    private void interpolate(final SamplesTable samples, final Progress progress) throws InvalidSettingsException {
        try (SourceRows rows = firstRows(progress.part(0, 0.3))) {
            rows.require(2, "Interpolation goes from row to row, so it needs at least two rows");
            final Interpolation interpolation = new Interpolation(rows.means(), parameters.interpolation());
            final int last = interpolation.firstRow(interpolation.pairs() - 1) + 1;
            if (last < rows.size() - 1) {
                warnings.add("The row \"" + rows.key(last + 1) + "\" is left out, as there is none to pair it with.");
            }
            samples.add(interpolation, RowLabels.interpolation(interpolation, parameters.m_steps, rows::key),
                progress.part(0.3, 1));
        }
    }

    private void traverse(final SamplesTable samples, final Progress progress) throws InvalidSettingsException {
        final int[] dimensions = dimensions(progress.part(0, 0.3));
        try (SourceRows rows = parameters.centresAreRows() ? firstRows(progress.part(0.3, 0.4)) : null) {
            final LatentTraversal traversal = new LatentTraversal(centres(rows), dimensions, parameters.traversal());
            samples.add(traversal, RowLabels.traversal(traversal, parameters.traversal(), keys(rows)),
                progress.part(rows == null && !parameters.findsDimensions() ? 0 : 0.4, 1));
        }
    }

    private BufferedDataTable jacobian(final SamplerView view, final Progress progress) throws InvalidSettingsException {
        final int[] dimensions = dimensions(progress.part(0, 0.3));
        try (SourceRows rows = parameters.centresAreRows() ? firstRows(progress.part(0.3, 0.4)) : null) {
            return new JacobianTable(columns, model, centres(rows), dimensions).create(exec, keys(rows), view,
                progress.part(rows == null && !parameters.findsDimensions() ? 0 : 0.4, 1));
        }
    }

    /** The first rows of the table that can be used; to be closed. */
    private SourceRows firstRows(final Progress progress) throws InvalidSettingsException {
        final SourceRows rows = SourceRows.first(table, model, parameters.m_rows, parameters.m_workers, progress);
        try {
            rows.next();
            if (!parameters.findsDimensions()) { // by which all rows were read, and warned of
                rows.warning().ifPresent(warnings::add);
            }
            return rows;
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    private CodeSequence centres(final SourceRows rows) {
        if (rows == null) {
            return CodeSequence.priorMean(model.architecture().latent());
        }
        rows.require(1, "Codes are changed around rows of the table");
        return rows.means();
    }

    private static IntFunction<String> keys(final SourceRows rows) {
        return rows == null ? null : rows::key;
    }

    private int[] dimensions(final Progress progress) throws InvalidSettingsException {
        if (!parameters.findsDimensions()) {
            return parameters.dimensions(model.architecture().latent());
        }
        try (SourceRows rows = SourceRows.all(table, model, parameters.m_workers, progress)) {
            final int[] dimensions = rows.mostActive(parameters.m_mostActive);
            rows.warning().ifPresent(warnings::add);
            return dimensions;
        }
    }
}
