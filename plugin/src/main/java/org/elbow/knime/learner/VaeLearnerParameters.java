package org.elbow.knime.learner;

import java.util.List;
import java.util.Optional;

import org.elbow.knime.NodeTask;
import org.elbow.knime.learner.LearnerDialog.AtMostOne;
import org.elbow.knime.learner.LearnerDialog.CheckpointsReference;
import org.elbow.knime.learner.LearnerDialog.ConsistencySection;
import org.elbow.knime.learner.LearnerDialog.FeatureSelectionReference;
import org.elbow.knime.learner.LearnerDialog.FeaturesSection;
import org.elbow.knime.learner.LearnerDialog.HamiltonianSection;
import org.elbow.knime.learner.LearnerDialog.HasDenseNetworks;
import org.elbow.knime.learner.LearnerDialog.JacobianSection;
import org.elbow.knime.learner.LearnerDialog.KeepsCheckpointsBySteps;
import org.elbow.knime.learner.LearnerDialog.LargestCode;
import org.elbow.knime.learner.LearnerDialog.LargestShare;
import org.elbow.knime.learner.LearnerDialog.LearnsANewModel;
import org.elbow.knime.learner.LearnerDialog.NetworksReference;
import org.elbow.knime.learner.LearnerDialog.NetworksSection;
import org.elbow.knime.learner.LearnerDialog.SelectsColumns;
import org.elbow.knime.learner.LearnerDialog.SpreadsCheckpoints;
import org.elbow.knime.learner.LearnerDialog.TrainingSection;
import org.elbow.knime.learner.LearnerDialog.UsableColumns;
import org.elbow.knime.learner.LearnerDialog.UsesNominalColumns;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.StorageParameters;
import org.elbow.vae.TrainingOptions;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the VAE Learner. */
@LoadDefaultsForAbsentFields
final class VaeLearnerParameters implements NodeParameters {

    /** The optional input port of a model to continue from. */
    static final int MODEL_PORT = 1;

    static final int LARGEST_CODE = 4096;

    @Widget(title = "Feature columns", description = "How the columns are chosen that the model learns from.")
    @ValueSwitchWidget
    @ValueReference(FeatureSelectionReference.class)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(FeaturesSection.class)
    FeatureSelection m_featureSelection = FeatureSelection.AUTOMATIC;

    @Widget(title = "Nominal columns", description = """
            Whether columns of strings can be features, too: the model learns how probable each of their values is. With \
            automatic feature columns, those with 2 to 50 values are taken beside numbers, and only where KNIME knows the values \
            (the Domain Calculator finds them), so that names and identifiers stay out; a warning says which. Others can be \
            selected, up to 1000 values. Mind that a column of class labels beside numbers would be learned from as well.
            """)
    @ValueReference(UsesNominalColumns.class)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(FeaturesSection.class)
    boolean m_nominalColumns = false;

    @Widget(title = "Selected columns", description = """
            The columns that the model learns from: numbers, double vectors or lists of numbers, PNG images, and strings if \
            nominal columns are switched on, in any mix. All vectors of a column must have one length, all images one size, \
            unless they are resized.
            """)
    @ColumnFilterWidget(choicesProvider = UsableColumns.class)
    @Effect(predicate = SelectsColumns.class, type = EffectType.SHOW)
    @Layout(FeaturesSection.class)
    ColumnFilter m_features = new ColumnFilter();

    @Widget(title = "Scaling of numbers", description = """
            What numbers and vectors are scaled to before the network sees them. The scale is taken from this table, kept in \
            the model, and undone in reconstructions. Pixels are always divided by 255.
            """)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(FeaturesSection.class)
    ScalingChoice m_scaling = ScalingChoice.AUTOMATIC;

    @Widget(title = "Missing values", description = "What becomes of rows in which a feature is missing.")
    @ValueSwitchWidget
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(FeaturesSection.class)
    MissingChoice m_missingValues = MissingChoice.FAIL;

    @Layout(FeaturesSection.class)
    ValueParameters m_values = new ValueParameters();

    @Widget(title = "Likelihood", description = """
            How a row is distributed around its reconstruction. With <i>automatic</i>, a table with images and numbers mixes \
            both kinds column by column. Nominal columns always have a probability for each of their values.
            """)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(NetworksSection.class)
    LikelihoodChoice m_likelihood = LikelihoodChoice.AUTOMATIC;

