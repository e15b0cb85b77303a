package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/**
 * A choice that is a string with a type.
 *
 * @param id what is saved
 * @param text what users read
 * @param type the type
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    /**
     * @param colSpec a column
     * @return the choice of that column
     */
    public static TypedStringChoice fromColSpec(final DataColumnSpec colSpec) {
        final var type = colSpec.getType();
        return new TypedStringChoice(colSpec.getName(), colSpec.getName(),
            new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }

    /**
     * The type of a choice.
     *
     * @param id how it is saved
     * @param text what users read
     */
    public record PossibleTypeValue(String id, String text) {
    }
}
