package org.knime.core.data;

/** An integer of 64 bits. */
public interface LongValue extends DataValue {

    long getLongValue();
}
