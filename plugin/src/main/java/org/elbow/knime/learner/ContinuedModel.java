package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.elbow.hamiltonian.SamplerDynamics;
import org.elbow.knime.NodeTask;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Progress;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingResult;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** A model that is trained on: it keeps its encoding, networks and likelihood, and the settings for these are not looked at. */
final class ContinuedModel implements Learning {

    private final VaeLearnerParameters parameters;

    private final VaePortObjectSpec earlier;

    private final VaeModel model;

    /**
     * @param earlier the model's spec
     * @param port the model; {@code null} as long as it is not trained
     * @throws InvalidSettingsException if the table lacks a column of the model or has it in another type
     */
    ContinuedModel(final VaeLearnerParameters parameters, final DataTableSpec table, final VaePortObjectSpec earlier,
        final VaePortObject port) throws InvalidSettingsException {
        this.parameters = parameters;
        this.earlier = earlier;
        this.model = port == null ? null : port.model();
        FeatureColumns.requireAll(table, earlier.columns());
    }

    @Override
    public List<FeatureColumn> columns() {
        return earlier.columns();
    }

    @Override
    public VaePortObjectSpec announced() throws InvalidSettingsException {
        return new VaePortObjectSpec(earlier.columns(), earlier.latent(), earlier.likelihood(),
            NodeTask.checked(() -> LearnerObjective.inWords(parameters)), CheckpointSize.announced(parameters));
    }

    @Override
    public TrainingRows rows(final BufferedDataTable table, final Progress progress) throws InvalidSettingsException {
        return TrainingRows.encode(table, model, parameters.m_storage.storage(), progress);
    }

    @Override
    public TrainingResult train(final TrainingRows rows, final Progress progress) {
        final TrainingOptions options = parameters.trainingOptions(columns(), rows.matrix().rows());
        CheckpointSize.requireRoom(options, model.parameters().length, rows.matrix().rows(), Runtime.getRuntime().maxMemory());
        return VaeTrainer.continueFrom(model, rows.matrix(),
            LearnerObjective.of(parameters, model.encoding(), model.likelihood(), rows.matrix()), options, progress);
    }

    @Override
    public List<String> warnings(final TrainingRows rows) {
        final List<String> warnings = new ArrayList<>();
        if (SamplerDynamics.areLearnedBy(model) && !parameters.m_hamiltonian.m_enabled) {
            warnings.add("The model to continue from was trained with Hamiltonian dynamics, which are given up here, since they "
                + "are switched off.");
        }
        if (validatesOnTrainedRows(rows)) {
            final TrainingOptions before = model.record().options();
            warnings.add("Some of the rows kept out for validation are rows that the model has been trained on before, so that "
                + "the validation loss is too low. Keep the seed (" + before.seed() + ") and the validation share ("
                + before.validationShare() + ") of the training before.");
        }
        return warnings;
    }

    /** The table is that of the training before, but other rows of it are kept out. */
    private boolean validatesOnTrainedRows(final TrainingRows rows) {
        final TrainingOptions before = model.record().options();
        final TrainingOptions now = parameters.trainingOptions();
        return now.validationShare() > 0 && model.trainingRows().filter(rows.fingerprint()::equals).isPresent()
            && (before.seed() != now.seed() || before.validationShare() < now.validationShare());
    }
}