    @Widget(title = "Networks", description = "What encoder and decoder are made of.")
    @ValueSwitchWidget
    @ValueReference(NetworksReference.class)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(NetworksSection.class)
    NetworkChoice m_networks = NetworkChoice.DENSE;

    @Widget(title = "Latent dimensions", description = """
            The length of the code that a row is squeezed into. More dimensions reconstruct better; dimensions that do not \
            pay are left unused by the model.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestCode.class)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(NetworksSection.class)
    int m_latent = 16;

    @Widget(title = "Hidden layers", description = """
            The sizes of the encoder's hidden layers, first to last, with commas between them, for instance <tt>512, 256</tt>. \
            The decoder has the same layers in reverse. Blank for none, which makes the model linear.
            """)
    @TextInputWidget(placeholder = "for instance 512, 256")
    @Effect(predicate = HasDenseNetworks.class, type = EffectType.SHOW)
    @Layout(NetworksSection.class)
    String m_hiddenLayers = "512, 256";

    @Widget(title = "Activation", description = "The function that is applied to the outputs of the hidden layers.")
    @Advanced
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    @Layout(NetworksSection.class)
    ActivationChoice m_activation = ActivationChoice.RELU;

    @Widget(title = "Epochs", description = """
            How often training goes through the rows at most. 0 for automatic: 20 if there are images among the features; \
            otherwise as many as make 5000 steps, at least 20 and at most 200, since small tables have few batches.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    int m_epochs = 0;

    @Widget(title = "Batch size", description = "Rows per step of training.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 128;

    @Widget(title = "Learning rate", description = "Step size of the optimiser. Lower it if the loss jumps.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Layout(TrainingSection.class)
    double m_learningRate = 1e-3;

    @Layout(TrainingSection.class)
    OptimiserParameters m_optimiser = new OptimiserParameters();

    @Widget(title = "Weight of the KL term (β)", description = """
            1 trains on the evidence lower bound (ELBO). Above 1 the code is pressed harder towards the prior: \
            reconstructions blur, but single code dimensions tend to stand for single factors (β-VAE).
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    double m_beta = 1;

    @Widget(title = "KL warm-up epochs", description = """
            Epochs over which the weight of the KL term grows from 0 to β. A warm-up keeps code dimensions from being given \
            up early. 0 for none.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    int m_betaWarmUpEpochs = 0;

    @Widget(title = "Validation share", description = """
            Share of the rows that is kept out of training to measure the loss on. If there is one, the weights of the epoch \
            with the lowest validation loss are returned. 0 for none.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestShare.class)
    @Layout(TrainingSection.class)
    double m_validationShare = 0.1;

    @Widget(title = "Early stopping patience", description = """
            Training ends after this many epochs without a lower validation loss. 0 goes on to the last epoch. Needs a \
            validation share.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    int m_earlyStoppingPatience = 0;

    @Widget(title = "Checkpoints are kept", description = """
            When copies of the weights are kept in the model. Methods that ask which training rows shaped the model need some. \
            Each is as large as the model: 4 bytes for each weight.
            """)
    @Advanced
    @ValueSwitchWidget
    @ValueReference(CheckpointsReference.class)
    @Layout(TrainingSection.class)
    CheckpointChoice m_checkpointChoice = CheckpointChoice.SPREAD;

    @Widget(title = "Steps between checkpoints", description = """
            After how many steps each a copy of the weights is kept. A step takes one batch of rows.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = KeepsCheckpointsBySteps.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    int m_checkpointEverySteps = 1000;

    @Widget(title = "Checkpoints", description = """
            How many copies of the weights from the course of training are kept in the model, evenly spread. 0 for none.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = SpreadsCheckpoints.class, type = EffectType.SHOW)
    @Layout(TrainingSection.class)
    int m_checkpoints = 0;

    @Widget(title = "Background model: perturbation rate", description = """
            Above 0 the model becomes a background model for the likelihood ratio score of the OOD Scorer: in every training \
            step each value is replaced by a random one with this probability (Ren et al. 2019; 0.1 to 0.3 are usual). It \
            learns what all rows have in common, but not what makes a row ordinary. Otherwise train it as the model that it \
            is to be compared with. 0 for an ordinary model.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(TrainingSection.class)
    double m_perturbationRate = 0;

    @Widget(title = "Seed", description = """
            Seed of the initial weights, the order of the rows and the noise. The same seed with the same number of worker \
            threads gives the same model.
            """)
    @Layout(TrainingSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to train with; 0 for one per processor.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    int m_workers = 0;

    @Layout(TrainingSection.class)
    StorageParameters m_storage = new StorageParameters();

    @Layout(HamiltonianSection.class)
    HamiltonianParameters m_hamiltonian = new HamiltonianParameters();

    @Layout(JacobianSection.class)
    JacobianParameters m_jacobian = new JacobianParameters();

    @Layout(ConsistencySection.class)
    ConsistencyParameters m_consistency = new ConsistencyParameters();

    /** What settings mean that were saved by a version without some of them. */
    VaeLearnerParameters() {
        // the values above
    }

    /**
     * The defaults of a fresh node, which takes tables as they come: nominal columns are learned from, missing values imputed.
     * The columns that are chosen automatically stand in the column filter.
     */
    VaeLearnerParameters(final NodeParametersInput input) {
        m_nominalColumns = true;
        m_missingValues = MissingChoice.IMPUTE_MEAN;
        m_features = new ColumnFilter(input.getInTableSpec(0).map(spec -> FeatureColumns.automatic(spec, true)).orElse(List.of())
            .stream().map(FeatureColumn::name).toArray(String[]::new));
    }

    /** The columns that the model learns from. */
    List<FeatureColumn> featureColumns(final DataTableSpec spec) throws InvalidSettingsException {
        if (m_featureSelection == FeatureSelection.AUTOMATIC) {
            return FeatureColumns.requireAutomatic(spec, m_nominalColumns);
        }
        final List<DataColumnSpec> offered = LearnerDialog.offered(spec, m_nominalColumns);
        for (final String lost : m_features.getMissingSelected(offered)) {
            FeatureColumns.named(spec, lost);
            throw new InvalidSettingsException("Column \"" + lost + "\" is selected as a feature, but it is nominal, and nominal "
                + "columns are switched off. Switch them on, or exclude the column.");
        }
        return FeatureColumns.named(spec, m_features.filter(offered));
    }

    /** What the user should know about columns that were not chosen automatically. */
    Optional<String> leftOutColumns(final DataTableSpec spec) {
        return m_featureSelection == FeatureSelection.AUTOMATIC ? FeatureColumns.leftOut(spec, m_nominalColumns)
            : Optional.empty();
    }

    /** How the model is trained on so many rows. */
    TrainingOptions trainingOptions(final List<FeatureColumn> columns, final int rows) {
        final boolean hasImages = columns.stream().anyMatch(column -> column.kind() == FeatureKind.IMAGE);
        return m_epochs != 0 || hasImages ? trainingOptions() : trainingOptions().withEpochsFor(rows);
    }

    /** How the model is trained, but for the number of epochs, if that is automatic. */
    TrainingOptions trainingOptions() {
        final int epochs = m_epochs == 0 ? TrainingOptions.FEWEST_EPOCHS : m_epochs;
        final TrainingOptions options = new TrainingOptions(epochs, m_batchSize, m_learningRate, m_beta, m_betaWarmUpEpochs,
            m_validationShare, m_earlyStoppingPatience, 0, m_seed, m_workers, m_optimiser.options());
        return switch (m_checkpointChoice) {
            case SPREAD -> options.withCheckpoints(m_checkpoints);
            case EVERY_STEPS -> options.withCheckpointEverySteps(m_checkpointEverySteps);
            case LAST -> options.withCheckpoints(1);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_epochs < 0) {
            throw new InvalidSettingsException("The number of epochs is " + m_epochs
                + "; it must be at least 1, or 0 for automatic.");
        }
        LearnerObjective.check(this);
        m_values.validate();
        NodeTask.checked(m_storage::storage);
        if (m_networks == NetworkChoice.DENSE) {
            NodeTask.checked(() -> HiddenLayers.parse(m_hiddenLayers));
        }
        if (m_latent < 1 || m_latent > LARGEST_CODE) {
            throw new InvalidSettingsException("The number of latent dimensions is " + m_latent
                + "; it must be between 1 and " + LARGEST_CODE + ".");
        }
    }
}
