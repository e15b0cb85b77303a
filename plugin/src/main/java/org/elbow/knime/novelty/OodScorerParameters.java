package org.elbow.knime.novelty;

import org.elbow.knime.NodeTask;
import org.elbow.knime.table.Labels;
import org.elbow.novelty.ColumnRepairOptions;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.novelty.RegretVariant;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the OOD Scorer. */
@LoadDefaultsForAbsentFields
final class OodScorerParameters implements NodeParameters {

    /** The index of the port of the table to be scored. */
    static final int TABLE_PORT = 1;

    /** Where the threshold comes from if no reference table is connected. */
    enum WithoutReference {

        /** No threshold, no flags. */
        @Label(value = "Do not flag", description = "Only scores are given.")
        NO_FLAGS,

        /** This table's own scores. */
        @Label(value = "Quantile of this table", description = "The quantile of this table's own scores: flags a fixed share "
            + "of its rows, whether they are novel or not.")
        OWN_QUANTILE
    }

    @Section(title = "Scores")
    interface ScoresSection {
    }

    @Section(title = "Threshold", description = "From which score on a row is flagged as novel.")
    @After(ScoresSection.class)
    interface ThresholdSection {
    }

    @Section(title = "Evaluation", description = "How well the scores tell rows apart that are known to be novel or not.")
    @After(ThresholdSection.class)
    interface EvaluationSection {
    }

    @Section(title = "Explanation", description = "Which columns make a row improbable.")
    @After(EvaluationSection.class)
    interface ExplanationSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(ExplanationSection.class)
    interface ComputationSection {
    }

    static final class Evaluates implements BooleanReference {
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "Likelihood regret", description = """
            How much the evidence lower bound (ELBO) of a row rises when its code is optimised for this row alone, with the \
            decoder fixed. Rows like those of the training have good codes already; others gain much. Unlike the likelihood, \
            it is not fooled by rows that are merely simple.
            """)
    @ValueReference(ScoreConditions.Regret.class)
    @Layout(ScoresSection.class)
    boolean m_likelihoodRegret = true;

