package org.knime.core.node.config;

import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** How single cells stand in settings: the class under {@code datacell}, the value in a sub-tree named after the class. */
final class DataCellEntries {

    private static final String CLASS = "datacell";

    /** Missing cells had this class in earlier versions of KNIME. */
    private static final String FORMER_MISSING_CELL = "org.knime.core.data.DataType$MissingCell";

    private interface Saver {
        void save(DataCell cell, Config config);
    }

    private interface Loader {
        DataCell load(Config config) throws InvalidSettingsException;
    }

    private record Format(Saver saver, Loader loader) {
    }

    private static final Format MISSING = new Format((cell, config) -> { }, config -> DataType.getMissingCell());

    private static final Map<String, Format> FORMATS = Map.of(//
        BooleanCell.class.getName(), new Format(//
            (cell, config) -> config.addBoolean("BooleanCell", ((BooleanCell)cell).getBooleanValue()), //
            config -> BooleanCell.get(config.getBoolean("BooleanCell"))), //
        StringCell.class.getName(), new Format(//
            (cell, config) -> config.addString("StringCell", ((StringCell)cell).getStringValue()), //
            config -> new StringCell(config.getString("StringCell"))), //
        DoubleCell.class.getName(), new Format(//
            (cell, config) -> config.addDouble("DoubleCell", ((DoubleCell)cell).getDoubleValue()), //
            config -> new DoubleCell(config.getDouble("DoubleCell"))), //
        LongCell.class.getName(), new Format(//
            (cell, config) -> config.addLong("LongCell", ((LongCell)cell).getLongValue()), //
            config -> new LongCell(config.getLong("LongCell"))), //
        IntCell.class.getName(), new Format(//
            (cell, config) -> config.addInt("IntCell", ((IntCell)cell).getIntValue()), //
            config -> new IntCell(config.getInt("IntCell"))), //
        DataType.getMissingCell().getClass().getName(), MISSING, //
        FORMER_MISSING_CELL, MISSING);

    private DataCellEntries() {
    }

    static void save(final DataCell cell, final Config config) {
        final var name = cell == null ? null : cell.getClass().getName();
        if (cell != null && !FORMATS.containsKey(name)) {
            throw new UnsupportedOperationException("A " + cell.getClass().getSimpleName()
                + " cannot be stored in settings outside of KNIME (key \"" + config.getKey() + "\").");
        }
        config.addString(CLASS, name);
        if (cell != null) {
            FORMATS.get(name).saver().save(cell, config.addConfig(name));
        }
    }

    static DataCell load(final Config config) throws InvalidSettingsException {
        final var name = config.getString(CLASS);
        if (name == null) {
            return null;
        }
        final var format = FORMATS.get(name);
        if (format == null) {
            throw new InvalidSettingsException("A cell of class " + name + " cannot be read from settings outside of KNIME (key \""
                + config.getKey() + "\").");
        }
        return format.loader().load(config.getConfig(name));
    }
}
