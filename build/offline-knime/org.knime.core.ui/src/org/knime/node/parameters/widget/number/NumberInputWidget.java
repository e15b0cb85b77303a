package org.knime.node.parameters.widget.number;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Shows a number, with the limits it must keep. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NumberInputWidget {

    /** @return how far the buttons beside the number go at once; -1 for the default */
    double stepSize() default -1;

    /** @return the lower limit; {@link MinValidation} itself for that of the type */
    Class<? extends MinValidation> minValidation() default MinValidation.class;

    /** @return the upper limit; {@link MaxValidation} itself for that of the type */
    Class<? extends MaxValidation> maxValidation() default MaxValidation.class;
}
