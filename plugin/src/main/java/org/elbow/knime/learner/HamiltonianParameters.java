package org.elbow.knime.learner;

import org.elbow.hamiltonian.HamiltonianOptions;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of Hamiltonian dynamics. */
@LoadDefaultsForAbsentFields
final class HamiltonianParameters implements NodeParameters {

    static final class UsesDynamics implements BooleanReference {
    }

    static final class MostSteps extends MaxValidation {
        @Override
        protected double getMax() {
            return 1000;
        }
    }

    static final class LargestBound extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    @Widget(title = "Use Hamiltonian dynamics", description = """
            Trains on the Hamiltonian bound instead of the ELBO: the encoder's code is given a random momentum and follows the \
            gradient of the decoder's likelihood for some leapfrog steps. Training takes 4 to 5 times as long with K = 3, and \
            longer with more. Needs a weight of the KL term of 1 and no KL warm-up.
            """)
    @ValueReference(UsesDynamics.class)
    boolean m_enabled = false;

    @Widget(title = "Leapfrog steps (K)", description = """
            How many steps the code is moved. More bring it closer to the true posterior and cost more; 1 to 10 are usual.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = UsesDynamics.class, type = EffectType.SHOW)
    int m_leapfrogSteps = HamiltonianOptions.defaults().leapfrogSteps();

    @Widget(title = "Tempering", description = """
            How the momentum is cooled along the way. A hot start lets the code cross regions of low probability.
            """)
    @ValueSwitchWidget
    @Effect(predicate = UsesDynamics.class, type = EffectType.SHOW)
    TemperingChoice m_tempering = TemperingChoice.QUADRATIC;

    @Widget(title = "Initial step size", description = """
            The step size that training starts from, in each latent dimension. It is learned from there on.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBound.class)
    @Effect(predicate = UsesDynamics.class, type = EffectType.SHOW)
    double m_initialStep = HamiltonianOptions.defaults().initialStep();

    @Widget(title = "Largest step size", description = """
            The bound below which step sizes are learned, above the initial one. Large steps make the dynamics unstable.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBound.class)
    @Effect(predicate = UsesDynamics.class, type = EffectType.SHOW)
    double m_largestStep = HamiltonianOptions.defaults().largestStep();

    @Widget(title = "Step sizes for each leapfrog step", description = """
            Whether each of the K leapfrog steps learns step sizes of its own. Otherwise they share one per latent dimension.
            """)
    @Advanced
    @Effect(predicate = UsesDynamics.class, type = EffectType.SHOW)
    boolean m_stepPerStep = false;

    HamiltonianOptions options() {
        return new HamiltonianOptions(m_leapfrogSteps, m_tempering.tempering(), m_stepPerStep, m_initialStep, m_largestStep);
    }
}
