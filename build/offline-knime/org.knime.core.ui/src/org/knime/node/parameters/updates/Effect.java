package org.knime.node.parameters.updates;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows, hides, enables or disables a control, depending on other parameters. */
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Effects.class)
public @interface Effect {

    /** @return the condition; the class needs a constructor without arguments */
    Class<? extends EffectPredicateProvider> predicate();

    /** @return what happens when it holds; when it does not, the opposite happens */
    EffectType type();

    /** What a condition does to a control. */
    enum EffectType {
            /** The control can be used only if the condition holds. */
            ENABLE,
            /** The control can be used only if the condition does not hold. */
            DISABLE,
            /** The control is visible only if the condition holds. */
            SHOW,
            /** The control is visible only if the condition does not hold. */
            HIDE
    }
}
