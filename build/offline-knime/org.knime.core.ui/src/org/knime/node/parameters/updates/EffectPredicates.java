package org.knime.node.parameters.updates;

/** The ways to combine conditions. */
final class EffectPredicates {

    private EffectPredicates() {
    }

    /** Holds if all parts hold. */
    record All(EffectPredicate[] parts) implements EffectPredicate {
    }

    /** Holds if at least one part holds. */
    record Any(EffectPredicate[] parts) implements EffectPredicate {
    }

    /** Holds if the other does not. */
    record Negated(EffectPredicate other) implements EffectPredicate {
    }
}
