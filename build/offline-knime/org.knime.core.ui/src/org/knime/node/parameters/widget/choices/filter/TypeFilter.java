package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Selects by type. */
public abstract class TypeFilter implements Persistable {

    /** The types that are selected, as they are saved. */
    public String[] m_selectedTypes;

    /** No type is selected. */
    protected TypeFilter() {
        this(new String[0]);
    }

    /** @param selectedTypes the types that are selected */
    protected TypeFilter(final String[] selectedTypes) {
        m_selectedTypes = selectedTypes;
    }

    /**
     * @param typeId a type, as it is saved
     * @return the type as users read it, empty if it is unknown
     */
    protected abstract Optional<PossibleTypeValue> fromTypeId(String typeId);

    /** @return tells whether a type is selected */
    protected Predicate<String> getIsSelectedPredicate() {
        return Set.copyOf(Arrays.asList(m_selectedTypes))::contains;
    }
}
