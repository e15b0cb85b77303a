package org.knime.node.parameters.array;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** Shows an array of groups of parameters as a list that users extend and shorten. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ArrayWidget {

    /** @return the text of the button that adds an element */
    String addButtonText() default "";

    /** @return how an element is laid out */
    ElementLayout elementLayout() default ElementLayout.VERTICAL_CARD;

    /** @return the title of an element; its number is appended */
    String elementTitle() default "";

    /** @return whether elements can be moved up and down */
    boolean showSortButtons() default false;

    /** @return whether elements can be neither added nor removed */
    boolean hasFixedSize() default false;

    /** @return what gives a new element its values; {@link StateProvider} itself for none */
    @SuppressWarnings("rawtypes")
    Class<? extends StateProvider> elementDefaultValueProvider() default StateProvider.class;

    /** How an element of the array is laid out. */
    enum ElementLayout {
            /** One control below the other, in a card with a title. */
            VERTICAL_CARD,
            /** All controls in one line. */
            HORIZONTAL_SINGLE_LINE
    }
}
