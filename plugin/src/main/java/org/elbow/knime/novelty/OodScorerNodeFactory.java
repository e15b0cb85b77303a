package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.novelty.NoveltyLabels.Known;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.nn.Progress;
import org.elbow.novelty.EmpiricalPValues;
import org.elbow.novelty.LikelihoodRatio;
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

    private static final int BACKGROUND_PORT = 3;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("OOD Scorer") //
        .icon("ood-scorer.png") //
        .shortDescription("Scores how novel rows are to a variational auto-encoder, and flags those out of distribution.") //
        .fullDescription("""
            <p>Tells how far each row is from what a variational auto-encoder has learned: new kinds of images, broken \
            sensors, unusual customers, wrong files. Each score is higher for rows that are more novel (out of \
            distribution, OOD). Any subset of these can be computed at once:</p>
            <ul>
            <li><b>Likelihood regret</b> (Xiao, Yan and Amit 2020) asks how much better the model could explain this very row \
            if its code were chosen for it alone. It is not fooled by simple rows, to which generative models often give a \
            higher likelihood than to their own training data. Either the code itself is optimised, which is fast, or, as in the \
            paper, a copy of the encoder.</li>
            <li><b>Negative log-likelihood</b>, estimated by importance sampling (Burda, Grosse and Salakhutdinov 2016), is \
            the classical score.</li>
            <li><b>Likelihood ratio</b> (Ren et al. 2019) compares with a background model, which was trained on rows with \
            random values in them: what counts is only what sets the ordinary rows apart.</li>
            <li><b>Input complexity</b> (Serrà et al. 2020) takes from the likelihood what a lossless compressor says of the \
            row: simple images are no longer taken for ordinary ones.</li>
            </ul>
            <p>With a reference table of ordinary rows that the model was not trained on, rows that score higher than a \
            quantile of the reference scores are flagged, and each row can be given a p-value. If a column tells which rows are \
            truly novel, the summary says how well the scores separate them, and the curves show it.</p>
            <p>On request rows are explained: which columns make them improbable, and by how much. Either each column of the \
            rows with the highest negative log-likelihood is repaired: set to what the model expects from all others (by \
            encoding and decoding in turn, as Rezende, Mohamed and Wierstra 2014 impute missing values), and named is how much \
            the negative log-likelihood falls by that. Or that of all rows is divided exactly among the columns and the code \
            that they have in common. What is usual for a column is taken off. So a wrong value is found even if it is ordinary \
            by itself and only does not go with the others.</p>
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
            .addInputPort("Background model", """
                For the likelihood ratio: a model that a VAE Learner trained on the same table, with the same columns, scaling \
                and likelihood, but with a perturbation rate above 0. Its networks may be smaller.
                """, VaePortObject.TYPE_OPTIONAL) //
            .addOutputTable("Scored table", """
                The input table with a column for each score, in nats (input complexity: bits per dimension), a Boolean column \
                for each flag if there is a threshold, a column for each p-value, and columns that explain the score, if they \
                are asked for. Rows of extreme values may have an infinite score.
                """) //
            .addOutputTable("Summary", """
                A row for each score: how many rows were scored and skipped, the mean score, the threshold, the share of rows \
                flagged and, compared with known labels, ROC-AUC, average precision and the false positive rate at 95 % true \
                positives.
                """) //
            .addOutputTable("Curves", """
                Compared with known labels, the curves of each score: ROC (x is the false positive rate, y the true positive \
                rate) and precision–recall (x is the recall, y the precision), a row for each threshold. Empty without labels.
                """)) //
        .model(model -> model //
            .parametersClass(OodScorerParameters.class) //
            .configure(OodScorerNodeFactory::configure) //
            .execute(OodScorerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                How each score is distributed over the rows, novel and ordinary ones apart if labels are known, with the \
                threshold; the ROC curves if labels are known; and, if explanations are asked for, the least probable rows with \
                the columns that make them so.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(OodScorerNodeFactory.class, "score-histograms.js"))
                .relativePath("score-histograms.html")) //
            .initialData(data -> data.data(input -> viewData(input.getInternalTables())))) //
        .addExternalResource("https://arxiv.org/abs/2003.02977",
            "Xiao, Yan, Amit: Likelihood Regret: An Out-of-Distribution Detection Score for Variational Auto-encoder (2020)") //
        .addExternalResource("https://arxiv.org/abs/1509.00519",
            "Burda, Grosse, Salakhutdinov: Importance Weighted Autoencoders (2016)") //
        .addExternalResource("https://arxiv.org/abs/1906.02845",
            "Ren et al.: Likelihood Ratios for Out-of-Distribution Detection (2019)") //
        .addExternalResource("https://arxiv.org/abs/1909.11480",
            "Serrà et al.: Input Complexity and Out-of-distribution Detection with Likelihood-based Generative Models (2020)") //
        .addExternalResource("https://arxiv.org/abs/1401.4082",
            "Rezende, Mohamed, Wierstra: Stochastic Backpropagation and Approximate Inference in Deep Generative Models "
                + "(2014)") //
        .nodeType(NodeType.Predictor) //
        .keywords("out of distribution", "OOD", "novelty detection", "anomaly detection", "outlier", "likelihood regret",
            "likelihood ratio", "input complexity", "explanation", "root cause", "expected value", "imputation",
            "feature contribution", "audit", "ROC", "p-value", "importance weighted", "IWAE",
            "variational auto-encoder", "VAE");

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
        BackgroundModel.check(parameters, model, input.getInPortSpec(BACKGROUND_PORT));
        FeatureColumns.requireAll("Reference table", reference, model.columns());
        output.setOutSpec(0, new ScoredTable(parameters, model.columns(), table, reference != null).columns().outputSpec());
        output.setOutSpec(1, SummaryTable.spec());
        output.setOutSpec(2, CurveTable.spec());
    }

    /** A node that was executed by a version without explanations has three tables. */
    private static Map<String, Object> viewData(final BufferedDataTable[] tables) {
        return Map.of("scores", ScoreHistogram.viewData(tables[0], tables[1], tables[2]), "drivers",
            tables.length > 3 ? DrivenRows.viewData(tables[3]) : List.of());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> score(input, output, progress));
    }

    private static void score(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final OodScorerParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(MODEL_PORT);
        final VaePortObject backgroundPort = input.getInPortObject(BACKGROUND_PORT);
        final BufferedDataTable table = input.getInTable(OodScorerParameters.TABLE_PORT);
        final BufferedDataTable reference = input.getInTable(REFERENCE_PORT);
        final List<String> warnings = new ArrayList<>();
        final VaeModel background = background(parameters, port, backgroundPort, warnings);
        if (parameters.m_pValues && reference == null) {
            warnings.add("There are no p-values, since no reference table is connected.");
        }
        NoveltyLabels.check(parameters, table.getDataTableSpec());
        final double scored = parameters.m_explanation.repairs() ? 0.6 : 0.9;
        final double before = reference == null ? 0 : 0.45 * scored;
        final Progress rest = progress.part(before, scored);
        try (TableScores ordinary = reference == null ? null
            : referenceScores(port.model(), background, reference, parameters, warnings, progress.part(0, before));
                TableScores found =
                    TableScores.of("table", table, port.model(), background, parameters, rest.part(0, 0.95))) {
            found.warning().ifPresent(warnings::add);
            final NoveltyLabels labels = NoveltyLabels.read(table, found.used(), parameters, rest.part(0.95, 1));
            warnings.addAll(labelWarnings(labels, parameters));
            infiniteScores(found.scores(), "table").ifPresent(warnings::add);
            final RowExplanations explanations = found.toExplain() == null ? null : found.toExplain().explain(
                (ordinary == null ? found : ordinary).toExplain(), port.model(), parameters, progress.part(scored, 0.9));
            progress.update(0.9, "Writing the tables");
            final ScoredTable columns =
                new ScoredTable(parameters, port.getSpec().columns(), table.getDataTableSpec(), reference != null);
            write(input, output, columns, ordinary, found, explanations, labels, warnings);
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    /** Writes all tables. The reference table's scores are {@code null} if there is none, as are the explanations. */
    private static void write(final ExecuteInput input, final ExecuteOutput output, final ScoredTable scored,
        final TableScores ordinary, final TableScores found, final RowExplanations explanations, final NoveltyLabels labels,
        final List<String> warnings) throws CanceledExecutionException {
        final ExecutionContext exec = input.getExecutionContext();
        final OodScorerParameters parameters = input.getParameters();
        final BufferedDataTable table = input.getInTable(OodScorerParameters.TABLE_PORT);
        final List<RowScores> rowScores =
            rowScores(scored, found.scores(), ordinary == null ? null : ordinary.scores(), parameters);
        rowScores.forEach(kind -> kind.thresholdWarning().ifPresent(warnings::add));
        final BufferedDataTable summary = SummaryTable.create(exec, rowScores, found.used().skipped(), labels);
        output.setOutData(0, exec.createColumnRearrangeTable(table, scored.columns().rearranger(scored.cells(found.used(),
            rowScores, explanations)), exec.createSubProgress(0.1)));
        output.setOutData(1, summary);
        output.setOutData(2, CurveTable.create(exec, rowScores, labels));
        output.setInternalData(ScoreHistogram.create(exec, rowScores, labels), summary,
            CurveTable.forView(exec, rowScores, labels),
            DrivenRows.create(exec, table, found.used(), explanations, scored.explainedNames()));
    }

    /** The background model if it is needed, compared with the model; else {@code null}. */
    private static VaeModel background(final OodScorerParameters parameters, final VaePortObject model,
        final VaePortObject background, final List<String> warnings) throws InvalidSettingsException {
        BackgroundModel.check(parameters, model.getSpec(), background == null ? null : background.getSpec());
        if (!parameters.m_likelihoodRatio) {
            if (background != null) {
                warnings.add("A background model is connected, but the likelihood ratio is not chosen, so it is not used.");
            }
            return null;
        }
        LikelihoodRatio.requireComparable(model.model(), background.model());
        BackgroundModel.warning(model.getSpec(), background.getSpec()).ifPresent(warnings::add);
        return background.model();
    }

    /** The scores of the table's rows, each with its threshold and its p-values. */
    private static List<RowScores> rowScores(final ScoredTable scored, final List<double[]> scores,
        final List<double[]> referenceScores, final OodScorerParameters parameters) {
        final List<ScoreKind> kinds = ScoreKind.chosen(parameters);
        final List<RowScores> rowScores = new ArrayList<>();
        for (int k = 0; k < scores.size(); k++) {
            final double[] own = scores.get(k);
            final double[] reference = referenceScores == null ? own : referenceScores.get(k);
            rowScores.add(new RowScores(scored.scoreColumns().get(k), own,
                threshold(scored, own, reference, parameters.m_quantile),
                scored.hasPValues() ? EmpiricalPValues.of(reference, own) : new double[0], kinds.get(k).unit()));
        }
        return rowScores;
    }

    private static double threshold(final ScoredTable scored, final double[] scores, final double[] reference,
        final double quantile) {
        // an empty table is to be passed through, so it needs no threshold of its own
        return !scored.hasFlags() || reference == scores && scores.length == 0 ? Double.NaN
            : NoveltyThreshold.quantile(reference, quantile);
    }

    private static TableScores referenceScores(final VaeModel model, final VaeModel background,
        final BufferedDataTable reference, final OodScorerParameters parameters, final List<String> warnings,
        final Progress progress) throws InvalidSettingsException {
        final TableScores found = TableScores.of("reference table", reference, model, background, parameters, progress);
        found.warning().ifPresent(warnings::add);
        if (found.used().count() == 0) {
            throw new InvalidSettingsException("The reference table has no row that can be scored, so there is no "
                + "threshold. Provide ordinary rows without missing values, or disconnect the table.");
        }
        infiniteScores(found.scores(), "reference table").ifPresent(warnings::add);
        return found;
    }

    private static Optional<String> infiniteScores(final List<double[]> scores, final String table) {
        final long rows = scores.isEmpty() ? 0 : IntStream.range(0, scores.get(0).length)
            .filter(row -> scores.stream().anyMatch(kind -> Double.isInfinite(kind[row]))).count();
        return rows == 0 ? Optional.empty() : Optional.of("In the " + table + ": " + rows
            + (rows == 1 ? " row lies" : " rows lie") + " so far from the training data that the score is beyond the range of "
            + "numbers, and infinite therefore. Look for extreme values.");
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
            warnings.add("No row is labelled " + parameters.novelLabels() + " in column \"" + parameters.m_labelColumn
                + "\", so the scores cannot be compared with labels. Check the labels that mean novel.");
        } else if (labels.count(Known.ORDINARY) == 0) {
            warnings.add("All rows with a label are novel by column \"" + parameters.m_labelColumn
                + "\", so the scores cannot be compared with labels. Add ordinary rows.");
        }
        return warnings;
    }
}
