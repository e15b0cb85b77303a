package org.knime.node.parameters.layout;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A layout element with a heading. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Section {

    /** @return the heading */
    String title();

    /** @return what the section is about */
    String description() default "";

    /** @return whether the section opens in a drawer beside the dialog */
    boolean sideDrawer() default false;

    /** @return the text of the button that opens the drawer */
    String sideDrawerSetText() default "";
}
