package org.knime.core.data;

/** A cell without a value. All missing cells are equal, whatever their error. */
public final class MissingCell extends DataCell implements MissingValue {

    private static final long serialVersionUID = 1L;

    static final MissingCell WITHOUT_ERROR = new MissingCell(null);

    private final String error;

    public MissingCell(final String error) {
        this.error = error;
    }

    @Override
    public String getError() {
        return error;
    }

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    public String toString() {
        return "?";
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return true;
    }

    @Override
    public int hashCode() {
        return MissingCell.class.getName().hashCode();
    }
}
