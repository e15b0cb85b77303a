package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigPasswordEntry;

class SettingsXmlTest {

    private static String xml(final NodeSettings settings) throws IOException {
        final var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static NodeSettingsRO read(final String xml) throws IOException {
        return NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static NodeSettingsRO reread(final NodeSettings settings) throws IOException {
        return read(xml(settings));
    }

    private static String file(final String entries) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\" key=\"root\">"
            + entries + "</config>";
    }

    private static NodeSettings everyType() {
        final var settings = new NodeSettings("root");
        settings.addInt("int", Integer.MIN_VALUE);
        settings.addLong("long", Long.MAX_VALUE);
        settings.addDouble("double", 0.1 + 0.2);
        settings.addDouble("nan", Double.NaN);
        settings.addDouble("infinity", Double.NEGATIVE_INFINITY);
        settings.addFloat("float", Float.MIN_VALUE);
        settings.addShort("short", (short)-3);
        settings.addByte("byte", (byte)-128);
        settings.addChar("char", 'ß');
        settings.addBoolean("boolean", true);
        settings.addString("string", "a text");
        settings.addString("null", null);
        settings.addString("empty", "");
        settings.addNodeSettings("empty branch");
        settings.addNodeSettings("branch").addNodeSettings("branch").addInt("leaf", 1);
        settings.addIntArray("ints", 1, -2, 3);
        settings.addDoubleArray("doubles", 1.5, Double.NaN);
        settings.addStringArray("strings", "a", null, "");
        settings.addStringArray("no strings");
        settings.addStringArray("null strings", (String[])null);
        settings.addLongArray("longs", Long.MIN_VALUE);
        settings.addBooleanArray("booleans", true, false);
        settings.addFloatArray("floats", 1f);
        settings.addShortArray("shorts", (short)1);
        settings.addByteArray("bytes", (byte)1);
        settings.addCharArray("chars", ' ', '%');
        return settings;
    }

    @Test
    void everyTypeSurvivesTheFile() throws Exception {
        final var settings = everyType();
        final var read = reread(settings);
        assertEquals(settings, read);
        assertEquals(List.copyOf(settings.keySet()), List.copyOf(read.keySet()), "the order of keys");
        assertEquals(0.1 + 0.2, read.getDouble("double"));
        assertNull(read.getString("null"));
        assertEquals("", read.getString("empty"));
        assertArrayEquals(new String[]{"a", null, ""}, read.getStringArray("strings"));
        assertArrayEquals(new String[0], read.getStringArray("no strings"));
        assertNull(read.getStringArray("null strings"));
        assertEquals(1, read.getNodeSettings("branch").getNodeSettings("branch").getInt("leaf"));
        assertEquals(xml(settings), xml((NodeSettings)read));
    }

    @Test
    void entriesStandInTheFileAsKnimeWritesThem() throws IOException {
        final var settings = new NodeSettings("settings.xml");
        settings.addString("none", null);
        settings.addStringArray("list", "x");
        settings.addNodeSettings("model");
        assertEquals("""
            <?xml version="1.0" encoding="UTF-8"?>
            <config xmlns="http://www.knime.org/2008/09/XMLConfig" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd" key="settings.xml">
                <entry key="none" type="xstring" isnull="true" value=""/>
                <config key="list">
                    <entry key="array-size" type="xint" value="1"/>
                    <entry key="0" type="xstring" value="x"/>
                </config>
                <config key="model"/>
            </config>
            """, xml(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab\tline\nreturn\r", "<a href=\"x\">&amp;</a> 'q'", "100 %% %%00009", "%", "%%", "%%%", "%%0000",
        "🦋 ∇ é \uD7FF\uE000", "\u0000\u0001", " spaces  kept "})
    void everyCharacterSurvivesTheFile(final String text) throws Exception {
        final var settings = new NodeSettings("root");
        settings.addString("text", text);
        settings.addString("key with \"<&\t>", "x");
        final var read = reread(settings);
        assertEquals(text, read.getString("text"));
        assertEquals(settings, read);
    }

    @ParameterizedTest
    @CsvSource({"'a\tb', a%%00009b", "'100%%', 100%%00037%", "\uE000, %%57344"})
    void charactersThatXmlCannotCarryAreWrittenAsPercentSignsAndDigits(final String text, final String written)
        throws IOException {
        final var settings = new NodeSettings("root");
        settings.addString("text", text);
        assertTrue(xml(settings).contains("value=\"" + written + "\""), () -> "not written as " + written);
    }

    @Test
    void whatMustNotReachAFileDoesNot() throws IOException {
        final var settings = new NodeSettings("root");
        settings.addTransientString("secret", "secret value");
        assertEquals("secret value", settings.getTransientString("secret"));
        assertFalse(xml(settings).contains("secret"));
    }

    @Test
    void passwordsAreKeptUnreadAndNeverDecrypted() throws Exception {
        final var read = read(file("<entry key=\"login\" type=\"xpassword\" value=\"02BAAAAO\"/>"));
        assertEquals("02BAAAAO", ((ConfigPasswordEntry)((NodeSettings)read).getEntry("login")).getPassword());
        assertTrue(xml((NodeSettings)read).contains("type=\"xpassword\" value=\"02BAAAAO\""));
        final var refusal = assertThrows(InvalidSettingsException.class, () -> read.getPassword("login", "key"));
        assertTrue(refusal.getMessage().contains("login"));
    }

    @Test
    void cellsKeysAndTypesSurviveTheFile() throws Exception {
        final var settings = new NodeSettings("root");
        final DataCell[] cells = {new DoubleCell(1.5), new IntCell(2), new LongCell(3), new StringCell("x"), BooleanCell.TRUE,
            DataType.getMissingCell(), null};
        final DataType[] types = {DoubleCell.TYPE, ListCell.getCollectionType(IntCell.TYPE),
            DataType.getCommonSuperType(DoubleCell.TYPE, StringCell.TYPE), null};
        settings.addDataCellArray("cells", cells);
        settings.addDataTypeArray("types", types);
        settings.addRowKey("key", new RowKey("Row1"));
        final var read = reread(settings);
        assertArrayEquals(cells, read.getDataCellArray("cells"));
        assertArrayEquals(types, read.getDataTypeArray("types"));
        assertEquals(new RowKey("Row1"), read.getRowKey("key"));
    }

    @Test
    void aCellWithoutAPlainValueIsRefused() {
        final var list = CollectionCellFactory.createListCell(List.of(new IntCell(1)));
        final var refusal = assertThrows(UnsupportedOperationException.class,
            () -> new NodeSettings("root").addDataCell("codes", list));
        assertTrue(refusal.getMessage().contains("codes") && refusal.getMessage().contains("ListCell"));
    }

    @Test
    void aMissingOrMistypedValueIsNamed() {
        final var settings = everyType();
        for (final var key : List.of("absent", "string", "branch")) {
            final var refusal = assertThrows(InvalidSettingsException.class, () -> settings.getInt(key));
            assertEquals("Int for key \"" + key + "\" not found.", refusal.getMessage());
            assertEquals(7, settings.getInt(key, 7));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {//
        "<entry key=\"n\" type=\"xint\" value=\"many\"/> | \"many\" is no value of type xint (key 'n')", //
        "<entry key=\"n\" type=\"xint\" isnull=\"true\" value=\"\"/> | is no value of type xint (key 'n')", //
        "<entry key=\"n\" type=\"xcolor\" value=\"red\"/> | Invalid type ('xcolor') for key 'n'", //
        "<entry type=\"xint\" value=\"1\"/> | has no key", //
        "<node key=\"n\"/> | \"node\" is not a valid tag name", //
        "<config key=\"open\"> | line 2"})
    void aDamagedFileIsRefusedWithAReason(final String entries, final String reason) {
        final var refusal = assertThrows(IOException.class, () -> read(file(entries)));
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    @Test
    void anArrayThatClaimsMoreElementsThanItHoldsIsRefused() throws IOException {
        final var read = read(file("<config key=\"a\"><entry key=\"array-size\" type=\"xint\" value=\"2000000000\"/></config>"));
        assertThrows(InvalidSettingsException.class, () -> read.getDoubleArray("a"));
        assertThrows(InvalidSettingsException.class, () -> read.getDataCellArray("a"));
    }

    @Test
    void nothingOutsideAFileIsRead() {
        final var xml = "<?xml version=\"1.0\"?><!DOCTYPE config [<!ENTITY x SYSTEM \"file:///no/such/file\">]>"
            + "<config key=\"root\"><entry key=\"a\" type=\"xstring\" value=\"b\"/>&x;</config>";
        assertEquals("b", assertReads(xml).getString("a", null));
    }

    private static NodeSettingsRO assertReads(final String xml) {
        try {
            return read(xml);
        } catch (IOException e) {
            throw new AssertionError("an external entity was followed", e);
        }
    }

    @Test
    void aCopyIsEqualAndIndependent() throws Exception {
        final var settings = everyType();
        final var copy = new NodeSettings("root");
        settings.copyTo(copy);
        assertEquals(settings, copy);
        copy.getNodeSettings("branch").getNodeSettings("branch").addInt("leaf", 2);
        assertEquals(1, settings.getNodeSettings("branch").getNodeSettings("branch").getInt("leaf"));
        assertFalse(settings.equals(copy));
        assertSame(settings, settings.getEntry("int").getParent());
        assertSame(copy, copy.getEntry("int").getParent());
    }
}
