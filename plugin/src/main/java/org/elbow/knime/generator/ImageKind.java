package org.elbow.knime.generator;

import org.knime.node.parameters.widget.choices.Label;

/** What is drawn. */
enum ImageKind {

    /** One figure per image. */
    @Label(value = "Sprites", description = "A white figure on black; figure, size, rotation and place vary.")
    SPRITES,

    /** Three dots per image. */
    @Label(value = "Three dots", description = "Three dots whose six coordinates vary independently; they may overlap.")
    THREE_DOTS
}
