package org.knime.core.data;

/** Marks values of which tables keep the set of all possible ones. */
public interface NominalValue extends DataValue {
}
