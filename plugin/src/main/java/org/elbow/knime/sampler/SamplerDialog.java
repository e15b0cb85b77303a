package org.elbow.knime.sampler;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Where the settings of the VAE Sampler stand in its dialog, and when they are shown. */
final class SamplerDialog {

    private SamplerDialog() {
    }

    @Section(title = "Rows")
    interface RowsSection {
    }

    @Section(title = "Dimensions of the code")
    @After(RowsSection.class)
    interface DimensionsSection {
    }

    @Section(title = "Output")
    @After(DimensionsSection.class)
    interface OutputSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(OutputSection.class)
    interface ComputationSection {
    }

    interface ModeReference extends ParameterReference<SamplerMode> {
    }

    interface CodeReference extends ParameterReference<CodeChoice> {
    }

    interface CentreReference extends ParameterReference<CentreChoice> {
    }

    interface DimensionReference extends ParameterReference<DimensionChoice> {
    }

    static final class MakesSamples implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.PRIOR);
        }
    }

    static final class MakesReconstructions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.RECONSTRUCTIONS);
        }
    }

    static final class DrawsCodes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(MakesReconstructions.class)
                .and(initializer.getEnum(CodeReference.class).isOneOf(CodeChoice.DRAWS));
        }
    }

    static final class MayDrawValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.PRIOR, SamplerMode.RECONSTRUCTIONS);
        }
    }

    static final class MakesInterpolations implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.INTERPOLATIONS);
        }
    }

    static final class MakesTraversals implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.TRAVERSALS);
        }
    }

    static final class HasCentres implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.TRAVERSALS, SamplerMode.JACOBIAN);
        }
    }

    static final class TakesFirstRows implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(MakesInterpolations.class).or(initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(CentreReference.class).isOneOf(CentreChoice.ROWS)));
        }
    }

    static final class ListsDimensions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(DimensionReference.class).isOneOf(DimensionChoice.LISTED));
        }
    }

    static final class FindsDimensions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(DimensionReference.class).isOneOf(DimensionChoice.MOST_ACTIVE));
        }
    }

    static final class AtLeastTwo extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }
    }
}
