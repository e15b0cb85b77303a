package org.elbow.knime.novelty;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.util.BooleanReference;

/** Which scores are chosen: what the dialog shows depends on it. */
final class ScoreConditions {

    private ScoreConditions() {
    }

    static final class Regret implements BooleanReference {
    }

    static final class EncoderRegret implements BooleanReference {
    }

    static final class Likelihood implements BooleanReference {
    }

    static final class Ratio implements BooleanReference {
    }

    static final class Complexity implements BooleanReference {
    }

    /** Regret of either variant. */
    static final class AnyRegret implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getBoolean(Regret.class).isTrue().or(initializer.getBoolean(EncoderRegret.class).isTrue());
        }
    }

    /** A score, or an explanation, that the likelihood is estimated for. */
    static final class AnyLikelihood implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getBoolean(Likelihood.class).isTrue().or(initializer.getBoolean(Ratio.class).isTrue())
                .or(initializer.getBoolean(Complexity.class).isTrue())
                .or(initializer.getBoolean(ExplanationParameters.Explains.class).isTrue());
        }
    }
}
