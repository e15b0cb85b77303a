package org.elbow.knime.consistency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.elbow.consistency.ConsistencyScorer;
import org.elbow.consistency.ConsistencyScores;
import org.elbow.consistency.RowTransformation;
import org.elbow.consistency.Transformation;
import org.elbow.data.ContentSampler;
import org.elbow.data.FeatureMatrix;
import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.StorageParameters;
import org.elbow.nn.Progress;
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

/** The Consistency Scorer: how far codes move when rows are changed in a way that leaves their meaning as it is. */
public final class ConsistencyScorerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int REFERENCE_PORT = 2;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Consistency Scorer") //
        .icon("consistency-scorer.png") //
        .shortDescription("Measures how far the codes of a variational auto-encoder move when rows are changed at random.") //
        .fullDescription("""
            <p>A good code stays where it is when a row changes in a way that does not change its meaning: an image that is a \
            little turned or shifted, a number with a little noise. This node changes each row at random several times, encodes \
            it anew, and tells how far its code has moved (Sinha and Dieng 2021):</p>
            <ul>
            <li><b>Consistency KL</b> is the divergence of the changed row's code from that of the row itself, \
            KL(q(z|x̃) ‖ q(z|x)), in nats. It takes into account how sure the encoder is of the code.</li>
            <li><b>Code shift</b> is the Euclidean distance between the two codes' means.</li>
            <li><b>Relative code shift</b> is the same distance, with each dimension measured in standard deviations of the \
            row's code.</li>
            </ul>
            <p>All are means over the row's transformations, and 0 if nothing moves. Rows whose codes move far are those to \
            which the model gives no stable place. To train a model whose codes move little, use the consistency penalty of the \
            VAE Learner.</p>
            <p>A code that never moves because it says nothing is of no use. So the summary also tells how much the codes say: \
            the <b>mutual information</b> between rows and codes under the encoder, estimated from draws z of the codes of N \
            rows as the mean of log q(z|xₙ) − log 1/N Σₘ q(z|xₘ) (Hoffman and Johnson 2016), which cannot exceed log N; the \
            <b>active units</b>, the dimensions whose means have a variance over the rows of more than 0.01 (Burda, Grosse and \
            Salakhutdinov 2016); and the mean <b>negative log-likelihood</b> (NLL) by importance sampling.</p>
            <p>A row's scores depend on the row itself and the seed, not on the order of the table. For numbers and nominal \
            values, the spread of a column, its mean, and values to be swapped in are taken from the reference table or, without \
            one, from the table itself (from 10,000 rows chosen at random, if it has more); so only then do other rows matter. \
            Rows with missing, NaN or infinite values get missing cells and are counted in a warning, unless the model imputes \
            what is missing.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The trained variational auto-encoder.", VaePortObject.TYPE) //
            .addInputTable("Table", "The rows to change and score, with the columns that the model was trained on.") //
            .addInputPort("Reference table", """
                Optional rows, for instance those of the training, that means, spreads and swapped values are taken from instead \
                of the scored table. Only for features other than images.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Scored table", """
                The input table with the consistency KL, the code shift and the relative code shift of each row.
                """) //
            .addOutputTable("Summary", """
                One row: how many rows were scored and skipped, the means of the scores, the mutual information and the largest \
                that can be found with so many rows, the active units among the code's dimensions, and the mean negative \
                log-likelihood; in nats.
                """)) //
        .model(model -> model //
            .parametersClass(ConsistencyScorerParameters.class) //
            .configure(ConsistencyScorerNodeFactory::configure) //
            .execute(ConsistencyScorerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                How the scores are distributed over the rows, how much each dimension of the code varies, and, for images, the \
                rows whose codes move most, with some of their transformations.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(ConsistencyScorerNodeFactory.class, "consistency.js"))
                .relativePath("consistency.html")) //
            .initialData(data -> data.data(input -> ConsistencyView.data(input.getInternalTables())))) //
        .addExternalResource("https://arxiv.org/abs/2105.14859",
            "Sinha, Dieng: Consistency Regularization for Variational Auto-Encoders (2021)") //
        .addExternalResource("https://arxiv.org/abs/1509.00519",
            "Burda, Grosse, Salakhutdinov: Importance Weighted Autoencoders (2016)") //
        .nodeType(NodeType.Predictor) //
        .keywords("consistency", "robustness", "augmentation", "transformation", "mutual information", "active units",
            "posterior collapse", "variational auto-encoder", "VAE");

    /** Creates the factory; KNIME calls this. */
    public ConsistencyScorerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaePortObjectSpec model = input.getInPortSpec(MODEL_PORT);
        final DataTableSpec table = input.getInTableSpec(ConsistencyScorerParameters.TABLE_PORT);
        final DataTableSpec reference = input.getInTableSpec(REFERENCE_PORT);
        FeatureColumns.requireAll(table, model.columns());
        FeatureColumns.requireAll("Reference table", reference, model.columns());
        output.setOutSpec(0, ConsistencyTable.columns(table).outputSpec());
        output.setOutSpec(1, ConsistencyTable.summarySpec());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> score(input, output, progress));
    }

    private static void score(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final ConsistencyScorerParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(MODEL_PORT);
        final VaeModel model = port.model();
        final BufferedDataTable table = input.getInTable(ConsistencyScorerParameters.TABLE_PORT);
        final ExecutionContext exec = input.getExecutionContext();
        final List<String> warnings = new ArrayList<>();
        final ScoredRows.Works works =
            ScoredRows.Works.of(progress.part(0.1, 0.9), parameters.m_negativeLogLikelihood);
        try (FeatureMatrix reference =
            reference(input.getInTable(REFERENCE_PORT), table, model, warnings, progress.part(0, 0.1));
                AppliedChunks chunks = new AppliedChunks(table, model, works.reading());
                MovedRows moved = new MovedRows(model.encoding().width())) {
            final Transformation transformation = reference.rows() == 0 ? Transformation.NONE : new RowTransformation(
                model.encoding(), model.likelihood(), reference, parameters.imageChanges(), parameters.valueChanges());
            final ScoredRows scored = ScoredRows.of(chunks, model, transformation, parameters, moved, works);
            chunks.warning("table").ifPresent(warnings::add);
            noChange(parameters, port.getSpec()).ifPresent(warnings::add);
            beyondNumbers(scored.scores()).ifPresent(warnings::add);
            progress.update(0.9, "Writing the tables");
            final BufferedDataTable summary = ConsistencyTable.summary(exec, parameters, scored.scores(), scored.usage(),
                scored.negativeLogLikelihood(), scored.used().skipped());
            output.setOutData(0, exec.createColumnRearrangeTable(table, ConsistencyTable.columns(table.getDataTableSpec())
                .rearranger(ConsistencyTable.cells(scored.used(), scored.scores())), exec.createSubProgress(0.1)));
            output.setOutData(1, summary);
            output.setInternalData(
                new ConsistencyView(exec, model, table.getDataTableSpec(), scored.scores(), scored.usage())
                    .tables(table, scored.used(), moved, transformation, parameters.m_seed));
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    /**
     * Where means, spreads and swapped values are taken from: a sample of the reference table or, if there is none, of the
     * scored table, which may have no row that can be used.
     */
    private static FeatureMatrix reference(final BufferedDataTable table, final BufferedDataTable scored, final VaeModel model,
        final List<String> warnings, final Progress progress) throws InvalidSettingsException {
        final BufferedDataTable source = table == null ? scored : table;
        try (AppliedChunks chunks = new AppliedChunks(source, model, progress);
                ContentSampler sampler = ConsistencyScorer.reference(model.encoding().width(), chunks.tableRows(),
                    StorageParameters.automatic())) {
            int rows = 0;
            while (chunks.next()) {
                rows += chunks.used().count();
                for (int row = 0; row < chunks.used().count(); row++) {
                    sampler.add(chunks.matrix(), row);
                }
            }
            if (table != null) {
                chunks.warning("reference table").ifPresent(warnings::add);
                if (rows == 0) {
                    throw new InvalidSettingsException("The reference table has no row that can be used. Provide rows without "
                        + "missing values, or disconnect the table.");
                }
            }
            return sampler.sample();
        }
    }

    /** A warning if the settings leave the model's columns as they are. */
    private static Optional<String> noChange(final ConsistencyScorerParameters parameters, final VaePortObjectSpec model) {
        final boolean images = model.columns().stream().anyMatch(column -> column.kind() == FeatureKind.IMAGE);
        final boolean values = model.columns().stream().anyMatch(column -> column.kind() != FeatureKind.IMAGE);
        return images && parameters.imageChanges().changeAnything() || values && parameters.valueChanges().changeAnything()
            ? Optional.empty()
            : Optional.of("The settings change no column of the model, so no code moves. Allow some rotation, shift or scale of "
                + "images, or some noise, masking or swapping of values.");
    }

    private static Optional<String> beyondNumbers(final ConsistencyScores scores) {
        final long rows = Arrays.stream(scores.divergence()).filter(value -> !Double.isFinite(value)).count();
        return rows == 0 ? Optional.empty() : Optional.of(rows + (rows == 1 ? " row lies" : " rows lie") + " so far from the "
            + "training data that scores are beyond the range of numbers, and missing therefore. Look for extreme values.");
    }
}
