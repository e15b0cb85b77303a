package org.knime.node.parameters.updates;

/** A condition on parameters, made by an {@link EffectPredicateProvider}. */
public interface EffectPredicate {

    /**
     * @param other another condition
     * @return holds if both hold
     */
    default EffectPredicate and(final EffectPredicate other) {
        return new EffectPredicates.All(new EffectPredicate[]{this, other});
    }

    /**
     * @param other another condition
     * @return holds if at least one holds
     */
    default EffectPredicate or(final EffectPredicate other) {
        return new EffectPredicates.Any(new EffectPredicate[]{this, other});
    }

    /** @return holds if this does not */
    default EffectPredicate negate() {
        return new EffectPredicates.Negated(this);
    }
}
