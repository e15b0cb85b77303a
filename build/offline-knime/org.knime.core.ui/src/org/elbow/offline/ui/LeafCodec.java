package org.elbow.offline.ui;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * Saves and loads a value that is no group of others.
 *
 * @param <T> the class of the value
 */
interface LeafCodec<T> {

    T load(NodeSettingsRO settings, String key) throws InvalidSettingsException;

    void save(NodeSettingsWO settings, String key, T value);

    /** What stands under the key if an optional value is not there. */
    T empty();

    /** The codecs of all types but enumerations, by the class of the value. */
    Map<Class<?>, LeafCodec<?>> BY_TYPE = Registry.create();

    /**
     * @return the codec for a class
     * @throws IllegalArgumentException if KNIME has none
     */
    @SuppressWarnings("unchecked")
    static LeafCodec<Object> of(final Class<?> type) {
        if (type.isEnum()) {
            return new OfEnum(type);
        }
        final var codec = BY_TYPE.get(type);
        if (codec == null) {
            throw new IllegalArgumentException("No default persistor available for type '" + type + "'.");
        }
        return (LeafCodec<Object>)codec;
    }

    /** Constants, by name. */
    record OfEnum(Class<?> type) implements LeafCodec<Object> {

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Object load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            final var name = settings.getString(key);
            for (final var constant : type.getEnumConstants()) {
                if (((Enum)constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException("Invalid value '" + name + "' for \"" + key + "\". Possible values: "
                + Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum)constant).name())
                    .collect(Collectors.joining(", ")));
        }

        @Override
        public void save(final NodeSettingsWO settings, final String key, final Object value) {
            settings.addString(key, value == null ? null : ((Enum<?>)value).name());
        }

        @Override
        public Object empty() {
            return null;
        }
    }

    /** Makes the codecs of all types but enumerations. */
    final class Registry {

        private final Map<Class<?>, LeafCodec<?>> codecs = new HashMap<>();

        private Registry() {
        }

        private static Map<Class<?>, LeafCodec<?>> create() {
            final var registry = new Registry();
            registry.add(int.class, Integer.class, NodeSettingsRO::getInt, NodeSettingsWO::addInt, 0);
            registry.add(double.class, Double.class, NodeSettingsRO::getDouble, NodeSettingsWO::addDouble, 0.0);
            registry.add(long.class, Long.class, NodeSettingsRO::getLong, NodeSettingsWO::addLong, 0L);
            registry.add(boolean.class, Boolean.class, NodeSettingsRO::getBoolean, NodeSettingsWO::addBoolean, false);
            registry.add(float.class, Float.class, NodeSettingsRO::getFloat, NodeSettingsWO::addFloat, 0f);
            registry.add(char.class, Character.class, NodeSettingsRO::getChar, NodeSettingsWO::addChar, ' ');
            registry.add(byte.class, Byte.class, NodeSettingsRO::getByte, NodeSettingsWO::addByte, (byte)0);
            registry.add(String.class, null, NodeSettingsRO::getString, NodeSettingsWO::addString, null);
            registry.add(int[].class, null, NodeSettingsRO::getIntArray, NodeSettingsWO::addIntArray, new int[0]);
            registry.add(double[].class, null, NodeSettingsRO::getDoubleArray, NodeSettingsWO::addDoubleArray,
                new double[0]);
            registry.add(long[].class, null, NodeSettingsRO::getLongArray, NodeSettingsWO::addLongArray, new long[0]);
            registry.add(boolean[].class, null, NodeSettingsRO::getBooleanArray, NodeSettingsWO::addBooleanArray,
                new boolean[0]);
            registry.add(float[].class, null, NodeSettingsRO::getFloatArray, NodeSettingsWO::addFloatArray,
                new float[0]);
            registry.add(String[].class, null, NodeSettingsRO::getStringArray, NodeSettingsWO::addStringArray,
                new String[0]);
            registry.add(DataType.class, null, NodeSettingsRO::getDataType, NodeSettingsWO::addDataType, null);
            registry.add(Void.class, null, (settings, key) -> null, (settings, key, value) -> {
            }, null); // carries a message of the dialog, and has no value
            return registry.codecs;
        }

        private <T> void add(final Class<?> type, final Class<?> boxed, final Load<T> load, final Save<T> save,
            final T empty) {
            final var codec = new LeafCodec<T>() {

                @Override
                public T load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
                    return load.load(settings, key);
                }

                @Override
                public void save(final NodeSettingsWO settings, final String key, final T value) {
                    save.save(settings, key, value);
                }

                @Override
                public T empty() {
                    return empty;
                }
            };
            codecs.put(type, codec);
            if (boxed != null) {
                codecs.put(boxed, codec);
            }
        }

        private interface Load<T> {
            T load(NodeSettingsRO settings, String key) throws InvalidSettingsException;
        }

        private interface Save<T> {
            void save(NodeSettingsWO settings, String key, T value);
        }
    }
}
