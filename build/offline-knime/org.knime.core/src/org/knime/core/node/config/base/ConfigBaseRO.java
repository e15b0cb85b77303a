package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/** Read access to a tree of typed values under string keys. Getters with a default never throw; the others name the key they miss. */
public interface ConfigBaseRO extends Iterable<String> {

    ConfigBase getConfigBase(String key) throws InvalidSettingsException;

    /** Writes this tree as XML and closes the stream unless it is a zip's or another one that ignores being closed. */
    void saveToXML(OutputStream out) throws IOException;

    void copyTo(ConfigBaseWO target);

    String getKey();

    int getInt(String key) throws InvalidSettingsException;

    double getDouble(String key) throws InvalidSettingsException;

    char getChar(String key) throws InvalidSettingsException;

    short getShort(String key) throws InvalidSettingsException;

    long getLong(String key) throws InvalidSettingsException;

    byte getByte(String key) throws InvalidSettingsException;

    float getFloat(String key) throws InvalidSettingsException;

    boolean getBoolean(String key) throws InvalidSettingsException;

    String getString(String key) throws InvalidSettingsException;

    int getInt(String key, int def);

    double getDouble(String key, double def);

    char getChar(String key, char def);

    short getShort(String key, short def);

    long getLong(String key, long def);

    byte getByte(String key, byte def);

    float getFloat(String key, float def);

    boolean getBoolean(String key, boolean def);

    String getString(String key, String def);

    int[] getIntArray(String key) throws InvalidSettingsException;

    int[] getIntArray(String key, int... def);

    double[] getDoubleArray(String key) throws InvalidSettingsException;

    double[] getDoubleArray(String key, double... def);

    float[] getFloatArray(String key) throws InvalidSettingsException;

    float[] getFloatArray(String key, float... def);

    char[] getCharArray(String key) throws InvalidSettingsException;

    char[] getCharArray(String key, char... def);

    byte[] getByteArray(String key) throws InvalidSettingsException;

    byte[] getByteArray(String key, byte... def);

    short[] getShortArray(String key) throws InvalidSettingsException;

    short[] getShortArray(String key, short... def);

    long[] getLongArray(String key) throws InvalidSettingsException;

    long[] getLongArray(String key, long... def);

    boolean[] getBooleanArray(String key) throws InvalidSettingsException;

    boolean[] getBooleanArray(String key, boolean... def);

    String[] getStringArray(String key) throws InvalidSettingsException;

    String[] getStringArray(String key, String... def);

    /** Keys in the order in which they were added. */
    Set<String> keySet();

    boolean containsKey(String key);

    @Override
    Iterator<String> iterator();

    /** Not available outside of KNIME: always throws. */
    String getPassword(String key, String encryptionKey) throws InvalidSettingsException;

    /** Returns the default if there is no password under the key, and refuses to decrypt one that is there. */
    String getPassword(String key, String encryptionKey, String def);

    String getTransientString(String key);
}
