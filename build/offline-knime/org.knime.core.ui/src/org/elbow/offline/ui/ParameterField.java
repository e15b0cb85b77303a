package org.elbow.offline.ui;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.node.parameters.persistence.Persist;

/**
 * A field of a parameters class that is persisted: neither private, nor static, nor transient.
 *
 * @param field the field
 * @param owner the class whose instances are persisted, which may extend that of the field
 * @param type the class of its value; of the content, if the field is an {@link Optional}
 * @param elementType the class of its elements, {@code null} if it is neither array nor collection
 * @param optional whether the field is an {@link Optional}
 */
record ParameterField(Field field, Class<?> owner, Class<?> type, Class<?> elementType, boolean optional) {

    /** What KNIME appends to the keys of settings that it hides. */
    private static final String HIDDEN_SUFFIX = "_Internals";

    /** The fields that KNIME persists, those of the superclass first. */
    static List<ParameterField> of(final Class<?> owner) {
        final var fields = new ArrayList<ParameterField>();
        collect(owner, owner, new HashMap<>(), fields);
        return fields;
    }

    private static void collect(final Class<?> declaring, final Class<?> owner, final Map<TypeVariable<?>, Type> bound,
        final List<ParameterField> fields) {
        final var parent = declaring.getSuperclass();
        if (parent != null && parent != Object.class) {
            final var inherited = new HashMap<>(bound);
            if (declaring.getGenericSuperclass() instanceof ParameterizedType generic) {
                for (int i = 0; i < parent.getTypeParameters().length; i++) {
                    inherited.put(parent.getTypeParameters()[i], generic.getActualTypeArguments()[i]);
                }
            }
            collect(parent, owner, inherited, fields);
        }
        for (final var field : declaring.getDeclaredFields()) {
            final int modifiers = field.getModifiers();
            if (!Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)
                && !field.isSynthetic()) {
                fields.add(of(field, owner, bound));
            }
        }
    }

    private static ParameterField of(final Field field, final Class<?> owner, final Map<TypeVariable<?>, Type> bound) {
        field.setAccessible(true);
        final var declared = field.getGenericType();
        final boolean optional = field.getType() == Optional.class;
        final var content = optional ? argument(declared) : declared;
        final var type = raw(content, bound);
        Class<?> elementType = null;
        if (type.isArray()) {
            elementType = type.getComponentType();
        } else if (Collection.class.isAssignableFrom(type)) {
            elementType = raw(argument(content), bound);
        }
        return new ParameterField(field, owner, type, elementType, optional);
    }

    private static Type argument(final Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> raw(final Type type, final Map<TypeVariable<?>, Type> bound) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>)generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType(), bound).arrayType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(bound.getOrDefault(variable, variable.getBounds()[0]), bound);
        }
        return Object.class;
    }

    /** The field's annotation, or for an inherited field that of the class that declares it. */
    <A extends Annotation> Optional<A> annotation(final Class<A> annotation) {
        final var own = field.getAnnotation(annotation);
        if (own == null && field.getDeclaringClass() != owner) {
            return Optional.ofNullable(field.getDeclaringClass().getAnnotation(annotation));
        }
        return Optional.ofNullable(own);
    }

    String key() {
        final var name = field.getName();
        final var plain = name.startsWith("m_") ? name.substring(2) : name;
        return annotation(Persist.class)
            .map(persist -> (persist.configKey().isEmpty() ? plain : persist.configKey())
                + (persist.hidden() ? HIDDEN_SUFFIX : ""))
            .orElse(plain);
    }

    Object get(final Object parameters) {
        try {
            return field.get(parameters);
        } catch (final IllegalAccessException ex) {
            throw new IllegalStateException("The parameter " + this + " cannot be read.", ex);
        }
    }

    void set(final Object parameters, final Object value) {
        try {
            field.set(parameters, value);
        } catch (final IllegalAccessException ex) {
            throw new IllegalStateException("The parameter " + this + " cannot be set.", ex);
        }
    }

    @Override
    public String toString() {
        return field.getDeclaringClass().getName() + "." + field.getName();
    }
}
