package org.knime.node.parameters.widget.choices.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Selects some of many strings that have a type: by hand, by a pattern, or by their types.
 *
 * <p>The fields carry the names under which they are saved.
 *
 * @param <T> selects by type
 */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {

    /** What was selected when the dialog closed; only the dialog needs it, so it is not saved. */
    @Persistor(NeverSaved.class)
    String[] m_selected;

    FilterMode m_mode = FilterMode.MANUAL;

    PatternFilter m_patternFilter = new PatternFilter();

    ManualFilter m_manualFilter;

    T m_typeFilter;

    /**
     * @param initialSelected what is selected by hand
     * @param defaultTypeFilter selects by type
     */
    protected TypedStringFilter(final String[] initialSelected, final T defaultTypeFilter) {
        m_manualFilter = new ManualFilter(Objects.requireNonNull(initialSelected));
        m_typeFilter = defaultTypeFilter;
    }

    /**
     * @param initialSelected what is selected by hand
     * @param defaultTypeFilter selects by type
     */
    protected TypedStringFilter(final List<String> initialSelected, final T defaultTypeFilter) {
        this(initialSelected.toArray(String[]::new), defaultTypeFilter);
    }

    /** @param value whether a selection by hand includes strings that it does not know */
    protected void setIncludeUnknownValues(final boolean value) {
        m_manualFilter.m_includeUnknownColumns = value;
    }

    /**
     * @param choices what there is to select from
     * @return what is selected by hand but not there
     */
    protected String[] getMissingSelected(final String[] choices) {
        Objects.requireNonNull(choices);
        return m_mode == FilterMode.MANUAL ? m_manualFilter.missing(choices) : new String[0];
    }

    /**
     * @param choices what there is to select from
     * @param getSelectedFromTypeFilter selects by type
     * @return what is selected, in the order of the choices
     */
    protected String[] getSelected(final String[] choices, final Function<T, String[]> getSelectedFromTypeFilter) {
        Objects.requireNonNull(choices);
        if (m_mode == FilterMode.TYPE) {
            return getSelectedFromTypeFilter.apply(m_typeFilter);
        }
        return Arrays.stream(choices).filter(getStringFilterPredicate()).toArray(String[]::new);
    }

    /**
     * @return tells whether a string is selected
     * @throws IllegalStateException if the selection is by type
     */
    protected Predicate<String> getStringFilterPredicate() {
        return switch (m_mode) {
            case MANUAL -> m_manualFilter.predicate();
            case REGEX -> m_patternFilter.predicate(true);
            case WILDCARD -> m_patternFilter.predicate(false);
            case TYPE -> throw new IllegalStateException("A selection by type cannot be decided by names alone.");
        };
    }

    /** @param selected what is selected, for the dialog */
    protected void setSelected(final String[] selected) {
        m_selected = selected;
    }

    /** How strings are selected; saved by name. */
    enum FilterMode {
            MANUAL, REGEX, WILDCARD, TYPE
    }

    /** A selection by hand. */
    static final class ManualFilter implements Persistable {

        String[] m_manuallySelected;

        String[] m_manuallyDeselected = new String[0];

        boolean m_includeUnknownColumns;

        ManualFilter() {
            this(new String[0]);
        }

        ManualFilter(final String[] selected) {
            m_manuallySelected = selected;
        }

        Predicate<String> predicate() {
            if (m_includeUnknownColumns) {
                return Predicate.not(Set.copyOf(Arrays.asList(m_manuallyDeselected))::contains);
            }
            return Set.copyOf(Arrays.asList(m_manuallySelected))::contains;
        }

        String[] missing(final String[] choices) {
            if (m_includeUnknownColumns) {
                return new String[0];
            }
            final var known = Set.copyOf(Arrays.asList(choices));
            return Arrays.stream(m_manuallySelected).filter(name -> !known.contains(name)).toArray(String[]::new);
        }
    }

    /** Keeps a field out of the settings. */
    static final class NeverSaved implements NodeParametersPersistor<String[]> {

        @Override
        public String[] load(final NodeSettingsRO settings) {
            return null;
        }

        @Override
        public void save(final String[] param, final NodeSettingsWO settings) {
            // the dialog computes it anew
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }
}
