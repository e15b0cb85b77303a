package org.elbow.knime.consistency;

import org.elbow.consistency.CodeUsageOptions;
import org.elbow.consistency.ConsistencyOptions;
import org.elbow.consistency.ImageChanges;
import org.elbow.consistency.ValueChanges;
import org.elbow.knime.NodeTask;
import org.elbow.knime.RandomChanges;
import org.elbow.knime.RandomChanges.AtLeastATenth;
import org.elbow.knime.RandomChanges.AtLeastOne;
import org.elbow.knime.RandomChanges.AtMostOne;
import org.elbow.knime.RandomChanges.AtMostTen;
import org.elbow.knime.RandomChanges.Half;
import org.elbow.knime.RandomChanges.HalfATurn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.novelty.ImportanceSamplingOptions;
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
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the Consistency Scorer. */
@LoadDefaultsForAbsentFields
final class ConsistencyScorerParameters implements NodeParameters {

    /** The index of the port of the table to be scored. */
    static final int TABLE_PORT = 1;

    @Section(title = "Transformations", description = "How rows are changed at random without changing what they mean.")
    interface TransformationsSection {
    }

    @Section(title = "Use of the code", description = "What the codes tell about the rows of the table.")
    @After(TransformationsSection.class)
    interface UsageSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(UsageSection.class)
    interface ComputationSection {
    }

    static final class EstimatesLikelihood implements BooleanReference {
    }

    /** The table has images, or is not known. */
    static final class HasImages implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getConstant(RandomChanges.hasColumns(TABLE_PORT, kind -> kind == FeatureKind.IMAGE));
        }
    }

    /** The table has features other than images, or is not known. */
    static final class HasValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getConstant(RandomChanges.hasColumns(TABLE_PORT, kind -> kind != FeatureKind.IMAGE));
        }
    }

    @Widget(title = "Transformations per row", description = """
            How many times each row is changed; its scores are means over these. More make them less noisy.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TransformationsSection.class)
    int m_transformations = ConsistencyOptions.defaults().transformations();

    @Widget(title = RandomChanges.ROTATION, description = RandomChanges.ROTATION_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = HalfATurn.class)
    @Effect(predicate = HasImages.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_rotation = ImageChanges.defaults().rotation();

    @Widget(title = RandomChanges.SHIFT, description = RandomChanges.SHIFT_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Half.class)
    @Effect(predicate = HasImages.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_shift = ImageChanges.defaults().shift();

    @Widget(title = RandomChanges.SMALLEST_SCALE, description = RandomChanges.SMALLEST_SCALE_TEXT)
    @NumberInputWidget(minValidation = AtLeastATenth.class, maxValidation = AtMostOne.class)
    @Effect(predicate = HasImages.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_smallestScale = ImageChanges.defaults().smallestScale();

    @Widget(title = RandomChanges.LARGEST_SCALE, description = RandomChanges.LARGEST_SCALE_TEXT)
    @NumberInputWidget(minValidation = AtLeastOne.class, maxValidation = AtMostTen.class)
    @Effect(predicate = HasImages.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_largestScale = ImageChanges.defaults().largestScale();

    @Widget(title = RandomChanges.FLIP, description = RandomChanges.FLIP_TEXT)
    @Effect(predicate = HasImages.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    boolean m_flip = ImageChanges.defaults().flip();

    @Widget(title = RandomChanges.NOISE, description = RandomChanges.NOISE_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostTen.class)
    @Effect(predicate = HasValues.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_noise = ValueChanges.defaults().noise();

    @Widget(title = RandomChanges.MASKED, description = RandomChanges.MASKED_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = HasValues.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_masked = ValueChanges.defaults().masked();

    @Widget(title = RandomChanges.SWAPPED, description = RandomChanges.SWAPPED_TEXT)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = HasValues.class, type = EffectType.SHOW)
    @Layout(TransformationsSection.class)
    double m_swapped = ValueChanges.defaults().swapped();

    @Widget(title = "Rows for the mutual information", description = """
            The largest number of rows among which the mutual information is estimated, chosen at random. The estimate cannot \
            exceed the logarithm of their number, about 8.5 nats for 5,000 rows; time grows with its square.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(UsageSection.class)
    int m_informationRows = CodeUsageOptions.defaults().rows();

    @Widget(title = "Draws for the mutual information", description = """
            Draws of the code for each of these rows; more make the estimate less noisy.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(UsageSection.class)
    int m_informationDraws = CodeUsageOptions.defaults().draws();

    @Widget(title = "Negative log-likelihood", description = """
            Estimates the mean negative log-likelihood of the rows by importance sampling: what consistency is bought with, or \
            without.
            """)
    @ValueReference(EstimatesLikelihood.class)
    @Layout(UsageSection.class)
    boolean m_negativeLogLikelihood = true;

    @Widget(title = "Importance samples", description = """
            Draws of the code for each row; more bring the estimate of the likelihood closer to the true one.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = EstimatesLikelihood.class, type = EffectType.SHOW)
    @Layout(UsageSection.class)
    int m_importanceSamples = 100;

    @Widget(title = "Seed", description = """
            Seed of transformations, draws and the choice of rows. Rows with the same content are changed in the same way.
            """)
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    ImageChanges imageChanges() {
        return new ImageChanges(m_rotation, m_shift, m_smallestScale, m_largestScale, m_flip);
    }

    ValueChanges valueChanges() {
        return new ValueChanges(m_noise, m_masked, m_swapped);
    }

    ConsistencyOptions consistency() {
        return new ConsistencyOptions(m_transformations, m_seed, m_workers);
    }

    CodeUsageOptions codeUsage() {
        return new CodeUsageOptions(m_informationRows, m_informationDraws, m_seed, m_workers);
    }

    ImportanceSamplingOptions importanceSampling() {
        return new ImportanceSamplingOptions(m_importanceSamples, m_seed, m_workers);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::imageChanges);
        NodeTask.checked(this::valueChanges);
        NodeTask.checked(this::consistency);
        NodeTask.checked(this::codeUsage);
        NodeTask.checked(this::importanceSampling);
    }
}
