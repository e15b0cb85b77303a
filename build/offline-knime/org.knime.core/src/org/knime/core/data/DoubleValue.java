package org.knime.core.data;

/** A number in double precision. */
public interface DoubleValue extends DataValue {

    double getDoubleValue();
}
