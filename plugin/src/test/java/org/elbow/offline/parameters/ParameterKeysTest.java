package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.persistence.Persist;

/** How parameters are saved: under which keys, and in which form. */
class ParameterKeysTest {

    enum Kind {
            FIRST_KIND, OTHER
    }

    static class Plain implements NodeParameters {
        static int counter = 5;
        String m_column = "x";
        int latentSize = 3;
        protected long m_seed = 7L;
        public double m_rate = 0.25;
        boolean m_isOn = true;
        float m_share = 0.5f;
        Kind m_kind = Kind.OTHER;
        String m_nothing;
        transient int m_passing = 4;
        private int m_secret = 9;
        String[] m_names = {"a", null, ""};
        int[] m_sizes = {4, 2};
        double[] m_weights = {};
        Void m_message;

        int secret() {
            return m_secret;
        }
    }

    static class Base implements NodeParameters {
        int m_inherited = 1;
    }

    static final class Renamed extends Base {
        @Persist(configKey = "epochs_number")
        int m_epochs = 2;
        @Persist(hidden = true)
        int m_hidden = 3;
    }

    static final class Element implements NodeParameters {
        int m_size;

        Element() {
        }

        Element(final int size) {
            m_size = size;
        }
    }

    static final class Nested implements NodeParameters {
        Element m_group = new Element(1);
        Element[] m_layers = {new Element(5), new Element(6)};
        List<Element> m_list = List.of(new Element(8));
        Element[] m_absent;
        Optional<Integer> m_seed = Optional.of(4);
        Optional<String> m_label = Optional.empty();
        Optional<Kind> m_choice = Optional.empty();
    }

    static final class Unknown implements NodeParameters {
        Thread m_thread;
    }

    @Test
    void keysAreTheNamesOfFieldsWithoutTheirPrefix() {
        assertEquals(Set.of("column", "latentSize", "seed", "rate", "isOn", "share", "kind", "nothing", "names", "sizes",
            "weights"), SavedParameters.settings(new Plain()).keySet());
    }

    @Test
    void everyPlainValueSurvivesTheFile() throws InvalidSettingsException {
        final var plain = new Plain();
        plain.m_column = "two\nlines & <signs>";
        plain.latentSize = -1;
        plain.m_seed = Long.MIN_VALUE;
        plain.m_rate = Math.nextUp(0.1);
        plain.m_isOn = false;
        plain.m_share = Float.MIN_VALUE;
        plain.m_kind = Kind.FIRST_KIND;
        plain.m_weights = new double[]{Double.NaN, Double.NEGATIVE_INFINITY, -0.0};
        final var loaded = SavedParameters.saveAndLoad(plain);
        assertEquals(plain.m_column, loaded.m_column);
        assertEquals(-1, loaded.latentSize);
        assertEquals(Long.MIN_VALUE, loaded.m_seed);
        assertEquals(Math.nextUp(0.1), loaded.m_rate);
        assertFalse(loaded.m_isOn);
        assertEquals(Float.MIN_VALUE, loaded.m_share);
        assertEquals(Kind.FIRST_KIND, loaded.m_kind);
        assertNull(loaded.m_nothing);
        assertArrayEquals(new String[]{"a", null, ""}, loaded.m_names);
        assertArrayEquals(new int[]{4, 2}, loaded.m_sizes);
        assertArrayEquals(plain.m_weights, loaded.m_weights);
        assertEquals(9, loaded.secret());
    }

    @Test
    void constantsAreSavedByName() throws InvalidSettingsException {
        assertEquals("OTHER", SavedParameters.settings(new Plain()).getString("kind"));
    }

    @Test
    void anUnknownConstantIsRefusedWithThoseThatThereAre() {
        final var settings = SavedParameters.settings(new Plain());
        settings.addString("kind", "SOME");
        final var message =
            assertThrows(InvalidSettingsException.class, () -> SavedParameters.load(Plain.class, settings)).getMessage();
        assertTrue(message.contains("'SOME'") && message.contains("FIRST_KIND, OTHER"), message);
    }

    @Test
    void aKeyCanBeRenamedOrHiddenAndInheritedFieldsComeFirst() throws InvalidSettingsException {
        final var settings = SavedParameters.settings(new Renamed());
        assertEquals(List.of("inherited", "epochs_number", "hidden_Internals"), List.copyOf(settings.keySet()));
        settings.addInt("epochs_number", 20);
        assertEquals(20, SavedParameters.load(Renamed.class, settings).m_epochs);
    }

    @Test
    void groupsAndListsOfGroupsAreConfigsOfTheirOwn() throws InvalidSettingsException {
        final var settings = SavedParameters.settings(new Nested());
        assertEquals(1, settings.getNodeSettings("group").getInt("size"));
        assertEquals(Set.of("0", "1"), settings.getNodeSettings("layers").keySet());
        assertEquals(6, settings.getNodeSettings("layers").getNodeSettings("1").getInt("size"));
        assertTrue(settings.getNodeSettings("absent").getBoolean("is_null"));
        final var loaded = SavedParameters.load(Nested.class, settings);
        assertArrayEquals(new int[]{5, 6}, Arrays.stream(loaded.m_layers).mapToInt(e -> e.m_size).toArray());
        assertEquals(8, loaded.m_list.get(0).m_size);
        assertNull(loaded.m_absent);
    }

    @Test
    void anOptionalIsItsContentAndWhetherItIsThere() throws InvalidSettingsException {
        final var settings = SavedParameters.settings(new Nested());
        assertEquals(4, settings.getInt("seed"));
        assertTrue(settings.getBoolean("seed_is_present"));
        assertNull(settings.getString("label"));
        assertFalse(settings.getBoolean("label_is_present"));
        final var loaded = SavedParameters.load(Nested.class, settings);
        assertEquals(Optional.of(4), loaded.m_seed);
        assertEquals(Optional.empty(), loaded.m_label);
        assertEquals(Optional.empty(), loaded.m_choice);
    }

    @Test
    void aTypeThatKnimeCannotSaveIsRefused() {
        final var message = assertThrows(IllegalArgumentException.class,
            () -> SavedParameters.settings(new Unknown())).getMessage();
        assertTrue(message.contains("java.lang.Thread"), message);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        final var settings = SavedParameters.settings(new Plain());
        settings.addString("latentSize", "three");
        final var message =
            assertThrows(InvalidSettingsException.class, () -> SavedParameters.load(Plain.class, settings)).getMessage();
        assertTrue(message.contains("latentSize"), message);
    }

    @Test
    void anArrayThatLiesAboutItsSizeIsRefused() {
        final var settings = SavedParameters.settings(new Plain());
        final NodeSettings array;
        try {
            array = settings.getNodeSettings("sizes");
        } catch (final InvalidSettingsException ex) {
            throw new AssertionError(ex);
        }
        array.addInt("array-size", 1_000_000_000);
        assertThrows(InvalidSettingsException.class, () -> SavedParameters.load(Plain.class, settings));
    }
}
