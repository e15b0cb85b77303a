package org.knime.node.parameters.widget.choices;

/**
 * A choice that is a string.
 *
 * @param id what is saved
 * @param text what users read
 */
public record StringChoice(String id, String text) {

    /**
     * @param id what is saved
     * @return a choice that reads as it is saved
     */
    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
