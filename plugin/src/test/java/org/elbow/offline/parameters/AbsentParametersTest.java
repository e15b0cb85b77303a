package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;

/** What happens if settings lack a key, or were saved in an earlier form or by a class of their own. */
class AbsentParametersTest {

    static final class Strict implements NodeParameters {
        int m_first = 1;
        int m_second = 2;
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient implements NodeParameters {
        int m_first = 1;
        int m_second = 2;
        Strict m_group = new Strict();
    }

    static final class OneLenientField implements NodeParameters {
        int m_first = 1;
        @Migrate(loadDefaultIfAbsent = true)
        int m_second = 2;
    }

    /** Earlier, the number was saved as text under another key. */
    static final class FromText implements NodeParametersMigration<Integer> {
        @Override
        public List<ConfigMigration<Integer>> getConfigMigrations() {
            return List.of(ConfigMigration.<Integer> builder(settings -> Integer.valueOf(settings.getString("old")))
                .withDeprecatedConfigPath("old").build());
        }
    }

    static final class Eleven implements DefaultProvider<Integer> {
        @Override
        public Integer getDefault() {
            return 11;
        }
    }

    static final class Migrated implements NodeParameters {
        @Migration(FromText.class)
        int m_number = 1;
        @Migration(Eleven.class)
        int m_other = 2;
    }

    @LoadDefaultsForAbsentFields
    static final class LenientButMigrated implements NodeParameters {
        int m_first = 1;
        @Migration(Eleven.class)
        int m_second = 2;
    }

    /** Saves the negative number. */
    static final class Negating implements NodeParametersPersistor<Integer> {
        @Override
        public Integer load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return -settings.getInt("negative");
        }

        @Override
        public void save(final Integer value, final NodeSettingsWO settings) {
            settings.addInt("negative", -value);
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{"negative"}};
        }
    }

    @LoadDefaultsForAbsentFields
    static final class OwnForm implements NodeParameters {
        @Persistor(Negating.class)
        int m_number = 5;
    }

    private static NodeSettings settings(final String key, final int value) {
        final var settings = new NodeSettings("model");
        settings.addInt(key, value);
        return settings;
    }

    @Test
    void aMissingKeyIsRefusedAndNamed() {
        final var message = assertThrows(InvalidSettingsException.class,
            () -> SavedParameters.load(Strict.class, settings("first", 5))).getMessage();
        assertTrue(message.contains("\"second\""), message);
    }

    @Test
    void emptySettingsAreTheDefaultsSinceKnimeSavesThemForAFreshNode() throws InvalidSettingsException {
        assertEquals(2, SavedParameters.load(Strict.class, new NodeSettings("model")).m_second);
    }

    @Test
    void aClassCanHaveDefaultsForAllMissingKeys() throws InvalidSettingsException {
        final var loaded = SavedParameters.load(Lenient.class, settings("first", 5));
        assertEquals(5, loaded.m_first);
        assertEquals(2, loaded.m_second);
        assertEquals(2, loaded.m_group.m_second);
    }

    @Test
    void defaultsForMissingKeysDoNotReachIntoGroups() {
        final var settings = settings("first", 5);
        settings.addNodeSettings("group").addInt("first", 3);
        assertThrows(InvalidSettingsException.class, () -> SavedParameters.load(Lenient.class, settings));
    }

    @Test
    void aFieldCanHaveItsDefaultIfItsKeyIsMissing() throws InvalidSettingsException {
        assertEquals(2, SavedParameters.load(OneLenientField.class, settings("first", 5)).m_second);
        assertThrows(InvalidSettingsException.class,
            () -> SavedParameters.load(OneLenientField.class, settings("second", 5)));
    }

    @Test
    void aMigrationGoesBeforeTheDefaultsOfTheClass() throws InvalidSettingsException {
        assertEquals(11, SavedParameters.load(LenientButMigrated.class, settings("first", 5)).m_second);
    }

    @Test
    void anEarlierFormIsRecognisedAndLoaded() throws InvalidSettingsException {
        final var settings = new NodeSettings("model");
        settings.addString("old", "42");
        final var loaded = SavedParameters.load(Migrated.class, settings);
        assertEquals(42, loaded.m_number);
        assertEquals(11, loaded.m_other);
    }

    @Test
    void thePresentFormIsLoadedWhereTheEarlierOneIsNotThere() throws InvalidSettingsException {
        final var settings = settings("number", 3);
        settings.addInt("other", 4);
        final var loaded = SavedParameters.load(Migrated.class, settings);
        assertEquals(3, loaded.m_number);
        assertEquals(4, loaded.m_other);
    }

    @Test
    void aParameterCanBeSavedInAFormOfItsOwn() throws InvalidSettingsException {
        assertEquals(-5, SavedParameters.settings(new OwnForm()).getInt("negative"));
        assertEquals(5, SavedParameters.saveAndLoad(new OwnForm()).m_number);
        assertEquals(5, SavedParameters.load(OwnForm.class, settings("unrelated", 1)).m_number);
    }
}
