package org.elbow.knime.hamiltonian;

import org.elbow.hamiltonian.ChainOptions;
import org.elbow.hamiltonian.SamplerDynamics;
import org.elbow.hamiltonian.SamplerOptions;
import org.elbow.hamiltonian.Tempering;
import org.elbow.knime.NodeTask;
import org.elbow.knime.table.StorageParameters;
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
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the HVAE Sampler. */
@LoadDefaultsForAbsentFields
final class HvaeSamplerParameters implements NodeParameters {

    /** Which dynamics are run. */
    enum DynamicsSource {

        /** Those of the model, if it has any. */
        @Label(value = "As learned by the model", description = "The number of steps, step sizes and tempering that the model "
            + "was trained with. A model that was trained without Hamiltonian dynamics takes the settings below.")
        MODEL,

        /** Those of the dialog. */
        @Label(value = "Own settings", description = "The settings below, whatever the model learned.")
        OWN
    }

    /** How the momentum is cooled. */
    enum TemperingChoice {

        /** Not. */
        @Label(value = "None", description = "The energy is kept. The Hamiltonian estimate then equals the encoder's but for the "
            + "error of the integration.")
        NONE(Tempering.NONE),

        /** By the paper's scheme. */
        @Label(value = "Quadratic", description = "Slowly at first, then faster: the scheme of Caterini, Doucet and "
            + "Sejdinovic.")
        QUADRATIC(Tempering.QUADRATIC),

        /** By the same factor in each step. */
        @Label(value = "Constant", description = "By the same factor in each step.")
        CONSTANT(Tempering.FREE);

        private final Tempering tempering;

        TemperingChoice(final Tempering tempering) {
            this.tempering = tempering;
        }
    }

    @Section(title = "Samples")
    interface SamplesSection {
    }

    @Section(title = "Hamiltonian dynamics", description = """
            How codes are moved from where the encoder puts them to where they explain the row better.
            """)
    @After(SamplesSection.class)
    interface DynamicsSection {
    }

    @Section(title = "Markov chains", description = """
            Samples of the true posterior of each row, for means and credible intervals of its code.
            """)
    @After(DynamicsSection.class)
    interface ChainsSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(ChainsSection.class)
    interface ComputationSection {
    }

    static final class RunsChains implements BooleanReference {
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    static final class AtMostTen extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    static final class AtMostThousand extends MaxValidation {
        @Override
        protected double getMax() {
            return 1000;
        }
    }

    static final class AtMostSixtyFour extends MaxValidation {
        @Override
        protected double getMax() {
            return 64;
        }
    }

