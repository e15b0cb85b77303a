package org.elbow.knime.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.influence.InfluenceOptions;
import org.elbow.influence.InfluenceRanking;
import org.elbow.influence.TracIn;
import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumns;
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

/** The Influence Ranker: which training rows shaped what a variational auto-encoder makes of a row. */
public final class InfluenceRankerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int TABLE_PORT = InfluenceRankerParameters.TABLE_PORT;

    private static final int TEST_PORT = 2;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Influence Ranker") //
        .icon("influence-ranker.png") //
        .shortDescription("Tells which training rows made a variational auto-encoder what it is, and which are suspect.") //
        .fullDescription("""
            <p>Traces a variational auto-encoder back to the rows that it was trained on (VAE-TracIn, Kong and Chaudhuri \
            2021). For a row to be explained, each training row has an influence: how much training on the one lowered the \
            loss of the other, in nats. Rows of positive influence are <b>proponents</b>, they taught the model what it knows \
            of this row; rows of negative influence are <b>opponents</b>, they taught it otherwise. Use it to ask why a row is \
            taken for ordinary, or for a strange one.</p>
            <p>The influence of a training row on itself, its <b>self-influence</b>, is high where the model had to be bent \
            for the sake of this row alone: unusual, hard, mislabelled, damaged and foreign rows. Looking through the rows of \
            the highest self-influence is a quick way to clean a training table.</p>
            <p>The influence is the sum, over the checkpoints that the model kept, of the inner product of the gradients of \
            both rows' losses, times the learning rate, the batch size and the number of steps that the checkpoint stands for, \
            divided by the number of training rows. So the VAE Learner has to keep checkpoints; 5 to 10 are usual. Two things \
            to know: the inner product is the plain one of the paper, also where the optimiser was Adam, which scales each \
            weight's steps; and the loss is the plain negative evidence lower bound with the final weight β of the KL term, \
            also for models that were trained with another objective (Hamiltonian dynamics, penalties) or with a warm-up of \
            β.</p>
            <p>The <i>suspect score</i> is a robust z-score: the logarithm of the self-influence minus its median over all \
            rows, divided by 1.4826 times the median absolute deviation. Scores above 3.5 are far from the bulk. Sort by \
            <i>Suspect rank</i> to see the most suspicious rows first.</p>
            <p>Rows that the learner kept out for validation did not shape the model and are never proponents or opponents; \
            their self-influence tells what it would have been, and the column <i>Trained on</i> tells them apart. No more \
            than some hundred MB are used beside the tables, however many pairs of rows are compared.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The variational auto-encoder, trained with checkpoints.", VaePortObject.TYPE) //
            .addInputTable("Training table", """
                The very table that the model was trained on, with the same rows in the same order. Another table is refused, \
                with what differs. Other columns may be added.
                """) //
            .addInputPort("Test table", """
                Optional rows to be explained by proponents and opponents, with the columns that the model was trained on.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Ranking", """
                For each test row its proponents, the strongest first, then its opponents: test row, sign, rank, training row \
                and influence in nats. Empty without a test table, unless the training rows are to be ranked.
                """) //
            .addOutputTable("Self-influence", """
                The training table with the self-influence of each row in nats, its suspect score, its rank (1 is the most \
                suspicious), and whether the row was trained on or kept out for validation.
                """) //
            .addOutputTable("Summary", """
                One row: how many rows there are, how many are suspect, and, compared with known labels, how well self-influence \
                finds the rows to be found: ROC-AUC, average precision, and the share of them among as many of the most \
                suspicious rows.
                """)) //
        .model(model -> model //
            .parametersClass(InfluenceRankerParameters.class) //
            .configure(InfluenceRankerNodeFactory::configure) //
            .execute(InfluenceRankerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                The most suspicious training rows, and some test rows with their first proponents and opponents, with their \
                images if the model learned from images.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(InfluenceRankerNodeFactory.class, "influence.js"))
                .relativePath("influence.html")) //
            .initialData(data -> data.data(input -> InfluenceView.viewData(input.getInternalTables()[0])))) //
        .addExternalResource("https://arxiv.org/abs/2105.14203",
            "Kong, Chaudhuri: Understanding Instance-based Interpretability of Variational Auto-Encoders (2021)") //
        .addExternalResource("https://arxiv.org/abs/2002.08484",
            "Pruthi, Liu, Sundararajan, Kale: Estimating Training Data Influence by Tracing Gradient Descent (2020)") //
        .nodeType(NodeType.Predictor) //
        .keywords("influence", "TracIn", "VAE-TracIn", "self-influence", "explain", "interpretability", "proponents", "opponents",
            "data cleaning", "mislabelled", "outlier", "variational auto-encoder", "VAE");

    /** Creates the factory; KNIME calls this. */
    public InfluenceRankerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final InfluenceRankerParameters parameters = input.getParameters();
        final VaePortObjectSpec model = input.getInPortSpec(MODEL_PORT);
        final DataTableSpec table = input.getInTableSpec(TABLE_PORT);
        final DataTableSpec test = input.getInTableSpec(TEST_PORT);
        if (model.checkpoints() == 0) {
            throw new InvalidSettingsException("The model holds no checkpoints, without which influence cannot be traced back "
                + "through its training. Set the number of checkpoints in the VAE Learner to at least 1; 5 to 10 are usual.");
        }
        FeatureColumns.requireAll(table, model.columns());
        parameters.check(table);
        if (test != null) {
            try {
                FeatureColumns.requireAll(test, model.columns());
            } catch (final InvalidSettingsException e) {
                throw new InvalidSettingsException("Test table: " + e.getMessage(), e);
            }
        }
        output.setOutSpec(0, RankingTable.spec());
        output.setOutSpec(1, SelfInfluence.columns(table).outputSpec());
        output.setOutSpec(2, SummaryTable.spec());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> rank(input, output, progress));
    }

    private static void rank(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final InfluenceRankerParameters parameters = input.getParameters();
        final VaeModel model = input.<VaePortObject>getInPortObject(MODEL_PORT).model();
        final BufferedDataTable table = input.getInTable(TABLE_PORT);
        final BufferedDataTable test = input.getInTable(TEST_PORT);
        parameters.check(table.getDataTableSpec());
        final ExecutionContext exec = input.getExecutionContext();
        final InfluenceOptions options = parameters.options();
        final boolean ranks = test != null || parameters.m_rankTrainingRows;
        final double half = ranks ? 0.3 : 0.9;
        final List<String> warnings = new ArrayList<>();
        try (TrainingTable training = TrainingTable.read(table, model, parameters.m_storage.storage(), progress.part(0, 0.05))) {
            warnings.addAll(training.warnings());
            final ForeignRows labels = ForeignRows.read(table, training, parameters, progress.part(0.05, 0.06));
            labels.warning(parameters).ifPresent(warnings::add);
            final SelfInfluence influence = SelfInfluence
                .of(TracIn.selfInfluence(model, training.matrix(), options, progress.part(0.06, half)));
            final BufferedDataTable ranking = !ranks ? RankingTable.empty(exec)
                : ranking(exec, model, training, test, parameters, warnings, progress.part(half, 0.9));
            progress.update(0.9, "Writing the tables");
            output.setOutData(0, ranking);
            output.setInternalData(InfluenceView.create(exec, training, influence, labels, ranking,
                List.of(table, test == null ? table : test), FeatureColumns.of(model.encoding()), progress.part(0.9, 0.95)));
            output.setOutData(1,
                exec.createColumnRearrangeTable(table, SelfInfluence.columns(table.getDataTableSpec())
                    .rearranger(influence.cells(training.rows(), training.isTrained())), exec.createSubProgress(0.1)));
            final int checkpoints = model.checkpoints().size();
            output.setOutData(2, SummaryTable.create(exec, training,
                options.lastCheckpoints() == 0 ? checkpoints : Math.min(options.lastCheckpoints(), checkpoints), influence,
                labels));
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    /** The ranking for the test table, or for the training table itself if there is none. */
    private static BufferedDataTable ranking(final ExecutionContext exec, final VaeModel model, final TrainingTable training,
        final BufferedDataTable test, final InfluenceRankerParameters parameters, final List<String> warnings,
        final Progress progress) throws InvalidSettingsException {
        final List<String> trainedKeys = Arrays.stream(training.trained()).mapToObj(training.keys()::get).toList();
        final boolean all = trainedKeys.size() == training.keys().size();
        final FeatureMatrix trained = all ? training.matrix() : training.matrix().selectRows(training.trained());
        try {
            if (test == null) {
                return ranking(exec, model, trained, trainedKeys, training.matrix(), training.keys(), parameters, progress);
            }
            try (AppliedRows rows = AppliedRows.encode(test, model, parameters.m_storage.storage(), progress.part(0, 0.05))) {
                rows.warning("test table").ifPresent(warnings::add);
                final List<String> keys = TrainingTable.keys(test, rows, progress.part(0.05, 0.1));
                return ranking(exec, model, trained, trainedKeys, rows.matrix(), keys, parameters, progress.part(0.1, 1));
            }
        } finally {
            if (!all) {
                trained.close();
            }
        }
    }

    private static BufferedDataTable ranking(final ExecutionContext exec, final VaeModel model, final FeatureMatrix trained,
        final List<String> trainedKeys, final FeatureMatrix test, final List<String> testKeys,
        final InfluenceRankerParameters parameters, final Progress progress) {
        if (test.rows() == 0) {
            return RankingTable.empty(exec);
        }
        final InfluenceRanking ranking = InfluenceRanking.of(model, trained, test, parameters.m_count, parameters.options(),
            progress.part(0, 0.95));
        return RankingTable.create(exec, ranking, testKeys, trainedKeys, progress.part(0.95, 1));
    }
}
