package org.elbow.knime.apply;

import org.elbow.knime.NodeTask;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.LikelihoodBound;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.novelty.RegretVariant;
import org.elbow.vae.EvaluationOptions;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of VAE Apply from File. The keys of those that VAE Apply and OOD Scorer have, too, are the same there. */
@LoadDefaultsForAbsentFields
final class VaeFileApplyParameters implements NodeParameters {

    @Section(title = "Model")
    interface ModelSection {
    }

    @Section(title = "Appended columns")
    @After(ModelSection.class)
    interface ColumnsSection {
    }

    @Section(title = "Appended scores", description = "How unlike the training data a row is.")
    @After(ColumnsSection.class)
    interface ScoresSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(ScoresSection.class)
    interface ComputationSection {
    }

    static final class Measures implements BooleanReference {
    }

    static final class Regret implements BooleanReference {
    }

    static final class Likelihood implements BooleanReference {
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "File or folder", description = """
            Path or URL of the model: a file that VAE Writer wrote (<tt>.elbow</tt>), or a folder or zip with \
            <tt>model.json</tt> and <tt>weights.safetensors</tt>. A <tt>knime://</tt> URL is resolved against the workflow, for \
            instance <tt>knime://knime.workflow/data/model.elbow</tt> for a file in its folder <tt>data</tt>. Every executor \
            must find the file there. To set it by a flow variable of type string, use the Flow Variables tab.
            """)
    @TextInputWidget(placeholder = "for instance knime://knime.workflow/data/model.elbow")
    @Layout(ModelSection.class)
    String m_file = "";

    @Widget(title = "Codes", description = """
            Appends <tt>Code 1</tt>, <tt>Code 2</tt>, …: the mean of the row's code in each latent dimension.
            """)
    @Layout(ColumnsSection.class)
    boolean m_codes = true;

    @Widget(title = "Log-variances of the codes", description = """
            Appends <tt>Log-variance 1</tt>, <tt>Log-variance 2</tt>, …: the logarithm of the code's variance in each latent \
            dimension. Near 0 where the model does not use a dimension, clearly negative where it does.
            """)
    @Layout(ColumnsSection.class)
    boolean m_logVariances = false;

    @Widget(title = "Reconstructions", description = """
            Appends each feature column as the model makes it again from the code's mean, in the column's own representation \
            and unit.
            """)
    @Layout(ColumnsSection.class)
    boolean m_reconstructions = true;

    @Widget(title = "ELBO, expected log-likelihood and KL", description = """
            Appends, in nats, the evidence lower bound of the row, the log-likelihood of the row given its code, averaged over \
            draws of the code, and the divergence of the code from the prior.
            """)
    @ValueReference(Measures.class)
    @Layout(ColumnsSection.class)
    boolean m_measures = true;

    @Widget(title = "Likelihood regret", description = """
            Appends how much the evidence lower bound (ELBO) of a row rises when its code is optimised for this row alone, with \
            the decoder fixed: the OOD Scorer's score of that name. Takes many times longer than everything else.
            """)
    @ValueReference(Regret.class)
    @Layout(ScoresSection.class)
    boolean m_likelihoodRegret = false;

    @Widget(title = "Iterations", description = "Steps of the optimisation for each row.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Regret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_iterations = 100;

    @Widget(title = "Learning rate", description = "Step size of the optimisation for each row.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = Regret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    double m_learningRate = 0.05;

    @Widget(title = "Draws for the bound", description = """
            Draws of the code over which the ELBO before and after the optimisation is taken; more make the score less noisy.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Regret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_regretSamples = 20;

    @Widget(title = "Negative log-likelihood", description = """
            Appends minus the logarithm of the row's probability under the model, estimated by importance sampling, in nats.
            """)
    @ValueReference(Likelihood.class)
    @Layout(ScoresSection.class)
    boolean m_negativeLogLikelihood = false;

    @Widget(title = "Importance samples", description = """
            Draws of the code for each row; more bring the estimate of the likelihood closer to the true one.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Likelihood.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_importanceSamples = 100;

    @Widget(title = "Draws per row", description = """
            Draws of the code over which the expected log-likelihood is averaged; more make it less noisy.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Measures.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    int m_samples = 10;

    @Widget(title = "Seed", description = "Seed of all draws. Rows with the same content get the same draws.")
    @Layout(ComputationSection.class)
    long m_seed = 1;

    /** The file as it was entered, if one was. */
    String file() throws InvalidSettingsException {
        if (m_file.isBlank()) {
            throw new InvalidSettingsException("No file is named. Enter the path of a model.");
        }
        return m_file;
    }

    EvaluatedColumns.Kinds kinds() {
        return new EvaluatedColumns.Kinds(m_codes, m_logVariances, m_reconstructions, m_measures);
    }

    /** How many scores are appended behind the other columns. */
    int scores() {
        return (m_likelihoodRegret ? 1 : 0) + (m_negativeLogLikelihood ? 1 : 0);
    }

    EvaluationOptions evaluation() {
        return new EvaluationOptions(m_measures ? m_samples : 1, m_reconstructions, m_seed, 1);
    }

    /** How the likelihood is estimated, or {@code null}. */
    ImportanceSamplingOptions likelihood() {
        return m_negativeLogLikelihood ? new ImportanceSamplingOptions(m_importanceSamples, m_seed, 1) : null;
    }

    /** How the regret is computed, or {@code null}. */
    LikelihoodRegretOptions regret() {
        return m_likelihoodRegret ? new LikelihoodRegretOptions(m_iterations, m_learningRate, m_regretSamples, m_seed, 1,
            LikelihoodBound.ELBO, RegretVariant.POSTERIOR) : null;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::evaluation);
        NodeTask.checked(this::likelihood);
        NodeTask.checked(this::regret);
        if (!m_codes && !m_logVariances && !m_reconstructions && !m_measures && scores() == 0) {
            throw new InvalidSettingsException("No columns are to be appended. Choose at least one kind.");
        }
    }
}
