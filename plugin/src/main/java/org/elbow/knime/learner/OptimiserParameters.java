package org.elbow.knime.learner;

import org.elbow.vae.LearningRateSchedule;
import org.elbow.vae.OptimiserOptions;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the optimiser. */
@LoadDefaultsForAbsentFields
final class OptimiserParameters implements NodeParameters {

    interface KindReference extends ParameterReference<OptimiserChoice> {
    }

    interface ScheduleReference extends ParameterReference<ScheduleChoice> {
    }

    static final class HasMomentum implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(KindReference.class).isOneOf(OptimiserChoice.MOMENTUM);
        }
    }

    static final class FallsByAFactor implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ScheduleReference.class).isOneOf(ScheduleChoice.EXPONENTIAL, ScheduleChoice.STEP);
        }
    }

    static final class FallsInSteps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ScheduleReference.class).isOneOf(ScheduleChoice.STEP);
        }
    }

    static final class FallsAlongACosine implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ScheduleReference.class).isOneOf(ScheduleChoice.COSINE);
        }
    }

    static final class BelowOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "Optimiser", description = "The rule by which the weights follow the gradient.")
    @Advanced
    @ValueReference(KindReference.class)
    OptimiserChoice m_kind = OptimiserChoice.ADAM;

    @Widget(title = "Momentum", description = "How much of the last step goes into the next, from 0 to just below 1.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = BelowOne.class)
    @Effect(predicate = HasMomentum.class, type = EffectType.SHOW)
    double m_momentum = OptimiserOptions.adam().momentum();

    @Widget(title = "Gradient clipping", description = """
            A gradient whose Euclidean norm is larger than this is scaled down to it, which keeps single batches from throwing \
            the weights about. 0 for no limit.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_largestNorm = 0;

    @Widget(title = "Learning rate schedule", description = "How the learning rate changes over the epochs.")
    @Advanced
    @ValueReference(ScheduleReference.class)
    ScheduleChoice m_schedule = ScheduleChoice.CONSTANT;

    @Widget(title = "Factor", description = "What the learning rate is multiplied by when it falls, above 0 and at most 1.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = FallsByAFactor.class, type = EffectType.SHOW)
    double m_decay = 0.9;

    @Widget(title = "Epochs between falls", description = "After how many epochs the learning rate falls.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FallsInSteps.class, type = EffectType.SHOW)
    int m_everyEpochs = 10;

    @Widget(title = "Final share", description = "The share of the learning rate that is left at the end of the last epoch.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = FallsAlongACosine.class, type = EffectType.SHOW)
    double m_finalShare = 0;

    /** The optimiser; settings that the dialog does not show have no influence. */
    OptimiserOptions options() {
        final double momentum = m_kind == OptimiserChoice.MOMENTUM ? m_momentum : OptimiserOptions.adam().momentum();
        return new OptimiserOptions(m_kind.kind(), momentum, m_largestNorm, switch (m_schedule) {
            case CONSTANT -> LearningRateSchedule.CONSTANT;
            case EXPONENTIAL -> new LearningRateSchedule.Exponential(m_decay);
            case STEP -> new LearningRateSchedule.Step(m_decay, m_everyEpochs);
            case COSINE -> new LearningRateSchedule.Cosine(m_finalShare);
        });
    }
}
