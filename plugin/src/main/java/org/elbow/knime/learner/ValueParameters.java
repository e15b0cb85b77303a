package org.elbow.knime.learner;

import org.elbow.knime.learner.LearnerDialog.LearnsANewModel;
import org.elbow.knime.learner.LearnerDialog.UsesNominalColumns;
import org.knime.core.node.InvalidSettingsException;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings on values that are not as the model expects them: unknown nominal values, images of other sizes. */
@LoadDefaultsForAbsentFields
final class ValueParameters implements NodeParameters {

    private static final int LARGEST_SIDE = 1024;

    interface UnknownValuesReference extends ParameterReference<UnknownValuesChoice> {
    }

    interface ImageSizesReference extends ParameterReference<ImageSizeChoice> {
    }

    static final class HasNominalColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(LearnsANewModel.class).and(initializer.getBoolean(UsesNominalColumns.class).isTrue());
        }
    }

    static final class HasClassOfUnknownValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(HasNominalColumns.class)
                .and(initializer.getEnum(UnknownValuesReference.class).isOneOf(UnknownValuesChoice.ONE_CLASS));
        }
    }

    static final class ResizesImages implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(LearnsANewModel.class)
                .and(initializer.getEnum(ImageSizesReference.class).isOneOf(ImageSizeChoice.RESIZE));
        }
    }

    static final class LargestSide extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_SIDE;
        }
    }

    @Widget(title = "Rare and unknown nominal values", description = """
            What becomes of nominal values that are rare in training, and of those that come up only when the model is applied.
            """)
    @Advanced
    @ValueSwitchWidget
    @ValueReference(UnknownValuesReference.class)
    @Effect(predicate = HasNominalColumns.class, type = EffectType.SHOW)
    UnknownValuesChoice m_unknownValues = UnknownValuesChoice.SKIP_ROW;

    @Widget(title = "Rows that make a value known", description = """
            Values that occur in fewer training rows count as unknown. They are what the model learns the probability of unknown \
            values from: with 1 there are none, so that any unknown value is all but impossible to the model, and a row that has \
            one gets a very low, but finite likelihood.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasClassOfUnknownValues.class, type = EffectType.SHOW)
    int m_leastRows = 5;

    @Widget(title = "Images of different sizes", description = "What becomes of images that are not all of one size.")
    @Advanced
    @ValueSwitchWidget
    @ValueReference(ImageSizesReference.class)
    @Effect(predicate = LearnsANewModel.class, type = EffectType.ENABLE)
    ImageSizeChoice m_imageSizes = ImageSizeChoice.REFUSE;

    @Widget(title = "Image width", description = "Pixels per line that all images are brought to.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestSide.class)
    @Effect(predicate = ResizesImages.class, type = EffectType.SHOW)
    int m_imageWidth = 32;

    @Widget(title = "Image height", description = "Lines of pixels that all images are brought to.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LargestSide.class)
    @Effect(predicate = ResizesImages.class, type = EffectType.SHOW)
    int m_imageHeight = 32;

    /** In how many rows a nominal value must occur to be known; 0 if all are. */
    int leastRows() {
        return m_unknownValues == UnknownValuesChoice.ONE_CLASS ? m_leastRows : 0;
    }

    /** The width that images are resized to; 0 if they are not. */
    int imageWidth() {
        return m_imageSizes == ImageSizeChoice.RESIZE ? m_imageWidth : 0;
    }

    /** The height that images are resized to; 0 if they are not. */
    int imageHeight() {
        return m_imageSizes == ImageSizeChoice.RESIZE ? m_imageHeight : 0;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_unknownValues == UnknownValuesChoice.ONE_CLASS && m_leastRows < 1) {
            throw new InvalidSettingsException("A nominal value is to be known from " + m_leastRows
                + " rows on; it must be 1 or more.");
        }
        if (m_imageSizes == ImageSizeChoice.RESIZE && (Math.min(m_imageWidth, m_imageHeight) < 1
            || Math.max(m_imageWidth, m_imageHeight) > LARGEST_SIDE)) {
            throw new InvalidSettingsException("Images are to be resized to " + m_imageWidth + " × " + m_imageHeight
                + " pixels; both sides must be between 1 and " + LARGEST_SIDE + ".");
        }
    }
}
