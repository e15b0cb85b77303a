package org.elbow.knime.table;

import static org.elbow.knime.TestTables.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.InvalidSettingsException;

class FeatureColumnsTest {

    private static final FeatureColumn X = new FeatureColumn("x", FeatureKind.NUMBER);

    private final DataTableSpec spec = spec("id", StringCell.TYPE, "x", DoubleCell.TYPE, "v", DoubleVectorCellFactory.TYPE,
        "l", ListCell.getCollectionType(IntCell.TYPE), "p", PNGImageCellFactory.TYPE, "q", PNGImageCellFactory.TYPE,
        "words", ListCell.getCollectionType(StringCell.TYPE));

    private static List<String> names(final List<FeatureColumn> columns) {
        return columns.stream().map(FeatureColumn::name).toList();
    }

    @Test
    void numbersVectorsListsOfNumbersImagesAndStringsCanBeUsed() {
        assertEquals(List.of("id", "x", "v", "l", "p", "q"), names(FeatureColumns.usable(spec)));
    }

    @Test
    void theFirstImageIsPreferredThenVectorsThenNumbers() {
        assertEquals(List.of("p"), names(FeatureColumns.automatic(spec, true)));
        assertEquals(List.of("v", "w"), names(FeatureColumns.automatic(
            spec("x", DoubleCell.TYPE, "v", DoubleVectorCellFactory.TYPE, "w", DoubleVectorCellFactory.TYPE), true)));
        assertEquals(List.of("x", "i"), names(FeatureColumns.automatic(
            spec("x", DoubleCell.TYPE, "s", StringCell.TYPE, "i", IntCell.TYPE), true)));
    }

    @Test
    void nominalColumnsAreTakenAutomaticallyOnlyIfTheyAreKnownToHaveAFewValues() {
        final DataTableSpec table = new DataTableSpec(strings("unknown", 0), strings("constant", 1), strings("few", 2),
            new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec(), strings("most", FeatureColumns.LARGEST_DOMAIN),
            strings("many", FeatureColumns.LARGEST_DOMAIN + 1));
        assertEquals(List.of("x"), names(FeatureColumns.automatic(table, false)));
        assertEquals(List.of("few", "x", "most"), names(FeatureColumns.automatic(table, true)));
    }

    @Test
    void columnsOfAPlainTableThatAreLeftOutAreNamedWithTheReason() {
        final DataColumnSpec x = new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec();
        final DataTableSpec table =
            new DataTableSpec(strings("unknown", 0), strings("constant", 1), strings("few", 2), x, strings("many", 60));
        assertEquals("Not learned from: \"unknown\" (its values are not known, or too many; the Domain Calculator finds them), "
            + "\"constant\" (only one value), \"many\" (more than 50 values). Select columns by name to decide for yourself.",
            FeatureColumns.leftOut(table, true).orElseThrow());
        assertEquals(Optional.empty(), FeatureColumns.leftOut(table, false), "not wanted");
        assertEquals(Optional.empty(), FeatureColumns.leftOut(new DataTableSpec(x, strings("few", 2)), true));
        assertEquals(Optional.empty(), FeatureColumns.leftOut(spec, true), "images are taken alone");
    }

    /** A column of strings that is known to have so many values, or not known if there are none. */
    private static DataColumnSpec strings(final String name, final int values) {
        final DataColumnSpecCreator column = new DataColumnSpecCreator(name, StringCell.TYPE);
        if (values > 0) {
            column.setDomain(new DataColumnDomainCreator(
                IntStream.range(0, values).mapToObj(i -> new StringCell("v" + i)).toArray(DataCell[]::new)).createDomain());
        }
        return column.createSpec();
    }

    @Test
    void withoutUsableColumnsTheMessageSaysWhatWouldDo() {
        final String message = assertThrows(InvalidSettingsException.class,
            () -> FeatureColumns.requireAutomatic(spec("s", StringCell.TYPE), true)).getMessage();
        assertTrue(message.contains("PNG images") && message.contains("numbers"), message);
    }

    @Test
    void namedColumnsKeepTheTablesOrder() throws InvalidSettingsException {
        assertEquals(List.of("x", "p"), names(FeatureColumns.named(spec, "p", "x")));
    }

    @Test
    void namesThatAreAbsentOrUselessAreRefused() {
        assertMessage("No feature column", () -> FeatureColumns.named(spec));
        assertMessage("\"gone\"", () -> FeatureColumns.named(spec, "x", "gone"));
        assertMessage("\"words\"", () -> FeatureColumns.named(spec, "words"));
    }

    @Test
    void aModelsColumnsMustBeThereInTheSameKind() throws InvalidSettingsException {
        FeatureColumns.requireAll(spec, List.of(X));
        FeatureColumns.requireAll(spec("x", IntCell.TYPE), List.of(X));
        assertMessage("lacks the column \"x\"", () -> FeatureColumns.requireAll(spec("y", IntCell.TYPE), List.of(X)));
        assertMessage("\"x\"", () -> FeatureColumns.requireAll(spec("x", StringCell.TYPE), List.of(X)));
        assertMessage("kind number",
            () -> FeatureColumns.requireAll(spec("x", DoubleVectorCellFactory.TYPE), List.of(X)));
    }

    private static void assertMessage(final String part, final org.junit.jupiter.api.function.Executable call) {
        final String message = assertThrows(InvalidSettingsException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
