package org.knime.node.parameters.persistence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Changes the key under which a parameter is saved. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Persist {

    /** @return the key, empty for the name of the field */
    String configKey() default "";

    /** @return whether the key is hidden from users, who then cannot set it by a flow variable */
    boolean hidden() default false;
}
