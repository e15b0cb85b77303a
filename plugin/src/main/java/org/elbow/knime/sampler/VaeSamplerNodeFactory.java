package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.elbow.explore.CodeSequence;
import org.elbow.explore.Interpolation;
import org.elbow.explore.LatentTraversal;
import org.elbow.explore.PriorSamples;
import org.elbow.knime.NodeTask;
import org.elbow.knime.ViewPage;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
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

/** The VAE Sampler: rows that a model makes of codes, and how they change with the code. */
public final class VaeSamplerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int TABLE_PORT = 1;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Sampler") //
        .icon("vae-sampler.png") //
        .shortDescription("Makes new rows with a variational auto-encoder, and shows what its code stands for.") //
        .fullDescription("""
            <p>A variational auto-encoder is a generative model: it turns any code into a row. This node chooses codes, has the \
            model decode them, and gives the rows in the columns that the model was trained on, with their names, types and \
            units: images, vectors, numbers, nominal values.</p>
            <ul>
            <li><b>Samples from the prior</b> are new rows, like those of the training table but none of them: for synthetic \
            tables, or to see what the model has learned.</li>
            <li><b>Reconstructions</b> are rows of a table as the model makes them again, from the mean of their code or from draws \
            of it, which show how sure the model is.</li>
            <li><b>Interpolations</b> lead from one row of a table to another by way of the code.</li>
            <li><b>Latent traversals</b> change one dimension of the code at a time, and show what it stands for.</li>
            <li><b>Jacobian columns</b> tell the same by derivatives: what changes, and by how much, when a dimension begins to \
            grow. The derivative of a number or of an element of a vector is in its column's own unit per unit of the code. A \
            nominal column becomes a column for each category, with the derivative of its probability; together they are 0. An \
            image becomes an image in which medium grey (128) is no change, white (255) the largest derivative of all rows and \
            black (1) its negative; that largest derivative, in shares of full brightness, is given in a column beside it, as are \
            the L1 and L2 norm of each derivative in the units in which the model sees the columns, that is after scaling.</li>
            </ul>
            <p>The same seed gives the same rows, and a row does not depend on how many are made. Rows of the table with missing, \
            NaN or infinite values are not used and counted in a warning, unless the model imputes what is missing. Rows are \
            written as they are made, so there can be any number of them.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The trained variational auto-encoder.", VaePortObject.TYPE) //
            .addInputPort("Table", """
                Rows with the columns that the model was trained on: to reconstruct, to interpolate between, to look around, or to \
                find the active dimensions of the code by. Not needed for samples from the prior, nor around its mean.
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
        final List<String> warnings = new ArrayList<>();
        if (table != null && !parameters.needsTable()) {
            warnings.add("A table is connected, but not used: " + (parameters.hasCentres()
                ? "the dimensions are changed around the prior's mean." : "samples from the prior need none."));
        }
        try (SourceRows rows = parameters.needsTable() ? SourceRows.read(table, port.model(), parameters.m_workers,
            progress.part(0, 0.3)) : null) {
            if (rows != null) {
                rows.warning().ifPresent(warnings::add);
            }
            write(input.getExecutionContext(), output, parameters, port.model(), rows, warnings,
                progress.part(rows == null ? 0 : 0.3, 1));
        }
        if (!warnings.isEmpty()) {
            output.setWarningMessage(String.join(" ", warnings));
        }
    }

    private static void write(final ExecutionContext exec, final ExecuteOutput output, final VaeSamplerParameters parameters,
        final VaeModel model, final SourceRows rows, final List<String> warnings, final Progress progress) {
        final SamplerColumns columns = new SamplerColumns(parameters, VaePortObjectSpec.of(model));
        try (SamplerView view = new SamplerView(exec, columns, parameters.m_mode, model.encoding().width())) {
            if (parameters.m_mode == SamplerMode.JACOBIAN) {
                output.setOutData(0, new JacobianTable(columns, model, centres(parameters, model, rows),
                    dimensions(parameters, model, rows)).create(exec, keys(parameters, rows), view, progress));
            } else {
                final Plan plan = plan(parameters, model, rows, warnings);
                final SamplesTable samples = new SamplesTable(parameters, columns);
                output.setOutData(0, samples.create(exec, model, plan.codes(), plan.labels(),
                    parameters.m_mode == SamplerMode.RECONSTRUCTIONS ? rows.features() : null, view, progress));
                if (samples.missing() > 0) {
                    warnings.add(samples.missing() + (samples.missing() == 1 ? " row has" : " rows have") + " values beyond the "
                        + "range of numbers, which are missing therefore. Look for extreme codes and values.");
                }
            }
            output.setInternalData(view.finish());
        }
    }

    /** Codes, and what the rows are that they become. */
    private record Plan(CodeSequence codes, RowLabels labels) {
    }

    private static Plan plan(final VaeSamplerParameters parameters, final VaeModel model, final SourceRows rows,
        final List<String> warnings) {
        return switch (parameters.m_mode) {
            case RECONSTRUCTIONS -> new Plan(parameters.drawsCodes() ? rows.draws(parameters.m_draws, parameters.m_seed)
                : rows.means(rows.size()), RowLabels.reconstructions(rows::key, parameters.draws(), parameters.drawsCodes()));
            case INTERPOLATIONS -> {
                rows.require(2, "Interpolation goes from row to row, so it needs at least two rows");
                final CodeSequence ends = rows.means(parameters.m_rows);
                final Interpolation interpolation = new Interpolation(ends, parameters.interpolation());
                final int last = interpolation.firstRow(interpolation.pairs() - 1) + 1;
                if (last < ends.size() - 1) {
                    warnings.add("The row \"" + rows.key(last + 1) + "\" is left out, as there is none to pair it with.");
                }
                yield new Plan(interpolation, RowLabels.interpolation(interpolation, parameters.m_steps, rows::key));
            }
            case TRAVERSALS -> {
                final LatentTraversal traversal = new LatentTraversal(centres(parameters, model, rows),
                    dimensions(parameters, model, rows), parameters.traversal());
                yield new Plan(traversal, RowLabels.traversal(traversal, parameters.traversal(), keys(parameters, rows)));
            }
            default -> new Plan(new PriorSamples(model.architecture().latent(), parameters.samples()), RowLabels.samples());
        };
    }

    private static CodeSequence centres(final VaeSamplerParameters parameters, final VaeModel model, final SourceRows rows) {
        if (!parameters.centresAreRows()) {
            return CodeSequence.priorMean(model.architecture().latent());
        }
        rows.require(1, "Codes are changed around rows of the table");
        return rows.means(parameters.m_rows);
    }

    private static int[] dimensions(final VaeSamplerParameters parameters, final VaeModel model, final SourceRows rows) {
        return parameters.findsDimensions() ? rows.mostActive(parameters.m_mostActive)
            : parameters.dimensions(model.architecture().latent());
    }

    private static IntFunction<String> keys(final VaeSamplerParameters parameters, final SourceRows rows) {
        return parameters.centresAreRows() ? rows::key : null;
    }
}
