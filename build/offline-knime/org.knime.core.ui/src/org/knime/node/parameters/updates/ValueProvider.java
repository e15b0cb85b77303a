package org.knime.node.parameters.updates;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sets a parameter from others whenever they change in the dialog. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ValueProvider {

    /** @return what computes the value; the class needs a constructor without arguments */
    @SuppressWarnings("rawtypes")
    Class<? extends StateProvider> value();
}
