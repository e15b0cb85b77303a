package org.elbow.knime.hamiltonian;

import java.util.ArrayList;
import java.util.List;

import org.elbow.hamiltonian.HamiltonianChain;
import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.HamiltonianSampler;
import org.elbow.hamiltonian.PosteriorSamples;
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

/** The HVAE Sampler: likelihoods and posterior samples of rows by Hamiltonian dynamics. */
public final class HvaeSamplerNodeFactory extends DefaultNodeFactory {

    private static final int MODEL_PORT = 0;

    private static final int TABLE_PORT = 1;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("HVAE Sampler") //
        .icon("hvae-sampler.png") //
        .shortDescription("Estimates likelihoods and samples codes of rows by Hamiltonian dynamics.") //
        .fullDescription("""
            <p>Tells how likely each row is under a variational auto-encoder, and which codes it may have. The encoder of a \
            variational auto-encoder only approximates a row's codes; Hamiltonian dynamics move its draws along the gradient of \
            the decoder's likelihood to where they explain the row better (Caterini, Doucet and Sejdinovic 2018).</p>
            <ul>
            <li><b>Likelihoods</b> are estimated twice by the same draws: by the encoder alone (importance weighting, IWAE), and \
            after Hamiltonian dynamics (Hamiltonian importance sampling). Both estimates of the likelihood are unbiased; \
            of its logarithm, both are lower bounds in expectation, and the larger one is closer. Standard errors are by the \
            delta method over the weights; they are too small where the effective sample size (ESS) is near 1.</li>
            <li><b>Bounds</b> are the mean log weights: the ELBO for the encoder, and what a Hamiltonian VAE is trained on for \
            the dynamics.</li>
            <li><b>Posterior samples</b> are the codes that the dynamics come to, with their weights or, from Markov chains \
            (Hamiltonian Monte Carlo with Metropolis' correction), of equal weight, with means and credible intervals.</li>
            </ul>
            <p>Models that the VAE Learner trained with Hamiltonian dynamics bring the number of steps, step sizes and tempering \
            with them; for others the dialog sets them. A row whose dynamics diverge, since the steps are too large for it, gets \
            missing cells, says so in the column <tt>Status</tt>, and is counted in a warning. Rows with missing, NaN or \
            infinite values are skipped and counted, unless the model imputes missing numbers.</p>
            <p>A row's numbers depend on the seed and the row itself, not on the other rows. All values are in nats.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The variational auto-encoder, trained with or without Hamiltonian dynamics.",
                VaePortObject.TYPE) //
            .addInputTable("Table", "The rows to sample, with the columns that the model was trained on.") //
            .addOutputTable("Estimates", """
                The input table with the estimates of the log-likelihood, their standard errors, effective sample sizes, bounds, \
                the mean absolute change of the energy along a trajectory, and a status. With Markov chains also the mean and \
                the credible interval of each code, the acceptance rate and R-hat.
                """) //
            .addOutputTable("Posterior samples", """
                A row for each sample: the row that it belongs to, its number, its log weight, its code and, if chosen, what the \
                decoder makes of it. Weights count relative to those of the same row; samples of Markov chains have none.
                """) //
            .addOutputTable("Summary", """
                Mean bounds and negative log-likelihoods (NLL) of the encoder and of the Hamiltonian estimate with their \
                standard errors over the rows, the error that sampling adds, the gain of the dynamics, and the dynamics \
                themselves: steps, step sizes, cooling, energy errors, acceptance.
                """)) //
        .model(model -> model //
            .parametersClass(HvaeSamplerParameters.class) //
            .configure(HvaeSamplerNodeFactory::configure) //
            .execute(HvaeSamplerNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                How much higher the Hamiltonian estimates are than the encoder's: means with standard errors, and how the gain \
                is distributed over the rows. With Markov chains also their acceptance rates.
                """) //
            .page(page -> page.fromString(() -> ViewPage.html(HvaeSamplerNodeFactory.class, "gain.js"))
                .relativePath("gain.html")) //
            .initialData(data -> data.data(input -> GainView.data(input.getInternalTables()[0],
                input.getInternalTables()[1])))) //
        .addExternalResource("https://arxiv.org/abs/1805.11328",
            "Caterini, Doucet, Sejdinovic: Hamiltonian Variational Auto-Encoder (2018)") //
        .addExternalResource("https://arxiv.org/abs/1509.00519",
            "Burda, Grosse, Salakhutdinov: Importance Weighted Autoencoders (2016)") //
        .addExternalResource("https://arxiv.org/abs/1206.1901", "Neal: MCMC using Hamiltonian dynamics (2011)") //
        .nodeType(NodeType.Predictor) //
        .keywords("Hamiltonian", "HVAE", "posterior", "MCMC", "HMC", "Monte Carlo", "log-likelihood", "importance sampling",
            "IWAE", "credible interval", "variational auto-encoder", "VAE");

    /** Creates the factory; KNIME calls this. */
    public HvaeSamplerNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final HvaeSamplerParameters parameters = input.getParameters();
        final VaePortObjectSpec model = input.getInPortSpec(MODEL_PORT);
        final DataTableSpec table = input.getInTableSpec(TABLE_PORT);
        FeatureColumns.requireAll(table, model.columns());
        output.setOutSpec(0, new EstimatesTable(parameters, model.latent(), table).columns().outputSpec());
        output.setOutSpec(1, new SamplesTable(parameters, model, table).spec());
        output.setOutSpec(2, SamplingSummary.spec());
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> sample(input, output, progress));
    }

    private static void sample(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, CanceledExecutionException {
        final HvaeSamplerParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(MODEL_PORT);
        final VaeModel model = port.model();
        final BufferedDataTable table = input.getInTable(TABLE_PORT);
        final ExecutionContext exec = input.getExecutionContext();
        final double chainsBegin = parameters.m_markovChains ? 0.3 : 0.85;
        try (AppliedRows rows = AppliedRows.encode(table, model, parameters.m_storage.storage(), progress.part(0, 0.05));
                HamiltonianEstimates estimates = HamiltonianSampler.estimate(model, rows.matrix(), parameters.sampler(),
                    progress.part(0.05, chainsBegin));
                PosteriorSamples chains = parameters.m_markovChains ? HamiltonianChain.sample(model, rows.matrix(),
                    parameters.chains(), progress.part(chainsBegin, 0.85)) : null) {
            final EstimatesTable estimated = new EstimatesTable(parameters, port.getSpec().latent(), table.getDataTableSpec());
            final BufferedDataTable samples = new SamplesTable(parameters, VaePortObjectSpec.of(model),
                table.getDataTableSpec()).create(exec, model, table, rows, estimates, chains, progress.part(0.85, 0.95));
            final BufferedDataTable summary = SamplingSummary.create(exec, estimates, parameters.m_samples, chains,
                parameters.m_chains * parameters.m_draws, rows.skipped());
            output.setOutData(0, exec.createColumnRearrangeTable(table,
                estimated.columns().rearranger(estimated.cells(rows, estimates, chains)), exec.createSubProgress(0.05)));
            output.setOutData(1, samples);
            output.setOutData(2, summary);
            output.setInternalData(GainView.histograms(exec, estimates, chains), summary);
            final List<String> warnings = new ArrayList<>();
            rows.warning("table").ifPresent(warnings::add);
            SamplingWarnings.ofTrajectories(estimates, parameters.m_tune).ifPresent(warnings::add);
            if (chains != null) {
                SamplingWarnings.ofChains(chains, estimates.learned(), parameters.m_tuneChains).ifPresent(warnings::add);
            }
            if (!warnings.isEmpty()) {
                output.setWarningMessage(String.join(" ", warnings));
            }
        }
    }
}
