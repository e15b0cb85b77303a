package org.elbow.knime.disentangle;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.elbow.disentangle.DisentanglementOptions;
import org.elbow.disentangle.DisentanglementScore;
import org.elbow.disentangle.Factors;
import org.elbow.knime.NodeTask;
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
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the Disentanglement Metric. */
@LoadDefaultsForAbsentFields
final class DisentanglementMetricParameters implements NodeParameters {

    /** The index of the port of the scored table. */
    static final int TABLE_PORT = 1;

    private static final DisentanglementOptions DEFAULTS = DisentanglementOptions.defaults();

    @Section(title = "Factors")
    interface FactorsSection {
    }

    @Section(title = "Scores")
    @After(FactorsSection.class)
    interface ScoresSection {
    }

    @Section(title = "Neighbourhoods", description = "For the local scores.")
    @After(ScoresSection.class)
    interface LocalSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(LocalSection.class)
    interface ComputationSection {
    }

    interface FactorSelectionReference extends ParameterReference<FactorSelection> {
    }

    static final class SelectsColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(FactorSelectionReference.class).isOneOf(FactorSelection.SELECTED);
        }
    }

    static final class UsesFactors implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(FactorSelectionReference.class).isOneOf(FactorSelection.NONE).negate();
        }
    }

    static final class Local implements BooleanReference {
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "Factor columns", description = "Which columns hold what is known to vary between the rows.")
    @ValueSwitchWidget
    @ValueReference(FactorSelectionReference.class)
    @Layout(FactorsSection.class)
    FactorSelection m_factorSelection = FactorSelection.AUTOMATIC;

    @Widget(title = "Selected columns", description = "Columns of numbers or of nominal values.")
    @ColumnFilterWidget(choicesProvider = FactorColumns.class)
    @Effect(predicate = SelectsColumns.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    ColumnFilter m_factors = new ColumnFilter();

    @Widget(title = "Most values of a number", description = """
            A column of numbers with at most so many different values keeps them; one with more is put into so many bins of \
            equal width.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_mostValues = 100;

    @Widget(title = "MIG and modularity", description = """
            The mutual information gap tells whether each factor is told by one code more than by any other, modularity whether \
            each code tells of one factor only.
            """)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    boolean m_information = true;

    @Widget(title = "Explicitness, SAP and DCI", description = """
            Scores by predicting the factors: from the whole code by logistic regression (explicitness) and by decision trees, \
            whose importances give disentanglement and completeness (DCI), and from one code at a time by linear regression or a \
            support vector machine (SAP).
            """)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    boolean m_prediction = true;

    @Widget(title = "β-VAE score, FactorVAE score and IRS", description = """
            Scores by holding factors fixed: how often the fixed factor is guessed from what the codes do, and how little codes \
            move when other factors change.
            """)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    boolean m_intervention = true;

    @Widget(title = "Local MIG and modularity", description = """
            The same among rows whose factors are near to one another. Codes may be disentangled everywhere locally, although \
            they change their meaning from one place to another.
            """)
    @ValueReference(Local.class)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    boolean m_local = true;

    @Widget(title = "Scores without factors", description = """
            Gaussian total correlation, Wasserstein correlation and mutual information of the codes, which say how much codes \
            tell of one another, and the number of active units. UDR as well if further models are connected.
            """)
    @Layout(ScoresSection.class)
    boolean m_withoutFactors = true;

    @Widget(title = "Radius", description = """
            By which share of its number of values a factor varies to either side of a neighbourhood's centre. Not needed for \
            rows that were drawn in neighbourhoods.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    double m_radius = DEFAULTS.radius();

    @Widget(title = "Neighbourhoods", description = "How many neighbourhoods are looked for in the table.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    int m_neighbourhoods = DEFAULTS.neighbourhoods();

    @Widget(title = "Most rows in a neighbourhood", description = "Of more rows within the radius the nearest are taken.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    int m_neighbourhoodRows = DEFAULTS.neighbourhoodRows();

    @Widget(title = "Fewest values of a continuous factor", description = """
            Factors with fewer values, and nominal ones, stay the same within a neighbourhood.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    int m_fewestContinuousValues = DEFAULTS.fewestContinuousValues();

    @Widget(title = "Bins in a neighbourhood", description = "Bins of equal width for each code within a neighbourhood.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    int m_localBins = DEFAULTS.localBins();

    @Widget(title = "Neighbourhood column", description = """
            The column of the table of neighbourhoods, if one is connected, that tells which rows belong together.
            """)
    @TextInputWidget(placeholder = "for instance neighbourhood")
    @Effect(predicate = Local.class, type = EffectType.SHOW)
    @Layout(LocalSection.class)
    String m_neighbourhoodColumn = "neighbourhood";

    @Widget(title = "Bins", description = "Bins of equal width for each code when mutual information is measured.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ComputationSection.class)
    int m_bins = DEFAULTS.bins();

    @Widget(title = "Rows for predicting factors", description = """
            How many rows explicitness, SAP and DCI use, chosen at random from larger tables: half of them to learn from, half to \
            judge by.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    int m_classifierRows = DEFAULTS.classifierRows();

    @Widget(title = "Guesses", description = """
            From how many guesses the β-VAE and the FactorVAE score learn, and how many judge them.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    int m_guesses = DEFAULTS.guesses();

    @Widget(title = "Rows per guess", description = "From how many rows, or pairs of rows, each of these guesses is made.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = UsesFactors.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    int m_rowsPerGuess = DEFAULTS.rowsPerGuess();

    @Widget(title = "Variance of an active unit", description = "Codes whose variance over the rows is larger are active.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ComputationSection.class)
    double m_activeVariance = DEFAULTS.activeVariance();

    @Widget(title = "Seed", description = """
            Seed of all random choices. They depend on the content of rows, so that their order does not matter.
            """)
    @Layout(ComputationSection.class)
    long m_seed = DEFAULTS.seed();

    @Widget(title = "Worker threads", description = "Threads that encode the rows; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    boolean usesFactors() {
        return m_factorSelection != FactorSelection.NONE;
    }

    /** The scores that are chosen. */
    Set<DisentanglementScore> scores() {
        final Set<DisentanglementScore> scores = EnumSet.noneOf(DisentanglementScore.class);
        if (usesFactors() && m_information) {
            scores.addAll(List.of(DisentanglementScore.MIG, DisentanglementScore.MODULARITY));
        }
        if (usesFactors() && m_prediction) {
            scores.addAll(List.of(DisentanglementScore.EXPLICITNESS, DisentanglementScore.SAP,
                DisentanglementScore.DCI_DISENTANGLEMENT, DisentanglementScore.DCI_COMPLETENESS,
                DisentanglementScore.DCI_INFORMATIVENESS));
        }
        if (usesFactors() && m_intervention) {
            scores.addAll(List.of(DisentanglementScore.BETA_VAE, DisentanglementScore.FACTOR_VAE, DisentanglementScore.IRS));
        }
        if (usesFactors() && m_local) {
            scores.addAll(List.of(DisentanglementScore.LOCAL_MIG, DisentanglementScore.LOCAL_MODULARITY));
        }
        if (m_withoutFactors) {
            for (final DisentanglementScore score : DisentanglementScore.values()) {
                if (!score.needsFactors()) {
                    scores.add(score);
                }
            }
        }
        return scores;
    }

    DisentanglementOptions options() {
        return new DisentanglementOptions(scores(), m_bins, m_localBins, m_radius, m_neighbourhoods, m_neighbourhoodRows,
            m_fewestContinuousValues, m_classifierRows, m_guesses, m_rowsPerGuess, m_activeVariance, m_seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::options);
        NodeTask.checked(() -> new EvaluationOptions(1, false, 1, m_workers));
        if (m_mostValues < 2 || m_mostValues > Factors.MAXIMUM_VALUES) {
            throw new InvalidSettingsException("The largest number of values of a number is " + m_mostValues
                + "; it must be between 2 and " + Factors.MAXIMUM_VALUES + ".");
        }
    }
}
