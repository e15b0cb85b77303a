package org.knime.core.data.image.png;

import org.knime.core.data.image.ImageValue;

/** A PNG image in a cell. */
public interface PNGImageValue extends ImageValue {

    @Override
    PNGImageContent getImageContent();

    static boolean equalContent(final PNGImageValue first, final PNGImageValue second) {
        return first.getImageContent().equals(second.getImageContent());
    }
}
