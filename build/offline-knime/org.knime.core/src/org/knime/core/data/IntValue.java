package org.knime.core.data;

/** An integer of 32 bits. */
public interface IntValue extends DataValue {

    int getIntValue();
}
