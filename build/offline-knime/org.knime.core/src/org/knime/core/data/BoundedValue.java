package org.knime.core.data;

/** Marks values for which tables keep a lower and an upper bound. */
public interface BoundedValue extends DataValue {
}
