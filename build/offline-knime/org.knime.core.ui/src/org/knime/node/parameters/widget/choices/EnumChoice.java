package org.knime.node.parameters.widget.choices;

import java.util.Locale;

/**
 * A choice that is a constant of an enumeration.
 *
 * @param <E> the enumeration
 * @param id the constant
 * @param text what users read
 * @param disabled whether it is shown but cannot be chosen
 */
public record EnumChoice<E extends Enum<E>>(E id, String text, boolean disabled) {

    /**
     * @param id the constant
     * @param text what users read
     */
    public EnumChoice(final E id, final String text) {
        this(id, text, false);
    }

    /**
     * @param <E> the enumeration
     * @param enumConst a constant
     * @return its choice, with the text of its {@link Label}, or its name in plain writing
     */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E enumConst) {
        return fromEnumConst(enumConst, false);
    }

    /**
     * @param <E> the enumeration
     * @param enumConst a constant
     * @param disabled whether it is shown but cannot be chosen
     * @return its choice, with the text of its {@link Label}, or its name in plain writing
     */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E enumConst, final boolean disabled) {
        return new EnumChoice<>(enumConst, textOf(enumConst), disabled);
    }

    private static String textOf(final Enum<?> constant) {
        try {
            final var label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            if (label != null) {
                return label.value();
            }
        } catch (final NoSuchFieldException ex) {
            throw new IllegalStateException("An enumeration without its own constant " + constant, ex);
        }
        final var words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
