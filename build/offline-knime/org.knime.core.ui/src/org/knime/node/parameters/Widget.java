package org.knime.node.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.Effect;

/** Gives a parameter a control in the dialog. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@Inherited
public @interface Widget {

    /** @return the label of the control */
    String title();

    /** @return what the parameter does, shown as help and in the node description; may hold simple HTML */
    String description();

    /** @return whether the control is hidden until advanced settings are shown */
    boolean advanced() default false;

    /** @return conditions under which the control is shown or enabled */
    Effect[] effect() default {};
}
