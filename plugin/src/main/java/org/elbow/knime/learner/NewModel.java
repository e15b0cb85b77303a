package org.elbow.knime.learner;

import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.knime.NodeTask;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingResult;
import org.elbow.vae.VaeStructure;
import org.elbow.vae.VaeTrainer;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** A new model, whose encoding, networks and likelihood follow from the settings and the table. */
final class NewModel implements Learning {

    private final VaeLearnerParameters parameters;

    private final DataTableSpec table;

    private final LearningPlan plan;

    /** @throws InvalidSettingsException if the settings do not go with the table */
    NewModel(final VaeLearnerParameters parameters, final DataTableSpec table) throws InvalidSettingsException {
        this.parameters = parameters;
        this.table = table;
        plan = new LearningPlan(parameters, table);
    }

    @Override
    public List<FeatureColumn> columns() {
        return plan.columns();
    }

    @Override
    public VaePortObjectSpec announced() throws InvalidSettingsException {
        return new VaePortObjectSpec(plan.columns(), parameters.m_latent, plan.likelihoodInWords(),
            NodeTask.checked(() -> LearnerObjective.inWords(parameters)), CheckpointSize.announced(parameters));
    }

    @Override
    public TrainingRows rows(final BufferedDataTable rows, final Progress progress) {
        return TrainingRows.encode(rows, plan.features(), parameters.m_missingValues.policy(), parameters.m_storage.storage(),
            progress);
    }

    @Override
    public TrainingResult train(final TrainingRows rows, final Progress progress) {
        final FeatureEncoding encoding = rows.encoding();
        final LikelihoodSpec likelihood = plan.likelihood(encoding);
        final Architecture architecture = plan.architecture(encoding, likelihood);
        final TrainingOptions options = parameters.trainingOptions(plan.columns(), rows.matrix().rows());
        CheckpointSize.requireRoom(options, new VaeStructure(architecture, likelihood).parameterCount(), rows.matrix().rows(),
            Runtime.getRuntime().maxMemory());
        return VaeTrainer.train(rows.matrix(), encoding, architecture, likelihood,
            LearnerObjective.of(parameters, encoding, likelihood, rows.matrix()), options, progress);
    }

    @Override
    public List<String> warnings(final TrainingRows rows) {
        return parameters.leftOutColumns(table).stream().toList();
    }
}
