package org.knime.core.data;

/** A value that is not there; the error, null if there is none, says why. */
public interface MissingValue extends DataValue {

    String getError();
}
