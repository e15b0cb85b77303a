package org.knime.node.parameters.updates;

import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;

/** Makes a condition on other parameters. */
@FunctionalInterface
public interface EffectPredicateProvider {

    /**
     * @param i gives access to the parameters
     * @return the condition
     */
    EffectPredicate init(PredicateInitializer i);

    /**
     * @param predicates conditions
     * @return holds if all of them hold
     */
    default EffectPredicate and(final EffectPredicate... predicates) {
        return new EffectPredicates.All(predicates);
    }

    /**
     * @param predicate a condition
     * @return holds if it does not
     */
    default EffectPredicate not(final EffectPredicate predicate) {
        return new EffectPredicates.Negated(predicate);
    }

    /**
     * @param predicates conditions
     * @return holds if at least one of them holds
     */
    default EffectPredicate or(final EffectPredicate... predicates) {
        return new EffectPredicates.Any(predicates);
    }

    /** Gives access to the parameters that a condition depends on. */
    interface PredicateInitializer {

        /**
         * @param reference the name of a string parameter
         * @return conditions on it
         */
        StringReference getString(Class<? extends ParameterReference<String>> reference);

        /**
         * @param reference the name of a yes-or-no parameter
         * @return conditions on it
         */
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        /**
         * @param <T> the type of its elements
         * @param reference the name of an array of groups
         * @return conditions on it
         */
        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        /**
         * @param <E> the enumeration
         * @param reference the name of a choice
         * @return conditions on it
         */
        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /**
         * @param reference the name of a parameter
         * @return whether there is no such parameter
         */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        /**
         * @param predicate looks at what is connected
         * @return a condition that does not change while the dialog is open
         */
        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** @return a condition that never holds */
        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        /** @return a condition that always holds */
        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        /**
         * @param predicateProviderClass makes another condition
         * @return that condition
         */
        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /**
         * @param predicateProvider makes another condition
         * @return that condition
         */
        EffectPredicate getPredicate(EffectPredicateProvider predicateProvider);

        /** Conditions on a string. */
        interface StringReference {

            /**
             * @param value a string
             * @return holds if the parameter equals it
             */
            EffectPredicate isEqualTo(String value);

            /**
             * @param pattern a regular expression
             * @return holds if the whole parameter matches it
             */
            EffectPredicate matchesPattern(String pattern);
        }

        /** Conditions on a yes-or-no parameter. */
        interface BooleanReference {

            /** @return holds if the parameter is true */
            EffectPredicate isTrue();

            /** @return holds if the parameter is false */
            EffectPredicate isFalse();
        }

        /**
         * Conditions on a choice.
         *
         * @param <E> the enumeration
         */
        interface EnumReference<E extends Enum<E>> {

            /**
             * @param values constants
             * @return holds if the parameter is one of them
             */
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }

        /** Conditions on an array of groups. */
        interface ArrayReference {

            /** @return holds if there are at least two elements */
            EffectPredicate hasMultipleItems();

            /** @return holds if there is no element */
            default EffectPredicate isEmpty() {
                return containsElementSatisfying(PredicateInitializer::always).negate();
            }

            /**
             * @param elementPredicate a condition on an element
             * @return holds if at least one element satisfies it
             */
            EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate);
        }
    }
}