    @Widget(title = "Importance samples", description = """
            Codes that are drawn for each row to estimate its likelihood, by the encoder alone and after Hamiltonian dynamics. \
            More bring both estimates closer to the true likelihood.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SamplesSection.class)
    int m_samples = 100;

    @Widget(title = "Posterior samples per row", description = """
            How many samples of each row's code the second output holds: the first ones of the importance samples with their \
            weights or, with Markov chains, as many draws of equal weight from all chains.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(SamplesSection.class)
    int m_posteriorSamples = 10;

    @Widget(title = "Reconstructions of the samples", description = """
            Adds to each posterior sample what the decoder makes of it, in the representation of the input's columns.
            """)
    @Layout(SamplesSection.class)
    boolean m_reconstructions = false;

    @Widget(title = "Dynamics", description = "Where the number of steps, the step sizes and the tempering come from.")
    @ValueSwitchWidget
    @Layout(DynamicsSection.class)
    DynamicsSource m_source = DynamicsSource.MODEL;

    @Widget(title = "Leapfrog steps (K)", description = """
            How many steps a code is moved, for models that learned none or with own settings. Each costs a pass through the \
            decoder and back.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostThousand.class)
    @Layout(DynamicsSection.class)
    int m_leapfrogSteps = SamplerDynamics.defaults().leapfrogSteps();

    @Widget(title = "Step size", description = """
            How far a code is moved in each step. Too large ones make the dynamics diverge, too small ones lead nowhere.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostTen.class)
    @Layout(DynamicsSection.class)
    double m_stepSize = SamplerDynamics.defaults().stepSize();

    @Widget(title = "Relative to the encoder's standard deviation", description = """
            Multiplies the step size, in each latent dimension, by the standard deviation that the encoder gives the row's code, \
            so that steps are short where codes are certain.
            """)
    @Advanced
    @Layout(DynamicsSection.class)
    boolean m_relative = SamplerDynamics.defaults().relative();

    @Widget(title = "Tune the step size", description = """
            Before sampling, finds for each row the largest factor of the step size at which a few trial trajectories keep their \
            energy well enough. Only for own settings: learned step sizes are not changed. Takes about as long as 60 importance \
            samples.
            """)
    @Layout(DynamicsSection.class)
    boolean m_tune = false;

    @Widget(title = "Tempering", description = """
            How the momentum is cooled along the way. Cooling is what takes codes from improbable places to better ones, and \
            tightens the bound where the encoder is off; where the encoder is right, it costs precision.
            """)
    @ValueSwitchWidget
    @Layout(DynamicsSection.class)
    TemperingChoice m_tempering = TemperingChoice.QUADRATIC;

    @Widget(title = "Initial inverse temperature (√β₀)", description = """
            The momentum begins with a standard deviation of 1/√β₀ and is cooled to 1 in the end. 1 is no cooling at all; \
            training begins with 0.9.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Layout(DynamicsSection.class)
    double m_sqrtBeta0 = SamplerDynamics.defaults().sqrtBeta0();

    @Widget(title = "Run Markov chains", description = """
            Runs Hamiltonian Monte Carlo for each row, begun at the encoder's draws and corrected by Metropolis' rule, and \
            appends each code's posterior mean and credible interval, the acceptance rate and R-hat. The posterior samples then \
            come from the chains. Costs (burn-in + draws × thinning) × chains × K passes through the decoder and back per row.
            """)
    @ValueReference(RunsChains.class)
    @Layout(ChainsSection.class)
    boolean m_markovChains = false;

    @Widget(title = "Chains per row", description = """
            Chains with beginnings of their own. With two or more, R-hat tells whether they agree: values near 1 say that the \
            chains are long enough.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMostSixtyFour.class)
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    int m_chains = ChainOptions.defaults().chains();

    @Widget(title = "Burn-in", description = "Moves of each chain before its draws count.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    int m_burnIn = ChainOptions.defaults().burnIn();

    @Widget(title = "Draws per chain", description = "Draws of each chain after the burn-in.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    int m_draws = ChainOptions.defaults().draws();

    @Widget(title = "Thinning", description = "Moves of a chain for each draw: with 5, every fifth place counts.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    int m_thinning = ChainOptions.defaults().thinning();

    @Widget(title = "Probability of the credible intervals", description = """
            The share of the posterior that lies between the lower and the upper end, with equal shares below and above.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    double m_level = ChainOptions.defaults().level();

    @Widget(title = "Tune the chains' step size", description = """
            Finds for each row the factor of the step size, also of a learned one, with which about 80 % of the moves are \
            accepted.
            """)
    @Advanced
    @Effect(predicate = RunsChains.class, type = EffectType.SHOW)
    @Layout(ChainsSection.class)
    boolean m_tuneChains = true;

    @Widget(title = "Seed", description = "Seed of all draws. Rows with the same content get the same draws.")
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    @Layout(ComputationSection.class)
    StorageParameters m_storage = new StorageParameters();

    private SamplerDynamics dynamics(final boolean tuned) {
        return new SamplerDynamics(m_source == DynamicsSource.MODEL, m_leapfrogSteps, m_stepSize, m_relative,
            m_tempering.tempering, m_sqrtBeta0, tuned);
    }

    SamplerOptions sampler() {
        return new SamplerOptions(m_samples, m_markovChains ? 0 : m_posteriorSamples, dynamics(m_tune), m_seed, m_workers);
    }

    ChainOptions chains() {
        return new ChainOptions(m_chains, m_burnIn, m_draws, m_thinning, m_level, m_posteriorSamples, dynamics(m_tuneChains),
            m_seed, m_workers);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::sampler);
        NodeTask.checked(m_storage::storage);
        if (m_markovChains) {
            NodeTask.checked(this::chains);
        }
    }
}
