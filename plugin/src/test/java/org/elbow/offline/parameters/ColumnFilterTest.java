package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Selecting columns: by hand, by a pattern, by type; and how the selection is saved. */
class ColumnFilterTest {

    static final class Filtering implements NodeParameters {
        ColumnFilter m_columns = new ColumnFilter(new String[]{"b", "gone"});
    }

    private static final DataTableSpec TABLE = new DataTableSpec(
        new String[]{"a", "B", "b", "bb", "text"},
        new DataType[]{DoubleCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, StringCell.TYPE});

    /** The filter with some entries of its settings changed. */
    private static ColumnFilter filter(final String mode, final String pattern, final boolean caseSensitive,
        final boolean inverted, final String... types) throws InvalidSettingsException {
        final var settings = SavedParameters.settings(new Filtering());
        final var filter = settings.getNodeSettings("columns");
        filter.addString("mode", mode);
        filter.getNodeSettings("patternFilter").addString("pattern", pattern);
        filter.getNodeSettings("patternFilter").addBoolean("isCaseSensitive", caseSensitive);
        filter.getNodeSettings("patternFilter").addBoolean("isInverted", inverted);
        filter.getNodeSettings("typeFilter").addStringArray("selectedTypes", types);
        return SavedParameters.load(Filtering.class, settings).m_columns;
    }

    private static void assertSelects(final ColumnFilter filter, final String... columns) {
        assertArrayEquals(columns, filter.filterFromFullSpec(TABLE));
        final var predicate = filter.getFilterPredicate();
        assertArrayEquals(columns,
            TABLE.stream().filter(predicate).map(column -> column.getName()).toArray(String[]::new));
    }

    @Test
    void theSettingsHaveKnimesKeys() throws InvalidSettingsException {
        final var filter = SavedParameters.settings(new Filtering()).getNodeSettings("columns");
        assertEquals(Set.of("mode", "patternFilter", "manualFilter", "typeFilter"), filter.keySet());
        assertEquals("MANUAL", filter.getString("mode"));
        final var pattern = filter.getNodeSettings("patternFilter");
        assertEquals(Set.of("pattern", "isCaseSensitive", "isInverted"), pattern.keySet());
        assertEquals("", pattern.getString("pattern"));
        final var manual = filter.getNodeSettings("manualFilter");
        assertEquals(Set.of("manuallySelected", "manuallyDeselected", "includeUnknownColumns"), manual.keySet());
        assertArrayEquals(new String[]{"b", "gone"}, manual.getStringArray("manuallySelected"));
        assertFalse(manual.getBoolean("includeUnknownColumns"));
        assertEquals(Set.of("selectedTypes"), filter.getNodeSettings("typeFilter").keySet());
    }

    @Test
    void aSelectionByHandKeepsTheOrderOfTheTableAndTellsWhatIsMissing() {
        final var filter = new ColumnFilter(new String[]{"gone", "bb", "a"});
        assertSelects(filter, "a", "bb");
        assertArrayEquals(new String[]{"gone"}, filter.getMissingSelectedFromFullSpec(TABLE));
    }

    @Test
    void unknownColumnsAreIncludedOnlyIfAskedFor() {
        assertSelects(new ColumnFilter());
        assertSelects(new ColumnFilter().withIncludeUnknownColumns(), "a", "B", "b", "bb", "text");
        assertSelects(new ColumnFilter().withIncludeUnknownColumns().withExcludeUnknownColumns());
    }

    @Test
    void columnsCanBeGivenAsSpecs() {
        assertSelects(new ColumnFilter(List.of(new DataColumnSpecCreator("b", DoubleCell.TYPE).createSpec())), "b");
    }

    @Test
    void wildCardsMatchTheWholeName() throws InvalidSettingsException {
        assertSelects(filter("WILDCARD", "b*", true, false), "b", "bb");
        assertSelects(filter("WILDCARD", "b?", true, false), "bb");
        assertSelects(filter("WILDCARD", "b", false, false), "B", "b");
        assertSelects(filter("WILDCARD", "b*", true, true), "a", "B", "text");
    }

    @Test
    void regularExpressionsMatchTheWholeNameAndAnEmptyOneNothing() throws InvalidSettingsException {
        assertSelects(filter("REGEX", "b+", true, false), "b", "bb");
        assertSelects(filter("REGEX", "B+", false, false), "B", "b", "bb");
        assertSelects(filter("REGEX", "", true, false));
    }

    @Test
    void typesSelectByTheValueThatTheyPrefer() throws InvalidSettingsException {
        assertSelects(filter("TYPE", "", true, false, DoubleValue.class.getName()), "a", "b", "bb");
        assertTrue(filter("TYPE", "", true, false).filterFromFullSpec(TABLE).length == 0);
    }

    @Test
    void onlyASelectionByHandMissesColumns() throws InvalidSettingsException {
        assertArrayEquals(new String[]{"gone"}, filter("MANUAL", "", true, false).getMissingSelectedFromFullSpec(TABLE));
        assertArrayEquals(new String[0], filter("WILDCARD", "*", true, false).getMissingSelectedFromFullSpec(TABLE));
    }
}
