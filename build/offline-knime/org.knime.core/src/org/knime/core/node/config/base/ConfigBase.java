package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.swing.tree.TreeNode;

import org.knime.core.node.InvalidSettingsException;

/** A tree of typed values in the order in which they were added; adding under an existing key replaces the value. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    private static final String ARRAY_SIZE = "array-size";

    private final Map<String, AbstractConfigEntry> entries = new LinkedHashMap<>();

    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** An empty tree of this class under another key. */
    public abstract ConfigBase getInstance(String key);

    protected void put(final AbstractConfigEntry entry) {
        entries.put(entry.getKey(), entry);
        entry.setParent(this);
    }

    protected AbstractConfigEntry get(final String key) {
        return entries.get(key);
    }

    private <E extends AbstractConfigEntry> E require(final String key, final Class<E> type, final String name)
        throws InvalidSettingsException {
        final var entry = entries.get(key);
        if (!type.isInstance(entry)) {
            throw new InvalidSettingsException(name + " for key \"" + key + "\" not found.");
        }
        return type.cast(entry);
    }

    /** The array's length, -1 for a null array. A length that lies about the number of entries fails before anything is allocated. */
    private int arraySize() throws InvalidSettingsException {
        final var size = getInt(ARRAY_SIZE, -1);
        if (size > entries.size() - 1) {
            throw new InvalidSettingsException("Array \"" + getKey() + "\" claims " + size + " elements but holds "
                + (entries.size() - 1) + ".");
        }
        return size;
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        final var config = getInstance(key);
        put(config);
        return config;
    }

    protected final void addConfigBase(final ConfigBase config) {
        if (config.getClass() != getClass()) {
            throw new IllegalArgumentException("A " + config.getClass().getSimpleName() + " cannot be added to a "
                + getClass().getSimpleName() + ".");
        }
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return require(key, ConfigBase.class, "ConfigBase");
    }

    public final AbstractConfigEntry removeConfig(final String key) {
        return entries.remove(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public boolean containsKey(final String key) {
        return entries.containsKey(key);
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public boolean hasIdenticalValue(final AbstractConfigEntry other) {
        final var others = ((ConfigBase)other).entries;
        return entries.keySet().equals(others.keySet())
            && entries.values().stream().allMatch(e -> e.isIdentical(others.get(e.getKey())));
    }

    @Override
    public void copyTo(final ConfigBaseWO target) {
        for (final var entry : entries.values()) {
            if (entry instanceof ConfigBase config) {
                config.copyTo(target.addConfigBase(config.getKey()));
            } else if (target instanceof ConfigBase base) {
                base.addEntry(copyOf(entry));
            } else {
                throw new ClassCastException("Settings can only be copied into a " + ConfigBase.class.getSimpleName() + ".");
            }
        }
    }

    /** Entries know their parent, so a value that moves to another tree needs an entry of its own. */
    private static AbstractConfigEntry copyOf(final AbstractConfigEntry entry) {
        return entry instanceof ConfigTransientStringEntry hidden
            ? new ConfigTransientStringEntry(hidden.getKey(), hidden.getTransientString())
            : entry.getType().createEntry(entry.getKey(), entry.toStringValue());
    }

    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        XMLConfig.save(this, out);
    }

    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(in);
        return config;
    }

    /** Adds the content of an XML file to this tree, which takes over the file's key. */
    public void load(final InputStream in) throws IOException {
        XMLConfig.read(this, in);
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    public String toString() {
        final var text = new StringBuilder();
        describe(text, 0);
        return text.toString();
    }

    private void describe(final StringBuilder text, final int depth) {
        text.append("  ".repeat(depth)).append(getKey()).append(":\n");
        for (final var entry : entries.values()) {
            if (entry instanceof ConfigBase config) {
                config.describe(text, depth + 1);
            } else {
                text.append("  ".repeat(depth + 1)).append(entry).append('\n');
            }
        }
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return List.copyOf(entries.values()).get(index);
    }

    @Override
    public int getChildCount() {
        return entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return List.copyOf(entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return entries.isEmpty();
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(List.<TreeNode>copyOf(entries.values()));
    }

    @Override
    public void addPassword(final String key, final String encryptionKey, final String value) {
        throw new UnsupportedOperationException("Passwords can only be stored in KNIME itself (key \"" + key + "\").");
    }

    @Override
    public String getPassword(final String key, final String encryptionKey) throws InvalidSettingsException {
        throw new InvalidSettingsException("Passwords can only be read in KNIME itself (key \"" + key + "\").");
    }

    @Override
    public String getPassword(final String key, final String encryptionKey, final String def) {
        if (entries.get(key) instanceof ConfigPasswordEntry) {
            throw new UnsupportedOperationException("Passwords can only be read in KNIME itself (key \"" + key + "\").");
        }
        return def;
    }

    @Override
    public void addTransientString(final String key, final String value) {
        put(new ConfigTransientStringEntry(key, value));
    }

    @Override
    public String getTransientString(final String key) {
        return entries.get(key) instanceof ConfigTransientStringEntry entry ? entry.getTransientString() : null;
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return require(key, ConfigIntEntry.class, "Int").getInt();
    }

    @Override
    public int getInt(final String key, final int def) {
        return entries.get(key) instanceof ConfigIntEntry entry ? entry.getInt() : def;
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addInt(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getInt(Integer.toString(i));
        }
        return values;
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return require(key, ConfigDoubleEntry.class, "Double").getDouble();
    }

    @Override
    public double getDouble(final String key, final double def) {
        return entries.get(key) instanceof ConfigDoubleEntry entry ? entry.getDouble() : def;
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addDouble(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getDouble(Integer.toString(i));
        }
        return values;
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigFloatEntry(key, value));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return require(key, ConfigFloatEntry.class, "Float").getFloat();
    }

    @Override
    public float getFloat(final String key, final float def) {
        return entries.get(key) instanceof ConfigFloatEntry entry ? entry.getFloat() : def;
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addFloat(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getFloat(Integer.toString(i));
        }
        return values;
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        try {
            return getFloatArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigCharEntry(key, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return require(key, ConfigCharEntry.class, "Char").getChar();
    }

    @Override
    public char getChar(final String key, final char def) {
        return entries.get(key) instanceof ConfigCharEntry entry ? entry.getChar() : def;
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addChar(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new char[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getChar(Integer.toString(i));
        }
        return values;
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        try {
            return getCharArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ConfigShortEntry(key, value));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return require(key, ConfigShortEntry.class, "Short").getShort();
    }

    @Override
    public short getShort(final String key, final short def) {
        return entries.get(key) instanceof ConfigShortEntry entry ? entry.getShort() : def;
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addShort(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new short[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getShort(Integer.toString(i));
        }
        return values;
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        try {
            return getShortArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return require(key, ConfigLongEntry.class, "Long").getLong();
    }

    @Override
    public long getLong(final String key, final long def) {
        return entries.get(key) instanceof ConfigLongEntry entry ? entry.getLong() : def;
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addLong(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getLong(Integer.toString(i));
        }
        return values;
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigByteEntry(key, value));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return require(key, ConfigByteEntry.class, "Byte").getByte();
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return entries.get(key) instanceof ConfigByteEntry entry ? entry.getByte() : def;
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addByte(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getByte(Integer.toString(i));
        }
        return values;
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        try {
            return getByteArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return require(key, ConfigBooleanEntry.class, "Boolean").getBoolean();
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return entries.get(key) instanceof ConfigBooleanEntry entry ? entry.getBoolean() : def;
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addBoolean(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new boolean[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getBoolean(Integer.toString(i));
        }
        return values;
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return require(key, ConfigStringEntry.class, "String").getString();
    }

    @Override
    public String getString(final String key, final String def) {
        return entries.get(key) instanceof ConfigStringEntry entry ? entry.getString() : def;
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        final var array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addString(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        final var array = getConfigBase(key);
        final var size = array.arraySize();
        if (size < 0) {
            return null;
        }
        final var values = new String[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) { // the caller asked for the default then
            return def;
        }
    }
}
