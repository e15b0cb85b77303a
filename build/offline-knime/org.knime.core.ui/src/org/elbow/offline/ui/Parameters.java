package org.elbow.offline.ui;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Creates parameters, and saves them to and loads them from settings in KNIME's form.
 *
 * <p>A group becomes a sub-config under its key, an array of groups a sub-config with one sub-config per element (keys "0",
 * "1", …; or the entry {@code is_null}), an {@link Optional} its content and a yes-or-no entry {@code <key>_is_present}.
 */
public final class Parameters {

    private static final String IS_NULL = "is_null";
    private static final String IS_PRESENT_SUFFIX = "_is_present";

    private Parameters() {
    }

    /**
     * @param <S> the class of the parameters
     * @param parametersClass that class
     * @return parameters with the defaults of the constructor without arguments
     */
    public static <S> S defaults(final Class<S> parametersClass) {
        try {
            return invoke(parametersClass.getDeclaredConstructor());
        } catch (final NoSuchMethodException ex) {
            throw new IllegalStateException(
                "The class " + parametersClass.getName() + " needs a constructor without arguments.", ex);
        }
    }

    /**
     * @param <S> the class of the parameters
     * @param parametersClass that class
     * @param input what is known of the node's surroundings
     * @return parameters with the defaults of the constructor that takes the input, or else of that without arguments
     */
    public static <S extends NodeParameters> S defaults(final Class<S> parametersClass,
        final NodeParametersInput input) {
        final Constructor<S> constructor;
        try {
            constructor = parametersClass.getDeclaredConstructor(NodeParametersInput.class);
        } catch (final NoSuchMethodException ex) { // NOSONAR it need not have one
            return defaults(parametersClass);
        }
        return invoke(constructor, input);
    }

    /**
     * @param <S> the class of the parameters
     * @param parametersClass that class
     * @param settings what was saved; nothing at all for a node whose dialog was never used
     * @return the parameters, not validated
     * @throws InvalidSettingsException if a key is missing, and the class does not say that its default then holds, or if
     *             a value is impossible
     */
    public static <S extends NodeParameters> S load(final Class<S> parametersClass, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        if (settings.keySet().isEmpty()) {
            return defaults(parametersClass);
        }
        return parametersClass.cast(loadGroup(parametersClass, settings));
    }

    /**
     * @param parameters what to save
     * @param settings what to save it to
     */
    public static void save(final NodeParameters parameters, final NodeSettingsWO settings) {
        saveGroup(parameters.getClass(), parameters, settings);
    }

    // ---------------------------------------------------------------- groups

    private static Object loadGroup(final Class<?> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        final var persistor = type.getAnnotation(Persistor.class);
        final Loader plain = persistor == null ? from -> loadFields(type, from) : defaults(persistor.value())::load;
        return migrating(plain, Optional.ofNullable(type.getAnnotation(Migration.class)), new String[][]{{}})
            .load(settings);
    }

    private static Object loadFields(final Class<?> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        final var group = defaults(type);
        final boolean absentIsDefault = type.isAnnotationPresent(LoadDefaultsForAbsentFields.class);
        for (final var field : ParameterField.of(type)) {
            field.set(group, loadField(field, absentIsDefault, group, settings));
        }
        return group;
    }

    private static Object loadField(final ParameterField field, final boolean absentIsDefaultInGroup,
        final Object defaults, final NodeSettingsRO settings) throws InvalidSettingsException {
        final var persistor = persistor(field);
        final var paths = persistor.map(NodeParametersPersistor::getConfigPaths)
            .orElseGet(() -> new String[][]{{field.key()}});
        final Loader plain = persistor.<Loader> map(own -> own::load).orElse(from -> loadValue(field, from));
        final var migration = field.annotation(Migration.class);
        final boolean absentIsDefault = field.annotation(Migrate.class).map(Migrate::loadDefaultIfAbsent).orElse(false)
            || absentIsDefaultInGroup && migration.isEmpty() && paths.length > 0;
        if (absentIsDefault && noneThere(settings, paths)) {
            return field.get(defaults);
        }
        return migrating(plain, migration, paths).load(settings);
    }

    private static Object loadValue(final ParameterField field, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        final var key = field.key();
        if (isGroup(field.type())) {
            return loadGroup(field.type(), settings.getNodeSettings(key));
        }
        if (isGroup(field.elementType())) {
            return loadElements(field, settings.getNodeSettings(key));
        }
        final var codec = LeafCodec.of(field.type());
        if (!field.optional()) {
            return codec.load(settings, key);
        }
        return settings.getBoolean(key + IS_PRESENT_SUFFIX, true) ? Optional.ofNullable(codec.load(settings, key))
            : Optional.empty();
    }

