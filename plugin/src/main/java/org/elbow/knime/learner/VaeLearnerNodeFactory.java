package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.ModelView;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Progress;
import org.elbow.vae.TrainingResult;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The VAE Learner: trains a variational auto-encoder on the rows of a table. */
public final class VaeLearnerNodeFactory extends DefaultNodeFactory {

    private static final int TABLE_PORT = 0;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Learner") //
        .icon("vae-learner.png") //
        .shortDescription("Trains a variational auto-encoder on images, vectors, numbers and nominal values.") //
        .fullDescription("""
            <p>Trains a variational auto-encoder (VAE): an encoder that squeezes each row into a short code of a few numbers, \
            with their uncertainty, and a decoder that makes the row from the code again. Nothing needs a label. The trained \
            model serves to compress rows to codes, to reconstruct and denoise them, and to tell how unusual a row is.</p>
            <p>The features may be PNG images, double vectors, lists of numbers, columns of numbers and Booleans, and \
            nominal columns (strings), in any mix. Without a setting being touched, a plain table is learned from as it is: all \
            numbers, Booleans and nominal columns with few values, with missing values imputed and a warning that counts them; \
            where there are images or vectors, these alone. How columns are scaled, and which values a nominal column has, is \
            part of the model, so that tables it is applied to later are treated alike, and come out again in their own types \
            and units.</p>
            <p>Training maximises the evidence lower bound (ELBO), the expected log-likelihood of the row minus the \
            Kullback–Leibler divergence of its code from the standard normal prior, by stochastic gradient ascent. \
            All losses are in nats per row. The view shows the curves; if the validation loss turns upwards while the \
            training loss still falls, stop early, or use a smaller network.</p>
            <p>With <i>Hamiltonian dynamics</i> the code that the encoder proposes is moved by some leapfrog steps towards the \
            true posterior, guided by the gradient of the decoder's likelihood (Hamiltonian VAE). The bound becomes tighter and \
            the codes fit better, at several times the cost of a step.</p>
            <p>Two penalties can be added. The <i>Jacobian penalty</i> ties each dimension of the code to few features, so that \
            single dimensions come to stand for single factors. The <i>consistency penalty</i> makes random variations of a row, \
            such as an image turned a little, have the code of the row itself, which makes codes more useful and robust.</p>
            <p>With a <i>model to continue from</i>, training goes on from its weights and, with Hamiltonian dynamics, from its \
            learned step sizes and tempering as far as they fit the settings here. The model keeps its columns, their encoding, \
            its networks and its likelihood: the settings in <i>Features</i> and <i>Networks</i> do not apply, the table must \
            have the model's columns by name and type, and rows that the model cannot take, such as those with nominal values \
            that it does not know, are left out as by VAE Apply. The objective and the options of training are those of this \
            node. The optimiser and all warm-ups begin anew, so that the loss may rise a little at first; a lower learning rate \
            than before is often better. With the same seed, the same rows of the same table are kept out for validation; keep \
            the seed, or the validation loss is measured on rows that the model has been trained on. The Influence Ranker \
            traces the model back to the rows of this training, not to those of trainings before.</p>
            <p>Training runs on the processor's cores. The same seed and number of worker threads give the same model.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputTable("Training table", """
                The rows to learn from, with numeric, vector, image or nominal columns. Two rows at least; some hundreds to \
                learn anything.
                """) //
            .addInputPort("Model to continue from", """
                Optional. A model to train on, instead of learning a new one: with more rows, for more epochs, or with another \
                objective.
                """, VaePortObject.TYPE_OPTIONAL) //
            .addOutputPort("Model", "The trained variational auto-encoder, with the encoding of the columns.",
                VaePortObject.TYPE) //
            .addOutputTable("Training history", """
                A row for each epoch: steps taken, weight of the KL term, and the loss with its two parts, reconstruction and \
                KL, in training and on the rows kept out for validation (nats per row). The training loss also holds the \
                penalties, which have a column of their own; the validation loss does not. With Hamiltonian dynamics, the KL \
                columns hold what the Hamiltonian bound has beside the reconstruction, and two further columns the mean of the \
                learned step sizes and √β₀, the square root of the inverse starting temperature; without, these are missing.
                """)) //
        .model(model -> model //
            .parametersClass(VaeLearnerParameters.class) //
            .configure(VaeLearnerNodeFactory::configure) //
            .execute(VaeLearnerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                The course of training: the loss and its two parts, reconstruction and KL divergence, over the epochs, in \
                training and validation; where they are used, also the weight of the KL term as it grows, penalties, the learned \
                step sizes and tempering. Below it the model: its networks layer by layer, the likelihood of each column, how it \
                was trained, and how its columns are encoded.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(VaeLearnerNodeFactory.class, ModelView.SCRIPT,
                "training-curves.js"))
                .relativePath("training-curves.html")) //
            .initialData(data -> data.data(input -> viewData(input.getInternalTables())))) //
        .addExternalResource("https://arxiv.org/abs/1312.6114",
            "Kingma, Welling: Auto-Encoding Variational Bayes (2014)") //
        .addExternalResource("https://openreview.net/forum?id=Sy2fzU9gl",
            "Higgins et al.: β-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework (2017)") //
        .addExternalResource("https://arxiv.org/abs/1805.11328",
            "Caterini, Doucet, Sejdinovic: Hamiltonian Variational Auto-Encoder (2018)") //
        .addExternalResource("https://arxiv.org/abs/2106.02923",
            "Rhodes, Lee: Local Disentanglement in Variational Auto-Encoders Using Jacobian L1 Regularization (2021)") //
        .addExternalResource("https://arxiv.org/abs/2105.14859",
            "Sinha, Dieng: Consistency Regularization for Variational Auto-Encoders (2021)") //
        .nodeType(NodeType.Learner) //
        .keywords("variational auto-encoder", "VAE", "autoencoder", "deep learning", "generative model", "latent",
            "embedding", "dimensionality reduction", "ELBO", "beta-VAE", "Hamiltonian", "HVAE");

    /** Creates the factory; KNIME calls this. */
    public VaeLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaeLearnerParameters parameters = input.getParameters();
        final DataTableSpec table = input.getInTableSpec(TABLE_PORT);
        final VaePortObjectSpec earlier = input.getInPortSpec(VaeLearnerParameters.MODEL_PORT);
        final Learning learning =
            earlier == null ? new NewModel(parameters, table) : new ContinuedModel(parameters, table, earlier, null);
        output.setOutSpec(0, learning.announced());
        if (earlier == null) {
            parameters.leftOutColumns(table).ifPresent(output::setWarningMessage);
        }
        output.setOutSpec(1, HistoryTable.spec());
    }

    /** A node that was executed by a version without the model's table has that of the history alone. */
    private static Map<String, Object> viewData(final BufferedDataTable[] tables) {
        return Map.of("history", HistoryTable.viewData(tables[0]), "model",
            tables.length > 1 ? ModelView.data(tables[1]) : Map.of());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> learn(input, output, progress));
    }

    private static void learn(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException {
        final VaeLearnerParameters parameters = input.getParameters();
        final BufferedDataTable table = input.getInTable(TABLE_PORT);
        final VaePortObject earlier = input.getInPortObject(VaeLearnerParameters.MODEL_PORT);
        final Learning learning = earlier == null ? new NewModel(parameters, table.getDataTableSpec())
            : new ContinuedModel(parameters, table.getDataTableSpec(), earlier.getSpec(), earlier);
        try (TrainingRows rows = learning.rows(table, progress.part(0, 0.1))) {
            final TrainingResult result = learning.train(rows, progress.part(0.1, 1));
            final BufferedDataTable history = HistoryTable.create(input.getExecutionContext(), result.history());
            final VaeModel model = result.model().withTrainingRows(rows.fingerprint());
            output.setOutData(0, new VaePortObject(model));
            output.setOutData(1, history);
            output.setInternalData(history, ModelView.table(input.getExecutionContext(), model));
            final List<String> warnings = new ArrayList<>(learning.warnings(rows));
            warnings.addAll(rows.warnings());
            LearnerObjective.warning(parameters.m_consistency, learning.columns()).ifPresent(warnings::add);
            CheckpointSize.warning(model).ifPresent(warnings::add);
            CheckpointSize.warningOfNone(parameters.trainingOptions(), model).ifPresent(warnings::add);
            if (!warnings.isEmpty()) {
                output.setWarningMessage(String.join(" ", warnings));
            }
        }
    }
}
