package org.knime.core.data.image.png;

import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataValue;

/** A PNG image in a cell. */
public class PNGImageCell extends DataCell implements PNGImageValue {

    private static final long serialVersionUID = 1L;

    private final transient PNGImageContent content;

    PNGImageCell(final PNGImageContent content) {
        this.content = Objects.requireNonNull(content);
    }

    @Override
    public PNGImageContent getImageContent() {
        return content;
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return content.equals(((PNGImageCell)cell).content);
    }

    @Override
    protected boolean equalContent(final DataValue other) {
        return PNGImageValue.equalContent(this, (PNGImageValue)other);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.getSummary();
    }
}