    @Widget(title = "Iterations", description = "Steps of the optimisation for each row.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = ScoreConditions.Regret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_iterations = 100;

    @Widget(title = "Learning rate", description = "Step size of the optimisation for each row.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ScoreConditions.Regret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    double m_learningRate = 0.05;

    @Widget(title = "Likelihood regret by tuning the encoder", description = """
            The same in the form of the paper: not the code alone, but a copy of the whole encoder is tuned for each row. Takes \
            many times longer; after the first rows the progress message tells how long.
            """)
    @ValueReference(ScoreConditions.EncoderRegret.class)
    @Layout(ScoresSection.class)
    boolean m_encoderRegret = false;

    @Widget(title = "Iterations for the encoder", description = "Steps of the tuning for each row; 100 in the paper.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = ScoreConditions.EncoderRegret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_encoderIterations = 100;

    @Widget(title = "Learning rate for the encoder", description = "Step size of the tuning for each row; 0.0002 in the paper.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ScoreConditions.EncoderRegret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    double m_encoderLearningRate = 2e-4;

    @Widget(title = "Bound for the regret", description = "Which bound of the likelihood is compared before and after.")
    @Advanced
    @ValueSwitchWidget
    @Effect(predicate = ScoreConditions.AnyRegret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    RegretBound m_regretBound = RegretBound.ELBO;

    @Widget(title = "Draws for the bound", description = """
            Draws of the code over which the bound before and after the optimisation is taken; more make the score less noisy.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ScoreConditions.AnyRegret.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_regretSamples = 20;

    @Widget(title = "Negative log-likelihood", description = """
            Minus the logarithm of the row's probability under the model, estimated by importance sampling, in nats.
            """)
    @ValueReference(ScoreConditions.Likelihood.class)
    @Layout(ScoresSection.class)
    boolean m_negativeLogLikelihood = true;

    @Widget(title = "Likelihood ratio", description = """
            How much more likely the row is under a background model than under the model, in nats. The background model, which \
            has to be connected, learned from the same rows with random values in them (VAE Learner, perturbation rate), and so \
            only what all rows have in common. That cancels, be it likely or not, and what makes a row ordinary remains.
            """)
    @ValueReference(ScoreConditions.Ratio.class)
    @Layout(ScoresSection.class)
    boolean m_likelihoodRatio = false;

    @Widget(title = "Input complexity", description = """
            The bits per value that the model needs for the row, minus those that a lossless compressor needs: PNG for images, \
            DEFLATE for all other columns. Simple rows have a high likelihood under any model; the compressor makes up for it. \
            Numbers are rounded to 256 levels between −4 and 4 standard deviations, or between minimum and maximum. Images \
            call for a model with categorical pixels: to the Bernoulli likelihood grey is a shade between black and white, \
            worth a bit at most, so that complex images score low, whether they are novel or not.
            """)
    @ValueReference(ScoreConditions.Complexity.class)
    @Layout(ScoresSection.class)
    boolean m_inputComplexity = false;

    @Widget(title = "Importance samples", description = """
            Draws of the code for each row; more bring the estimate of the likelihood closer to the true one.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ScoreConditions.AnyLikelihood.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    int m_importanceSamples = 100;

    @Widget(title = "Quantile", description = """
            Rows that score higher than this quantile of the reference table's scores are flagged as novel. With 0.95 about \
            5 % of ordinary rows are flagged by mistake.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(ThresholdSection.class)
    double m_quantile = 0.95;

    @Widget(title = "Without a reference table", description = "What to do if no reference table is connected.")
    @ValueSwitchWidget
    @Layout(ThresholdSection.class)
    WithoutReference m_withoutReference = WithoutReference.NO_FLAGS;

    @Widget(title = "Append p-values", description = """
            With a reference table: for each score, the share of ordinary rows that score at least as high, counted over the \
            reference rows and the row itself. An ordinary row has a p-value of at most 0.05 in at most 5 % of cases.
            """)
    @Layout(ThresholdSection.class)
    boolean m_pValues = false;

    @Widget(title = "Compare with known labels", description = """
            Measures how well each score ranks novel rows above the others, by a column that tells which rows are novel: \
            ROC-AUC, average precision, and the false positive rate at 95 % true positives in the summary, and the curves behind \
            them.
            """)
    @ValueReference(Evaluates.class)
    @Layout(EvaluationSection.class)
    boolean m_evaluate = false;

    @Widget(title = "Label column", description = """
            The column that tells which rows are novel. Rows whose label is missing are left out of the comparison.
            """)
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = Evaluates.class, type = EffectType.SHOW)
    @Layout(EvaluationSection.class)
    String m_labelColumn = "";

    @Widget(title = "Labels that mean novel", description = """
            The label, or several with commas between them, of the rows that are novel; all other labels mean ordinary.
            """)
    @TextInputWidget(placeholder = "for instance novel, unknown")
    @Effect(predicate = Evaluates.class, type = EffectType.SHOW)
    @Layout(EvaluationSection.class)
    String m_novelLabels = "novel";

    @Layout(ExplanationSection.class)
    ExplanationParameters m_explanation = new ExplanationParameters();

    @Widget(title = "Seed", description = "Seed of all draws. Rows with the same content get the same draws.")
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    OodScorerParameters() {
        // the defaults
    }

    /** The defaults for a given input: the last nominal column is proposed as label. */
    OodScorerParameters(final NodeParametersInput input) {
        m_labelColumn = input.getInTableSpec(TABLE_PORT)
            .flatMap(spec -> spec.stream().filter(column -> column.getType().isCompatible(NominalValue.class))
                .reduce((first, second) -> second))
            .map(DataColumnSpec::getName).orElse("");
    }

    ImportanceSamplingOptions importanceSampling() {
        return new ImportanceSamplingOptions(m_importanceSamples, m_seed, m_workers);
    }

    ColumnRepairOptions repair() {
        return ColumnRepairOptions.defaults(importanceSampling());
    }

    LikelihoodRegretOptions regret(final RegretVariant variant) {
        final boolean tunes = variant == RegretVariant.ENCODER;
        return new LikelihoodRegretOptions(tunes ? m_encoderIterations : m_iterations,
            tunes ? m_encoderLearningRate : m_learningRate, m_regretSamples, m_seed, m_workers, m_regretBound.bound(), variant);
    }

    /** The labels that mean novel; at least one. */
    Labels novelLabels() {
        return Labels.of(m_novelLabels);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (ScoreKind.chosen(this).isEmpty()) {
            throw new InvalidSettingsException("No score is chosen. Choose at least one, for instance likelihood regret.");
        }
        NodeTask.checked(this::importanceSampling);
        if (m_likelihoodRegret) {
            NodeTask.checked(() -> regret(RegretVariant.POSTERIOR));
        }
        if (m_encoderRegret) {
            NodeTask.checked(() -> regret(RegretVariant.ENCODER));
        }
        if (!(m_quantile >= 0 && m_quantile <= 1)) {
            throw new InvalidSettingsException("The quantile of the threshold is " + m_quantile
                + "; it must be between 0 and 1.");
        }
        m_explanation.validate();
        if (m_evaluate && novelLabels().isEmpty()) {
            throw new InvalidSettingsException("No label is named that means novel. Name at least one, or do not compare "
                + "with known labels.");
        }
    }
}
