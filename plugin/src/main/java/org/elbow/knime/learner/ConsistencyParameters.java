package org.elbow.knime.learner;

import org.elbow.consistency.ImageChanges;
import org.elbow.consistency.ValueChanges;
import org.elbow.knime.RandomChanges;
import org.elbow.knime.RandomChanges.AtLeastATenth;
import org.elbow.knime.RandomChanges.AtLeastOne;
import org.elbow.knime.RandomChanges.AtMostOne;
import org.elbow.knime.RandomChanges.AtMostTen;
import org.elbow.knime.RandomChanges.Half;
import org.elbow.knime.RandomChanges.HalfATurn;
import org.elbow.knime.table.FeatureKind;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** The settings of the consistency penalty. */
@LoadDefaultsForAbsentFields
final class ConsistencyParameters implements NodeParameters {

    static final class UsesPenalty implements BooleanReference {
    }

    /** The penalty is on, and the table has images, or is not known. */
    static final class ChangesImages implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return and(initializer.getPredicate(UsesPenalty.class),
                initializer.getConstant(RandomChanges.hasColumns(0, kind -> kind == FeatureKind.IMAGE)));
        }
    }

    /** The penalty is on, and the table has features other than images, or is not known. */
    static final class ChangesValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return and(initializer.getPredicate(UsesPenalty.class),
                initializer.getConstant(RandomChanges.hasColumns(0, kind -> kind != FeatureKind.IMAGE)));
        }
    }

    @Widget(title = "Penalise inconsistent codes", description = """
            In each step every row is changed at random in a way that leaves its meaning as it is. The model learns from the \
            changed row, too, and its code is drawn to that of the row itself (consistency regularisation). About doubles the \
            cost of a step.
            """)
    @ValueReference(UsesPenalty.class)
    boolean m_enabled = false;

    @Widget(title = "Weight (λ)", description = """
            The weight of the divergence between the codes of a row and of its changed form.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = UsesPenalty.class, type = EffectType.SHOW)
    double m_lambda = 1;

    @Widget(title = RandomChanges.ROTATION, description = RandomChanges.ROTATION_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = HalfATurn.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_rotation = ImageChanges.defaults().rotation();

    @Widget(title = RandomChanges.SHIFT, description = RandomChanges.SHIFT_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Half.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_shift = ImageChanges.defaults().shift();

    @Widget(title = RandomChanges.SMALLEST_SCALE, description = RandomChanges.SMALLEST_SCALE_TEXT)
    @NumberInputWidget(minValidation = AtLeastATenth.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_smallestScale = ImageChanges.defaults().smallestScale();

    @Widget(title = RandomChanges.LARGEST_SCALE, description = RandomChanges.LARGEST_SCALE_TEXT)
    @NumberInputWidget(minValidation = AtLeastOne.class, maxValidation = AtMostTen.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_largestScale = ImageChanges.defaults().largestScale();

    @Widget(title = RandomChanges.FLIP, description = RandomChanges.FLIP_TEXT)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    boolean m_flip = ImageChanges.defaults().flip();

    @Widget(title = RandomChanges.NOISE, description = RandomChanges.NOISE_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostTen.class)
    @Effect(predicate = ChangesValues.class, type = EffectType.SHOW)
    double m_noise = ValueChanges.defaults().noise();

    @Widget(title = RandomChanges.MASKED, description = RandomChanges.MASKED_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ChangesValues.class, type = EffectType.SHOW)
    double m_masked = ValueChanges.defaults().masked();

    @Widget(title = RandomChanges.SWAPPED, description = RandomChanges.SWAPPED_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ChangesValues.class, type = EffectType.SHOW)
    double m_swapped = ValueChanges.defaults().swapped();

    ImageChanges imageChanges() {
        return new ImageChanges(m_rotation, m_shift, m_smallestScale, m_largestScale, m_flip);
    }

    ValueChanges valueChanges() {
        return new ValueChanges(m_noise, m_masked, m_swapped);
    }
}
