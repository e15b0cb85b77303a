package org.elbow.knime.learner;

import java.util.function.Predicate;

import org.elbow.consistency.ImageChanges;
import org.elbow.consistency.ValueChanges;
import org.elbow.knime.table.FeatureKind;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
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
                initializer.getConstant(hasColumns(kind -> kind == FeatureKind.IMAGE)));
        }
    }

    /** The penalty is on, and the table has features other than images, or is not known. */
    static final class ChangesValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return and(initializer.getPredicate(UsesPenalty.class),
                initializer.getConstant(hasColumns(kind -> kind != FeatureKind.IMAGE)));
        }
    }

    private static Predicate<NodeParametersInput> hasColumns(final Predicate<FeatureKind> wanted) {
        return input -> input.getInTableSpec(0).map(spec -> spec.stream().map(column -> FeatureKind.of(column.getType()))
            .anyMatch(kind -> kind != null && wanted.test(kind))).orElse(true);
    }

    static final class HalfATurn extends MaxValidation {
        @Override
        protected double getMax() {
            return 180;
        }
    }

    static final class Half extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.5;
        }
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

    static final class AtLeastATenth extends MinValidation {
        @Override
        protected double getMin() {
            return 0.1;
        }
    }

    static final class AtLeastOne extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
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

    @Widget(title = "Images: largest rotation", description = "In degrees, either way. 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = HalfATurn.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_rotation = ImageChanges.defaults().rotation();

    @Widget(title = "Images: largest shift", description = "As a share of width and height, in each direction. 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Half.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_shift = ImageChanges.defaults().shift();

    @Widget(title = "Images: smallest scale",
        description = "The smallest factor by which images are enlarged; 1 for no shrinking.")
    @NumberInputWidget(minValidation = AtLeastATenth.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_smallestScale = ImageChanges.defaults().smallestScale();

    @Widget(title = "Images: largest scale",
        description = "The largest factor by which images are enlarged; 1 for no enlarging.")
    @NumberInputWidget(minValidation = AtLeastOne.class, maxValidation = AtMostTen.class)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    double m_largestScale = ImageChanges.defaults().largestScale();

    @Widget(title = "Images: mirror", description = """
            Mirrors every other image left to right. Only where mirrored images mean the same: not for digits and letters.
            """)
    @Effect(predicate = ChangesImages.class, type = EffectType.SHOW)
    boolean m_flip = ImageChanges.defaults().flip();

    @Widget(title = "Values: noise", description = """
            Standard deviation of the Gaussian noise that is added to numbers and elements of vectors, relative to the standard \
            deviation of their column. 0 for none.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostTen.class)
    @Effect(predicate = ChangesValues.class, type = EffectType.SHOW)
    double m_noise = ValueChanges.defaults().noise();

    @Widget(title = "Values: masked", description = """
            Probability that a value is hidden: replaced by the mean of its column, or by the shares of the values of a nominal \
            column.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = ChangesValues.class, type = EffectType.SHOW)
    double m_masked = ValueChanges.defaults().masked();

    @Widget(title = "Values: swapped",
        description = "Probability that a value is replaced by that of another row, drawn at random.")
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
