package org.knime.core.data.vector.doublevector;

import org.knime.core.data.DataValue;

/** Numbers in double precision in one cell. */
public interface DoubleVectorValue extends DataValue {

    int getLength();

    double getValue(int index);
}
