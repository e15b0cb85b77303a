package org.knime.node.parameters.widget.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Shows a string, with the rules it must keep. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextInputWidget {

    /** @return what stands in the empty field */
    String placeholder() default "";

    /** @return the pattern it must match; {@link PatternValidation} itself for none */
    Class<? extends PatternValidation> patternValidation() default PatternValidation.class;

    /** @return how long it may be; {@link MaxLengthValidation} itself for any length */
    Class<? extends MaxLengthValidation> maxLengthValidation() default MaxLengthValidation.class;

    /** @return how short it may be; {@link MinLengthValidation} itself for any length */
    Class<? extends MinLengthValidation> minLengthValidation() default MinLengthValidation.class;
}
