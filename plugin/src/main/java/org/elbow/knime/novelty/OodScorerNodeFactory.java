package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.novelty.NoveltyLabels.Known;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.nn.Progress;
import org.elbow.novelty.NoveltyThreshold;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The OOD Scorer: how far rows are from what a variational auto-encoder was trained on. */
public final class OodScorerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int REFERENCE_PORT = 2;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("OOD Scorer") //
        .icon("ood-scorer.png") //
        .shortDescription("Scores how novel rows are to a variational auto-encoder, and flags those out of distribution.") //
        .fullDescription("""
            <p>Tells how far each row is from what a variational auto-encoder has learned: new kinds of images, broken \
            sensors, unusual customers, wrong files. Each score is higher for rows that are more novel (out of \
            distribution, OOD).</p>
            <ul>
            <li><b>Likelihood regret</b> (Xiao, Yan and Amit 2020) asks how much better the model could explain this very row \
            if its code were chosen for it alone. It is not fooled by simple rows, to which generative models often give a \
            higher likelihood than to their own training data.</li>
            <li><b>Negative log-likelihood</b>, estimated by importance sampling (Burda, Grosse and Salakhutdinov 2016), is \
            the classical score.</li>
            </ul>
            <p>With a reference table of ordinary rows that the model was not trained on, rows that score higher than a \
            quantile of the reference scores are flagged. If a column tells which rows are truly novel, the summary says how \
            well the scores separate them.</p>
            <p>Rows with missing, NaN or infinite values get no score and are counted in a warning, unless the model imputes \
            missing numbers.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The variational auto-encoder, trained on ordinary rows.", VaePortObject.TYPE) //
            .addInputTable("Table to score", "The rows to score, with the columns that the model was trained on.") //
            .addInputPort("Reference table", """
                Optional rows that are known to be ordinary, best such that the model was not trained on. The threshold is a \
                quantile of their scores.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Scored table", """
                The input table with a column for each score, in nats, and a Boolean column for each flag if there is a \
                threshold. Rows of extreme values may have an infinite score.
                """) //
            .addOutputTable("Summary", """
                A row for each score: how many rows were scored and skipped, the mean score, the threshold, the share of rows \
                flagged and, compared with known labels, ROC-AUC, average precision and the false positive rate at 95 % true \
                positives.
                """)) //
        .model(model -> model //
            .parametersClass(OodScorerParameters.class) //
            .configure(OodScorerNodeFactory::configure) //
            .execute(OodScorerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                How each score is distributed over the rows, novel and ordinary ones apart if labels are known, with the \
                threshold.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(OodScorerNodeFactory.class, "score-histograms.js"))
                .relativePath("score-histograms.html")) //
            .initialData(data -> data.data(input -> ScoreHistogram.viewData(input.getInternalTables()[0],
                input.getInternalTables()[1])))) //
        .addExternalResource("https://arxiv.org/abs/2003.02977",
            "Xiao, Yan, Amit: Likelihood Regret: An Out-of-Distribution Detection Score for Variational Auto-encoder (2020)") //
        .addExternalResource("https://arxiv.org/abs/1509.00519",
            "Burda, Grosse, Salakhutdinov: Importance Weighted Autoencoders (2016)") //
        .nodeType(NodeType.Predictor) //
        .keywords("out of distribution", "OOD", "novelty detection", "anomaly detection", "outlier", "likelihood regret",
            "importance weighted", "IWAE", "variational auto-encoder", "VAE");

    /** Creates the factory; KNIME calls this. */
    public OodScorerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final OodScorerParameters parameters = input.getParameters();
        final VaePortObjectSpec model = input.getInPortSpec(MODEL_PORT);
        final DataTableSpec table = input.getInTableSpec(OodScorerParameters.TABLE_PORT);
        final DataTableSpec reference = input.getInTableSpec(REFERENCE_PORT);
        FeatureColumns.requireAll(table, model.columns());
        NoveltyLabels.check(parameters, table);
        if (reference != null) {
            try {
                FeatureColumns.requireAll(reference, model.columns());
            } catch (final InvalidSettingsException e) {
                throw new InvalidSettingsException("Reference table: " + e.getMessage(), e);
            }
        }
        output.setOutSpec(0, new ScoredTable(parameters, table, reference != null).columns().outputSpec());
        output.setOutSpec(1, SummaryTable.spec());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> score(input, output, progress));
    }

    private static void score(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final OodScorerParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(MODEL_PORT);
        final BufferedDataTable table = input.getInTable(OodScorerParameters.TABLE_PORT);
        final BufferedDataTable reference = input.getInTable(REFERENCE_PORT);
        final List<String> warnings = new ArrayList<>();
        final List<double[]> referenceScores = reference == null ? null
            : referenceScores(port.model(), reference, parameters, warnings, progress.part(0, 0.4));
        final Progress rest = progress.part(reference == null ? 0 : 0.4, 0.9);
        final ExecutionContext exec = input.getExecutionContext();
        final ScoredTable scored = new ScoredTable(parameters, table.getDataTableSpec(), reference != null);
        NoveltyLabels.check(parameters, table.getDataTableSpec());
        try (AppliedRows rows = AppliedRows.encode(table, port.model(), rest.part(0, 0.1))) {
            rows.warning("table").ifPresent(warnings::add);
            final NoveltyLabels labels = NoveltyLabels.read(table, rows, parameters, rest.part(0.1, 0.15));
            warnings.addAll(labelWarnings(labels, parameters));
            final List<double[]> scores = scores(port.model(), rows, parameters, rest.part(0.15, 1));
            infiniteScores(scores, "table").ifPresent(warnings::add);
            final List<RowScores> rowScores = new ArrayList<>();
            for (int k = 0; k < scores.size(); k++) {
                final double threshold = threshold(scored, scores.get(k),
                    referenceScores == null ? scores.get(k) : referenceScores.get(k), parameters.m_quantile);
                rowScores.add(new RowScores(scored.scoreColumns().get(k), scores.get(k), threshold));
            }
            progress.update(0.9, "Writing the tables");
            final BufferedDataTable summary = SummaryTable.create(exec, rowScores, rows.skipped(), labels);
            output.setOutData(0, exec.createColumnRearrangeTable(table,
                scored.columns().rearranger(scored.cells(rows, rowScores)), exec.createSubProgress(0.1)));
            output.setOutData(1, summary);
            output.setInternalData(ScoreHistogram.create(exec, rowScores, labels), summary);
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    private static double threshold(final ScoredTable scored, final double[] scores, final double[] reference,
        final double quantile) {
        // an empty table is to be passed through, so it needs no threshold of its own
        return !scored.hasFlags() || reference == scores && scores.length == 0 ? Double.NaN
            : NoveltyThreshold.quantile(reference, quantile);
    }

    private static List<double[]> referenceScores(final VaeModel model, final BufferedDataTable reference,
        final OodScorerParameters parameters, final List<String> warnings, final Progress progress)
        throws InvalidSettingsException {
        try (AppliedRows rows = AppliedRows.encode(reference, model, progress.part(0, 0.15))) {
            rows.warning("reference table").ifPresent(warnings::add);
            if (rows.matrix().rows() == 0) {
                throw new InvalidSettingsException("The reference table has no row that can be scored, so there is no "
                    + "threshold. Provide ordinary rows without missing values, or disconnect the table.");
            }
            final List<double[]> scores = scores(model, rows, parameters, progress.part(0.15, 1));
            infiniteScores(scores, "reference table").ifPresent(warnings::add);
            return scores;
        }
    }

    private static List<double[]> scores(final VaeModel model, final AppliedRows rows, final OodScorerParameters parameters,
        final Progress progress) {
        final List<ScoreKind> kinds = ScoreKind.chosen(parameters);
        final List<double[]> scores = new ArrayList<>();
        for (int k = 0; k < kinds.size(); k++) {
            final Progress part = progress.part((double)k / kinds.size(), (k + 1.0) / kinds.size());
            scores.add(rows.matrix().rows() == 0 ? new double[0]
                : withoutNaN(kinds.get(k).score(model, rows.matrix(), parameters, part)));
        }
        return scores;
    }

    /** A row so extreme that its likelihood leaves the range of numbers is as novel as can be. */
    private static double[] withoutNaN(final double[] scores) {
        return Arrays.stream(scores).map(score -> Double.isNaN(score) ? Double.POSITIVE_INFINITY : score).toArray();
    }

    private static Optional<String> infiniteScores(final List<double[]> scores, final String table) {
        final long rows = scores.isEmpty() ? 0 : IntStream.range(0, scores.get(0).length)
            .filter(row -> scores.stream().anyMatch(kind -> Double.isInfinite(kind[row]))).count();
        return rows == 0 ? Optional.empty() : Optional.of("In the " + table + ": " + rows + (rows == 1 ? " row lies" : " rows lie")
            + " so far from the training data that the score is beyond the range of numbers, and infinite therefore. Look "
            + "for extreme values.");
    }

    private static List<String> labelWarnings(final NoveltyLabels labels, final OodScorerParameters parameters) {
        if (!parameters.m_evaluate) {
            return List.of();
        }
        final List<String> warnings = new ArrayList<>();
        final int unknown = labels.count(Known.UNKNOWN);
        if (unknown > 0) {
            warnings.add(unknown + (unknown == 1 ? " row has" : " rows have") + " no label in column \""
                + parameters.m_labelColumn + "\" and " + (unknown == 1 ? "is" : "are") + " left out of the comparison.");
        }
        if (labels.count(Known.NOVEL) == 0) {
            warnings.add("No row is labelled " + String.join(" or ", parameters.novelLabels().stream().sorted()
                .map(label -> "\"" + label + "\"").toList()) + " in column \"" + parameters.m_labelColumn
                + "\", so the scores cannot be compared with labels. Check the labels that mean novel.");
        } else if (labels.count(Known.ORDINARY) == 0) {
            warnings.add("All rows with a label are novel by column \"" + parameters.m_labelColumn
                + "\", so the scores cannot be compared with labels. Add ordinary rows.");
        }
        return warnings;
    }
}
