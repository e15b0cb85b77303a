package org.elbow.knime.apply;

import org.elbow.knime.NodeTask;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.nn.JointProgress;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeEvaluator;
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

/** VAE Apply: codes, reconstructions and ELBO of rows. */
public final class VaeApplyNodeFactory extends DefaultNodeFactory {

    /** How long evaluating a row takes, relative to reading it. */
    private static final double EVALUATION = 4;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Apply") //
        .icon("vae-apply.png") //
        .shortDescription("Encodes and reconstructs rows with a variational auto-encoder.") //
        .fullDescription("""
            <p>Applies a trained variational auto-encoder to each row: appends its code, its reconstruction, and how well the \
            model explains it. Codes are the input for clustering, scatter plots, nearest neighbours or a classifier; \
            reconstructions show what the model has understood of a row, and what not.</p>
            <p>The table must have the columns that the model was trained on, with the same names and types; further columns \
            are kept. Rows with missing, NaN or infinite values, or with a nominal value that did not occur in training, get \
            missing cells and are counted in a warning, unless the model imputes what is missing. No column is \
            overwritten and no row is lost.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The trained variational auto-encoder.", VaePortObject.TYPE) //
            .addInputTable("Table", "The rows to encode, with the columns that the model was trained on.") //
            .addOutputTable("Encoded table", """
                The input table with the chosen columns appended: codes, log-variances, reconstructions, and ELBO, \
                expected log-likelihood and KL in nats.
                """)) //
        .model(model -> model //
            .parametersClass(VaeApplyParameters.class) //
            .configure(VaeApplyNodeFactory::configure) //
            .execute(VaeApplyNodeFactory::execute)) //
        .addExternalResource("https://arxiv.org/abs/1312.6114",
            "Kingma, Welling: Auto-Encoding Variational Bayes (2014)") //
        .nodeType(NodeType.Predictor) //
        .keywords("variational auto-encoder", "VAE", "encode", "embedding", "latent", "reconstruction", "ELBO",
            "dimensionality reduction");

    /** Creates the factory; KNIME calls this. */
    public VaeApplyNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaeApplyParameters parameters = input.getParameters();
        final VaePortObjectSpec model = input.getInPortSpec(0);
        output.setOutSpec(0,
            new EvaluatedColumns(parameters.kinds(), model, input.getInTableSpec(1)).columns().outputSpec());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> apply(input, output, progress));
    }

    private static void apply(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final VaeApplyParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(0);
        final VaeModel model = port.model();
        final BufferedDataTable table = input.getInTable(1);
        final DataTableSpec spec = table.getDataTableSpec();
        final ExecutionContext exec = input.getExecutionContext();
        final EvaluatedColumns columns = new EvaluatedColumns(parameters.kinds(), VaePortObjectSpec.of(model), spec);
        final JointProgress joint = new JointProgress(progress);
        try (AppliedChunks chunks = new AppliedChunks(table, model, joint.work(1));
                VaeEvaluator evaluator =
                    new VaeEvaluator(model, parameters.options(), table.size(), joint.work(EVALUATION));
                ReconstructedColumns reconstructed = new ReconstructedColumns(model.encoding(), spec);
                EvaluatedRows rows = new EvaluatedRows(columns, chunks, evaluator, reconstructed)) {
            // the rows' own progress is shown instead of that of the table
            output.setOutData(0, exec.createColumnRearrangeTable(table, columns.columns().rearranger(rows),
                exec.createSilentSubProgress(0)));
            rows.warning().ifPresent(output::setWarningMessage);
        }
    }
}
