package org.elbow.knime.disentangle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.elbow.disentangle.DisentanglementScore;
import org.elbow.disentangle.DisentanglementScores;
import org.elbow.disentangle.LocalSample;
import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.nn.Progress;
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

/** The Disentanglement Metric: how the dimensions of a model's code relate to known factors, and to one another. */
public final class DisentanglementMetricNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int LOCAL_PORT = 2;

    private static final int SECOND_MODEL_PORT = 3;

    private static final int THIRD_MODEL_PORT = 4;

    private static final String SECOND_MODEL = "Second model";

    private static final String THIRD_MODEL = "Third model";

    /** Share of the progress that comparing models takes. */
    private static final double COMPARED = 0.3;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Disentanglement Metric") //
        .icon("disentanglement-metric.png") //
        .shortDescription("Measures how the dimensions of a code relate to known factors, and to one another.") //
        .fullDescription("""
            <p>A code is disentangled if each of its dimensions stands for one of the factors behind the rows: one for size, \
            one for rotation, one for place. This node encodes the rows of a table whose factors are known and measures it by \
            the scores of the literature. The codes are the means of the encoder's posterior.</p>
            <ul>
            <li><b>MIG and modularity</b> compare the mutual information of codes and factors.</li>
            <li><b>Explicitness, SAP and DCI</b> predict the factors from the codes.</li>
            <li><b>β-VAE score, FactorVAE score and IRS</b> look at what codes do when a factor is held fixed.</li>
            <li><b>Local MIG and modularity</b> (Rhodes and Lee 2021) do so among rows whose factors are near to one another. \
            Few rows are near in several factors at once, so this wants a table of all combinations, or better rows that are \
            drawn in neighbourhoods, as the Factor Image Generator can: connect them to the third port.</li>
            <li><b>Without factors</b>, total correlation, Wasserstein correlation and mutual information of the codes say how \
            much codes tell of one another, and the number of active units how many are used at all.</li>
            </ul>
            <p>The scores disagree with one another on purpose: each measures a facet. For each the table says which values it \
            takes, and which are good. They are computed from a random choice of 100,000 rows if the table has more, except for \
            the mutual information; those that predict factors use 10,000 rows, which can be changed. Neither the order of \
            the rows nor of the columns matters for what is chosen, and the same seed gives the same scores. Factors with a \
            single value, and rows with missing factors, are left out with a warning.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The variational auto-encoder whose codes are scored.", VaePortObject.TYPE) //
            .addInputTable("Table", """
                Rows with the columns that the model was trained on, and beside them a column for each factor that is known: \
                numbers or nominal values.
                """) //
            .addInputPort("Neighbourhoods", """
                Optional rows that were drawn in neighbourhoods, with the same columns, and one that tells which neighbourhood \
                a row belongs to. The local scores are then those of these rows.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addInputPort(SECOND_MODEL, """
                For UDR: an optional model that was trained on the same data as the first, with another seed for instance. It \
                may have another number of codes.
                """, VaePortObject.TYPE_OPTIONAL) //
            .addInputPort(THIRD_MODEL, """
                Another of them. UDR is then the median over two comparisons.
                """, VaePortObject.TYPE_OPTIONAL) //
            .addOutputTable("Scores", """
                A row for each score: its value, which values it takes and which are good, what it means, where it is defined, \
                and a note where there is more to say. If models are compared, there is a row with the UDR of each.
                """) //
            .addOutputTable("Mutual information", """
                How much each dimension of the code, a row each, tells of each factor, a column each, in nats; 0 for factors \
                that do not vary. Empty without factors.
                """)) //
        .model(model -> model //
            .parametersClass(DisentanglementMetricParameters.class) //
            .configure(DisentanglementMetricNodeFactory::configure) //
            .execute(DisentanglementMetricNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("What each dimension of the code tells of each factor, as a heat map, and the scores.") //
            .page(page -> page.fromString(() -> ViewPage.html(DisentanglementMetricNodeFactory.class, "disentanglement.js"))
                .relativePath("disentanglement.html")) //
            .initialData(data -> data.data(input -> DisentanglementView.data(input.getInternalTables()[0],
                input.getInternalTables()[1])))) //
        .addExternalResource("https://arxiv.org/abs/1802.04942",
            "Chen et al.: Isolating Sources of Disentanglement in Variational Autoencoders (2018)") //
        .addExternalResource("https://arxiv.org/abs/1802.05312",
            "Ridgeway, Mozer: Learning Deep Disentangled Embeddings with the F-Statistic Loss (2018)") //
        .addExternalResource("https://arxiv.org/abs/1711.00848",
            "Kumar, Sattigeri, Balakrishnan: Variational Inference of Disentangled Latent Concepts (2018)") //
        .addExternalResource("https://openreview.net/forum?id=By-7dz-AZ",
            "Eastwood, Williams: A Framework for the Quantitative Evaluation of Disentangled Representations (2018)") //
        .addExternalResource("https://openreview.net/forum?id=Sy2fzU9gl",
            "Higgins et al.: beta-VAE: Learning Basic Visual Concepts (2017)") //
        .addExternalResource("https://arxiv.org/abs/1802.05983", "Kim, Mnih: Disentangling by Factorising (2018)") //
        .addExternalResource("https://arxiv.org/abs/1811.00007",
            "Suter et al.: Robustly Disentangled Causal Mechanisms (2019)") //
        .addExternalResource("https://arxiv.org/abs/2106.02923",
            "Rhodes, Lee: Local Disentanglement in Variational Auto-Encoders Using Jacobian L1 Regularization (2021)") //
        .addExternalResource("https://arxiv.org/abs/1905.12614",
            "Duan et al.: Unsupervised Model Selection for Variational Disentangled Representation Learning (2020)") //
        .addExternalResource("https://arxiv.org/abs/1811.12359",
            "Locatello et al.: Challenging Common Assumptions in the Unsupervised Learning of Disentangled Representations (2019)") //
        .nodeType(NodeType.Other) //
        .keywords("disentanglement", "MIG", "mutual information gap", "modularity", "explicitness", "SAP", "DCI", "FactorVAE",
            "beta-VAE", "IRS", "total correlation", "active units", "UDR", "factors of variation", "VAE");

    /** Creates the factory; KNIME calls this. */
    public DisentanglementMetricNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final DisentanglementMetricParameters parameters = input.getParameters();
        final List<FeatureColumn> factors = check(parameters, input.getInPortSpec(MODEL_PORT),
            input.getInTableSpec(DisentanglementMetricParameters.TABLE_PORT), input.getInTableSpec(LOCAL_PORT));
        if (parameters.m_withoutFactors) {
            final DataTableSpec table = input.getInTableSpec(DisentanglementMetricParameters.TABLE_PORT);
            ComparedModels.check(SECOND_MODEL, table, input.getInPortSpec(SECOND_MODEL_PORT));
            ComparedModels.check(THIRD_MODEL, table, input.getInPortSpec(THIRD_MODEL_PORT));
        }
        output.setOutSpec(0, MetricTables.scoresSpec());
        output.setOutSpec(1, MetricTables.informationSpec(factors));
    }

    /** Checks what is known before execution; returns the factors. */
    private static List<FeatureColumn> check(final DisentanglementMetricParameters parameters, final VaePortObjectSpec model,
        final DataTableSpec table, final DataTableSpec local) throws InvalidSettingsException {
        FeatureColumns.requireAll(table, model.columns());
        final List<FeatureColumn> factors = new ArrayList<>(FactorColumns.chosen(parameters, table, model));
        if (usesNeighbourhoods(parameters, local)) {
            if (!local.containsName(parameters.m_neighbourhoodColumn)) {
                throw new InvalidSettingsException("The table of neighbourhoods lacks the column \""
                    + parameters.m_neighbourhoodColumn + "\" that tells which rows belong together. Name another, or draw the "
                    + "rows by a Factor Image Generator in neighbourhoods.");
            }
            try {
                FeatureColumns.requireAll(local, model.columns());
            } catch (final InvalidSettingsException e) {
                throw new InvalidSettingsException("Neighbourhoods: " + e.getMessage(), e);
            }
            FactorColumns.requireAll(local, factors);
        }
        if (factors.isEmpty() && !parameters.m_withoutFactors) {
            throw new InvalidSettingsException("There is no factor column, and no score is chosen that needs none. Add columns "
                + "of factors to the table, or choose the scores without factors.");
        }
        return factors;
    }

    private static boolean usesNeighbourhoods(final DisentanglementMetricParameters parameters, final DataTableSpec local) {
        return local != null && parameters.usesFactors() && parameters.m_local;
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> score(input, output, progress));
    }

    private static void score(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException {
        final DisentanglementMetricParameters parameters = input.getParameters();
        final VaePortObject model = input.getInPortObject(MODEL_PORT);
        final BufferedDataTable table = input.getInTable(DisentanglementMetricParameters.TABLE_PORT);
        final BufferedDataTable localTable = input.getInTable(LOCAL_PORT);
        final DataTableSpec localSpec = localTable == null ? null : localTable.getDataTableSpec();
        final List<FeatureColumn> factors = check(parameters, model.getSpec(), table.getDataTableSpec(), localSpec);
        final boolean local = usesNeighbourhoods(parameters, localSpec) && !factors.isEmpty();
        final List<String> warnings = new ArrayList<>();
        if (localTable != null && !local) {
            warnings.add("A table of neighbourhoods is connected, but the local scores are not computed, so it is not used.");
        }
        // before the long work, so that a model that does not fit is known at once
        final ComparedModels compared = compared(input, parameters, warnings, progress);
        final Progress rest = progress.part(compared.ranks().isEmpty() ? 0 : COMPARED, 0.99);
        try (CodedTable rows = CodedTable.encode("table", table, model.model(), factors, null, parameters.m_mostValues,
            parameters.m_workers, rest.part(0, 0.2));
                CodedTable near = local ? CodedTable.encode("table of neighbourhoods", localTable, model.model(), factors,
                    parameters.m_neighbourhoodColumn, parameters.m_mostValues, parameters.m_workers, rest.part(0.2, 0.4))
                    : null) {
            rows.warning().ifPresent(warnings::add);
            final LocalSample sample =
                near == null ? null : new LocalSample(near.codes(), near.factors(), near.neighbourhoods());
            if (near != null) {
                near.warning().ifPresent(warnings::add);
            }
            final DisentanglementScores.Result result = DisentanglementScores.of(rows.codes(), rows.factors(), sample,
                parameters.options(), rest.part(local ? 0.4 : 0.2, 1));
            warnings.addAll(warnings(rows, parameters, result));
            final ExecutionContext exec = input.getExecutionContext();
            final BufferedDataTable scores = MetricTables.scores(exec, result, compared);
            final BufferedDataTable information = MetricTables.information(exec, result, factors);
            output.setOutData(0, scores);
            output.setOutData(1, information);
            output.setInternalData(scores, information);
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    private static ComparedModels compared(final ExecuteInput input, final DisentanglementMetricParameters parameters,
        final List<String> warnings, final Progress progress) throws InvalidSettingsException {
        final Map<String, VaePortObject> connected = new LinkedHashMap<>();
        connected.put("Model", input.getInPortObject(MODEL_PORT));
        connected.put(SECOND_MODEL, input.getInPortObject(SECOND_MODEL_PORT));
        connected.put(THIRD_MODEL, input.getInPortObject(THIRD_MODEL_PORT));
        connected.values().removeIf(Objects::isNull);
        if (connected.size() == 1) {
            return ComparedModels.NONE;
        }
        if (!parameters.m_withoutFactors) {
            warnings.add("There is more than one model, but the scores without factors are not chosen, so UDR is not computed.");
            return ComparedModels.NONE;
        }
        final ComparedModels compared = ComparedModels.of(List.copyOf(connected.keySet()),
            connected.values().stream().map(VaePortObject::model).toList(),
            input.getInTable(DisentanglementMetricParameters.TABLE_PORT), parameters, progress.part(0, COMPARED));
        warnings.addAll(compared.warnings());
        return compared;
    }

    private static List<String> warnings(final CodedTable rows, final DisentanglementMetricParameters parameters,
        final DisentanglementScores.Result result) {
        final List<String> warnings = new ArrayList<>();
        final List<String> constant = rows.factors().constant();
        if (!constant.isEmpty()) {
            warnings.add("Passed over " + (constant.size() == 1 ? "the factor " : "the factors ")
                + String.join(", ", constant.stream().map(name -> "\"" + name + "\"").toList())
                + ", which " + (constant.size() == 1 ? "has" : "have") + " a single value.");
        }
        if (parameters.usesFactors() && result.factors().isEmpty()) {
            warnings.add("No factor varies between the rows, so only the scores without factors are computed.");
        }
        result.values().forEach((score, value) -> {
            if (Double.isNaN(value) && score != DisentanglementScore.LOCAL_MODULARITY) {
                warnings.add(score.title() + " could not be computed: " + result.notes().get(score));
            }
        });
        return warnings;
    }
}
