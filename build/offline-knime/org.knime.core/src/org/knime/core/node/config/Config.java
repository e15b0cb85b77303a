package org.knime.core.node.config;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBase;

/** A tree of values that also holds tables' cells (those with a plain value), row keys and data types. */
public abstract class Config extends ConfigBase implements ConfigRO, ConfigWO {

    private static final long serialVersionUID = 1L;

    private static final String ARRAY_SIZE = "array-size";

    private static final String IS_NULL = "is_null";

    protected Config(final String key) {
        super(key);
    }

    @Override
    public abstract Config getInstance(String key);

    @Override
    public final Config addConfig(final String key) {
        return (Config)addConfigBase(key);
    }

    protected final void addConfig(final Config config) {
        addConfigBase(config);
    }

    @Override
    public final Config getConfig(final String key) throws InvalidSettingsException {
        if (get(key) instanceof Config config) {
            return config;
        }
        throw new InvalidSettingsException("Config for key \"" + key + "\" not found.");
    }

    protected static Config loadFromXML(final Config config, final InputStream in) throws IOException {
        config.load(in);
        return config;
    }

    @Override
    public void addDataCell(final String key, final DataCell cell) {
        DataCellEntries.save(cell, addConfig(key));
    }

    @Override
    public DataCell getDataCell(final String key) throws InvalidSettingsException {
        return DataCellEntries.load(getConfig(key));
    }

    @Override
    public DataCell getDataCell(final String key, final DataCell def) {
        try {
            return getDataCell(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addDataCellArray(final String key, final DataCell... cells) {
        final var array = addConfig(key);
        if (cells != null) {
            array.addInt(ARRAY_SIZE, cells.length);
            for (int i = 0; i < cells.length; i++) {
                array.addDataCell(Integer.toString(i), cells[i]);
            }
        }
    }

    @Override
    public DataCell[] getDataCellArray(final String key) throws InvalidSettingsException {
        final var array = getConfig(key);
        final var size = sizeOf(array);
        if (size < 0) {
            return null;
        }
        final var cells = new DataCell[size];
        for (int i = 0; i < size; i++) {
            cells[i] = array.getDataCell(Integer.toString(i));
        }
        return cells;
    }

    @Override
    public DataCell[] getDataCellArray(final String key, final DataCell... def) {
        try {
            return getDataCellArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addRowKey(final String key, final RowKey rowKey) {
        addString(key, rowKey == null ? null : rowKey.getString());
    }

    @Override
    public RowKey getRowKey(final String key) throws InvalidSettingsException {
        final var name = getString(key);
        return name == null ? null : new RowKey(name);
    }

    @Override
    public RowKey getRowKey(final String key, final RowKey def) {
        try {
            return getRowKey(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addDataType(final String key, final DataType type) {
        final var config = addConfig(key);
        if (type != null) {
            type.save(config);
        }
        config.addBoolean(IS_NULL, type == null);
    }

    @Override
    public DataType getDataType(final String key) throws InvalidSettingsException {
        final var config = getConfig(key);
        return config.getBoolean(IS_NULL) ? null : DataType.load(config);
    }

    @Override
    public DataType getDataType(final String key, final DataType def) {
        try {
            return getDataType(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addDataTypeArray(final String key, final DataType... types) {
        final var array = addConfig(key);
        if (types != null) {
            array.addInt(ARRAY_SIZE, types.length);
            for (int i = 0; i < types.length; i++) {
                array.addDataType(Integer.toString(i), types[i]);
            }
        }
    }

    @Override
    public DataType[] getDataTypeArray(final String key) throws InvalidSettingsException {
        final var array = getConfig(key);
        final var size = sizeOf(array);
        if (size < 0) {
            return null;
        }
        final var types = new DataType[size];
        for (int i = 0; i < size; i++) {
            types[i] = array.getDataType(Integer.toString(i));
        }
        return types;
    }

    @Override
    public DataType[] getDataTypeArray(final String key, final DataType... def) {
        try {
            return getDataTypeArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    private static int sizeOf(final Config array) throws InvalidSettingsException {
        final var size = array.getInt(ARRAY_SIZE, -1);
        if (size >= array.getChildCount()) {
            throw new InvalidSettingsException("Array \"" + array.getKey() + "\" claims " + size + " elements but holds "
                + (array.getChildCount() - 1) + ".");
        }
        return size;
    }
}
