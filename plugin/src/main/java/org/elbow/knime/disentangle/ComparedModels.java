package org.elbow.knime.disentangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.disentangle.UnsupervisedRanking;
import org.elbow.disentangle.UnsupervisedRanking.Posteriors;
import org.elbow.disentangle.UnsupervisedRanking.Rank;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/**
 * The models of the node compared with one another on the rows of a table that all of them can be applied to.
 *
 * @param names of the models' ports
 * @param ranks what was found, in the same order; empty if there is nothing to compare
 * @param codes how many each model has
 * @param warnings what the user should know
 */
record ComparedModels(List<String> names, List<Rank> ranks, List<Integer> codes, List<String> warnings) {

    static final ComparedModels NONE = new ComparedModels(List.of(), List.of(), List.of(), List.of());

    /** The codes of the rows that a model can be applied to. */
    private record Coded(int[] matrixRows, RowEvaluation evaluation) {
    }

    /** Checks what is known before execution. @param model may be {@code null} */
    static void check(final String name, final DataTableSpec table, final VaePortObjectSpec model)
        throws InvalidSettingsException {
        if (model != null) {
            try {
                FeatureColumns.requireAll(table, model.columns());
            } catch (final InvalidSettingsException e) {
                throw new InvalidSettingsException(name + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Compares models.
     *
     * @param names for messages
     * @param models at least two, the node's first model being the first
     * @throws DataException if a model cannot be applied to the table, or too few rows are left
     */
    static ComparedModels of(final List<String> names, final List<VaeModel> models, final BufferedDataTable table,
        final DisentanglementMetricParameters parameters, final Progress progress) throws InvalidSettingsException {
        final List<Coded> coded = new ArrayList<>();
        final List<FeatureMatrix> selected = new ArrayList<>();
        final List<Posteriors> posteriors = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        try {
            for (int m = 0; m < models.size(); m++) {
                final Progress part = progress.part(0.7 * m / models.size(), 0.7 * (m + 1) / models.size());
                coded.add(encode(names.get(m), models.get(m), table, parameters.m_workers, warnings, part));
                if (m == 0) {
                    // the other scores warn of what the first model leaves out
                    warnings.clear();
                }
            }
            final int[] common = IntStream.range(0, Math.toIntExact(table.size()))
                .filter(row -> coded.stream().allMatch(model -> model.matrixRows()[row] >= 0)).toArray();
            for (final Coded model : coded) {
                final int[] rows = IntStream.of(common).map(row -> model.matrixRows()[row]).toArray();
                final FeatureMatrix mean = model.evaluation().mean().selectRows(rows);
                selected.add(mean);
                final FeatureMatrix logVariance = model.evaluation().logVariance().selectRows(rows);
                selected.add(logVariance);
                posteriors.add(new Posteriors(mean, logVariance));
            }
            return new ComparedModels(names,
                UnsupervisedRanking.of(posteriors, parameters.m_seed, progress.part(0.7, 1)),
                models.stream().map(model -> model.architecture().latent()).toList(), warnings);
        } finally {
            coded.forEach(model -> model.evaluation().close());
            selected.forEach(FeatureMatrix::close);
        }
    }

    private static Coded encode(final String name, final VaeModel model, final BufferedDataTable table, final int workers,
        final List<String> warnings, final Progress progress) throws InvalidSettingsException {
        try (AppliedRows rows = AppliedRows.encode(table, model, progress.part(0, 0.4))) {
            rows.warning("table").ifPresent(text -> warnings.add(name + ": " + text));
            return new Coded(IntStream.range(0, rows.tableRows()).map(rows::matrixRow).toArray(),
                VaeEvaluator.evaluate(model, rows.matrix(), new EvaluationOptions(1, false, 1, workers),
                    progress.part(0.4, 1)));
        } catch (final DataException e) {
            throw new DataException(name + ": " + e.getMessage(), e);
        }
    }

    /** What the score is called in the table. */
    String title(final int model) {
        return model == 0 ? "UDR" : "UDR (" + names.get(model).toLowerCase(Locale.ROOT) + ")";
    }

    String note(final int model) {
        final int others = names.size() - 1;
        return "Of " + codes.get(model) + " codes " + ranks.get(model).informative() + " informative; "
            + (others == 1 ? "compared with 1 other model." : "median over " + others + " other models.");
    }
}