    private static Object loadElements(final ParameterField field, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        if (settings.getBoolean(IS_NULL, false)) {
            return null;
        }
        final int size = (int)settings.keySet().stream().filter(key -> key.matches("\\d+")).count();
        final List<Object> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(loadGroup(field.elementType(), settings.getNodeSettings(Integer.toString(i))));
        }
        if (field.type().isArray()) {
            return elements.toArray((Object[])Array.newInstance(field.elementType(), 0));
        }
        return elements;
    }

    private static void saveGroup(final Class<?> type, final Object group, final NodeSettingsWO settings) {
        final var own = type.getAnnotation(Persistor.class);
        if (own != null) {
            saveBy(defaults(own.value()), group, settings);
            return;
        }
        for (final var field : ParameterField.of(type)) {
            final var value = field.get(group);
            persistor(field).ifPresentOrElse(persistor -> saveBy(persistor, value, settings),
                () -> saveValue(field, value, settings));
        }
    }

    private static void saveValue(final ParameterField field, final Object value, final NodeSettingsWO settings) {
        final var key = field.key();
        if (isGroup(field.type())) {
            saveGroup(field.type(), value, settings.addNodeSettings(key));
        } else if (isGroup(field.elementType())) {
            saveElements(field, value, settings.addNodeSettings(key));
        } else if (field.optional()) {
            final var codec = LeafCodec.of(field.type());
            final var content = (Optional<?>)value;
            codec.save(settings, key, content.isPresent() ? content.get() : codec.empty());
            settings.addBoolean(key + IS_PRESENT_SUFFIX, content.isPresent());
        } else {
            LeafCodec.of(field.type()).save(settings, key, value);
        }
    }

    private static void saveElements(final ParameterField field, final Object value, final NodeSettingsWO settings) {
        if (value == null) {
            settings.addBoolean(IS_NULL, true);
            return;
        }
        final Collection<?> elements = value instanceof Collection<?> list ? list : List.of((Object[])value);
        int index = 0;
        for (final var element : elements) {
            saveGroup(field.elementType(), element, settings.addNodeSettings(Integer.toString(index++)));
        }
    }

    private static boolean isGroup(final Class<?> type) {
        return type != null && !type.isEnum() && Persistable.class.isAssignableFrom(type);
    }

    // ---------------------------------------------------------------- persistors and migrations

    @SuppressWarnings("unchecked")
    private static Optional<NodeParametersPersistor<Object>> persistor(final ParameterField field) {
        return field.annotation(Persistor.class)
            .map(annotation -> (NodeParametersPersistor<Object>)defaults(annotation.value()));
    }

    @SuppressWarnings("unchecked")
    private static void saveBy(final NodeParametersPersistor<?> persistor, final Object value,
        final NodeSettingsWO settings) {
        ((NodeParametersPersistor<Object>)persistor).save(value, settings);
    }

    private static Loader migrating(final Loader plain, final Optional<Migration> migration, final String[][] paths) {
        if (migration.isEmpty()) {
            return plain;
        }
        final List<ConfigMigration<?>> earlierForms =
            new ArrayList<>(defaults(migration.get().value()).getConfigMigrations());
        return settings -> {
            for (final var earlier : earlierForms) {
                final var matcher = earlier.getMatcher();
                if (matcher == null ? noneThere(settings, paths) : matcher.test(settings)) {
                    return earlier.getLoader().load(settings);
                }
            }
            return plain.load(settings);
        };
    }

    private static boolean noneThere(final NodeSettingsRO settings, final String[][] paths)
        throws InvalidSettingsException {
        for (final var path : paths) {
            if (isThere(settings, path)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isThere(final NodeSettingsRO settings, final String[] path)
        throws InvalidSettingsException {
        var current = settings;
        for (int i = 0; i < path.length; i++) {
            if (!current.containsKey(path[i])) {
                return false;
            }
            if (i + 1 < path.length) {
                current = current.getNodeSettings(path[i]);
            }
        }
        return true;
    }

    private static <T> T invoke(final Constructor<T> constructor, final Object... arguments) {
        constructor.setAccessible(true);
        final var name = constructor.getDeclaringClass().getName();
        try {
            return constructor.newInstance(arguments);
        } catch (final InstantiationException | IllegalAccessException ex) {
            throw new IllegalStateException("The class " + name + " cannot be instantiated.", ex);
        } catch (final InvocationTargetException ex) {
            if (ex.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The constructor of " + name + " failed: " + ex.getCause(), ex);
        }
    }

    private interface Loader {
        Object load(NodeSettingsRO settings) throws InvalidSettingsException;
    }
}
