package org.knime.node.parameters.layout;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Puts a control, or all controls of a group, into a layout element. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layout {

    /** @return the layout element: a class or interface */
    Class<?> value();
}
