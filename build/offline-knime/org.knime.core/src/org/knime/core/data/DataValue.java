package org.knime.core.data;

/** What a cell can be asked for; its sub-interfaces are the value classes that data types are made of. */
public interface DataValue {
}
