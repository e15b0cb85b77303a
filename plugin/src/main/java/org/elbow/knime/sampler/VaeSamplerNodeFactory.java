package org.elbow.knime.sampler;

import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.nn.Progress;
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

/** The VAE Sampler: rows that a model makes of codes, and how they change with the code. */
public final class VaeSamplerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int TABLE_PORT = 1;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Sampler") //
        .icon("vae-sampler.png") //
        .shortDescription("Makes new rows with a variational auto-encoder, and shows what its code stands for.") //
        .fullDescription("""
            <p>A variational auto-encoder is a generative model: it turns any code into a row. This node chooses codes, has \
            the model decode them, and gives the rows in the columns that the model was trained on, with their names, types \
            and units: images, vectors, numbers, nominal values.</p>
            <ul>
            <li><b>Samples from the prior</b> are new rows, like those of the training table but none of them: for synthetic \
            tables, or to see what the model has learned.</li>
            <li><b>Reconstructions</b> are rows of a table as the model makes them again, from the mean of their code or from \
            draws of it, which show how sure the model is.</li>
            <li><b>Interpolations</b> lead from one row of a table to another by way of the code.</li>
            <li><b>Latent traversals</b> change one dimension of the code at a time, and show what it stands for.</li>
            <li><b>Jacobian columns</b> tell the same by derivatives: what changes, and by how much, when a dimension begins \
            to grow. The derivative of a number or of an element of a vector is in its column's own unit per unit of the code. \
            A nominal column becomes a column for each category, with the derivative of its probability; together they are 0, \
            if the model does not keep a share for rare and unknown values. An image becomes an image in which medium grey \
            (128) is no change, white (255) the largest derivative of all rows and black (1) its negative; that largest \
            derivative, in shares of full brightness, is given in a column beside it, as are the L1 and L2 norm of each \
            derivative in the units in which the model sees the columns, that is after scaling.</li>
            </ul>
            <p>The same seed gives the same rows, and a row does not depend on how many are made. Rows of the table with \
            missing, NaN or infinite values are not used and counted in a warning, unless the model imputes what is missing. \
            Rows are written as they are made, so there can be any number of them.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The trained variational auto-encoder.", VaePortObject.TYPE) //
            .addInputPort("Table", """
                Rows with the columns that the model was trained on: to reconstruct, to interpolate between, to look around, \
                or to find the active dimensions of the code by. Not needed for samples from the prior, nor around its mean.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Rows", """
                What was made, a row each: first what it is (which row of the table, position on the way, dimension and value), \
                then its code if chosen, then the columns that the model was trained on, under their own names.
                """)) //
        .model(model -> model //
            .parametersClass(VaeSamplerParameters.class) //
            .configure(VaeSamplerNodeFactory::configure) //
            .execute(VaeSamplerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                The first rows: images in a grid, with a line for each dimension, each pair of rows or each row of the table; \
                numbers along a dimension as charts; other rows as a table.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(VaeSamplerNodeFactory.class, "samples.js"))
                .relativePath("samples.html")) //
            .initialData(data -> data.data(input -> SamplerView.data(input.getInternalTables()[0],
                input.getInternalTables()[1])))) //
        .addExternalResource("https://arxiv.org/abs/1312.6114",
            "Kingma, Welling: Auto-Encoding Variational Bayes (2014)") //
        .addExternalResource("https://arxiv.org/abs/1609.04468", "White: Sampling Generative Networks (2016)") //
        .addExternalResource("https://openreview.net/forum?id=Sy2fzU9gl",
            "Higgins et al.: beta-VAE: Learning Basic Visual Concepts (2017)") //
        .addExternalResource("https://arxiv.org/abs/2106.02923",
            "Rhodes, Lee: Local Disentanglement in Variational Auto-Encoders Using Jacobian L1 Regularization (2021)") //
        .nodeType(NodeType.Other) //
        .keywords("generate", "synthetic data", "sample", "prior", "interpolation", "slerp", "latent traversal", "Jacobian",
            "decoder", "reconstruction", "variational auto-encoder", "VAE");

    /** Creates the factory; KNIME calls this. */
    public VaeSamplerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaeSamplerParameters parameters = input.getParameters();
        final VaePortObjectSpec model = input.getInPortSpec(MODEL_PORT);
        check(parameters, model, input.getInTableSpec(TABLE_PORT));
        output.setOutSpec(0,
            SamplerColumns.areKnown(parameters, model) ? new SamplerColumns(parameters, model).spec() : null);
    }

    private static void check(final VaeSamplerParameters parameters, final VaePortObjectSpec model, final DataTableSpec table)
        throws InvalidSettingsException {
        if (parameters.needsTable()) {
            if (table == null) {
                throw new InvalidSettingsException("There is no table, but " + (parameters.findsDimensions()
                    ? "the most active dimensions are found by one. Connect it, or choose the dimensions otherwise."
                    : "this is made of rows: " + parameters.m_mode.inWords() + ". Connect a table"
                        + (parameters.hasCentres() ? ", or choose the prior's mean." : ", or choose samples from the prior.")));
            }
            FeatureColumns.requireAll(table, model.columns());
        }
        if (parameters.hasCentres()) {
            NodeTask.checked(() -> parameters.dimensions(model.latent()));
        }
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> sample(input, output, progress));
    }

    private static void sample(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException {
        final VaeSamplerParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(MODEL_PORT);
        final BufferedDataTable table = input.getInTable(TABLE_PORT);
        check(parameters, VaePortObjectSpec.of(port.model()), table == null ? null : table.getDataTableSpec());
        final Sampling sampling = new Sampling(input.getExecutionContext(), parameters, port.model(), table);
        try (SamplerView view = sampling.newView()) {
            output.setOutData(0, sampling.write(view, progress));
            output.setInternalData(view.finish());
        }
        if (!sampling.warnings().isEmpty()) {
            output.setWarningMessage(String.join(" ", sampling.warnings()));
        }
    }
}
