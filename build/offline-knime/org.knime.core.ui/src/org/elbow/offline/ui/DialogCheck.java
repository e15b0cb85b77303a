package org.elbow.offline.ui;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/**
 * Finds mistakes in the annotations of parameters that a compiler does not see, and that KNIME would report only when the dialog
 * opens: names that no parameter bears or of another type, classes that cannot be made, controls without words, defaults beyond
 * their own limits.
 */
public final class DialogCheck {

    private final NodeParametersInput input;
    private final Map<Class<?>, ParameterField> named = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private DialogCheck(final NodeParametersInput input) {
        this.input = input;
    }

    /**
     * @param parameters a class of parameters
     * @param input what the dialog would know of the node's surroundings
     * @return the mistakes, one line for each; empty if there are none
     */
    public static List<String> faults(final Class<?> parameters, final NodeParametersInput input) {
        final var check = new DialogCheck(input);
        check.collectNames(parameters);
        check.check(parameters, Parameters.defaults(parameters));
        return check.faults;
    }

    private void collectNames(final Class<?> group) {
        for (final var field : ParameterField.of(group)) {
            final var reference = field.field().getAnnotation(ValueReference.class);
            if (reference != null) {
                final var other = named.put(reference.value(), field);
                if (other != null) {
                    faults.add(field + " and " + other + " bear the same name " + reference.value().getName());
                }
                final var declared = typeOf(reference.value());
                if (declared != null && declared != Object.class && boxed(declared) != boxed(field.field().getType())) {
                    faults.add(field + " is a " + field.field().getType().getSimpleName() + ", but its name "
                        + reference.value().getName() + " is for a " + declared.getSimpleName());
                }
            }
            if (Dialogs.isGroup(field.type())) {
                collectNames(field.type());
            } else if (Dialogs.isGroup(field.elementType())) {
                collectNames(field.elementType());
            }
        }
    }

    private void check(final Class<?> group, final Object defaults) {
        for (final var field : ParameterField.of(group)) {
            final var plain = field.field();
            final var widget = plain.getAnnotation(Widget.class);
            if (widget != null) {
                if (widget.title().isBlank()) {
                    faults.add(field + " has a control without title");
                }
                if (widget.description().isBlank()) {
                    faults.add(field + " has a control without description");
                }
                for (final var effect : widget.effect()) {
                    checkEffect(field, effect);
                }
            }
            for (final var effect : plain.getAnnotationsByType(Effect.class)) {
                checkEffect(field, effect);
            }
            if (plain.isAnnotationPresent(ValueProvider.class)) {
                checkProvider(field, plain.getAnnotation(ValueProvider.class).value(), false);
            }
            if (plain.isAnnotationPresent(ChoicesProvider.class)) {
                checkProvider(field, plain.getAnnotation(ChoicesProvider.class).value(), true);
            }
            if (plain.isAnnotationPresent(ColumnFilterWidget.class)) {
                checkProvider(field, plain.getAnnotation(ColumnFilterWidget.class).choicesProvider(), true);
            }
            if (plain.isAnnotationPresent(NumberInputWidget.class)) {
                checkLimits(field, plain.getAnnotation(NumberInputWidget.class), field.get(defaults));
            }
            if (Dialogs.isGroup(field.type())) {
                check(field.type(), field.get(defaults) == null ? Parameters.defaults(field.type()) : field.get(defaults));
            } else if (Dialogs.isGroup(field.elementType())) {
                check(field.elementType(), Parameters.defaults(field.elementType()));
            }
        }
    }

    private void checkEffect(final ParameterField field, final Effect effect) {
        // a name of a yes-or-no parameter may be an interface, which is then a condition of its own
        attempt(field, () -> predicate(field, effect.predicate()));
    }

    private EffectPredicate predicate(final ParameterField field,
        final Class<? extends EffectPredicateProvider> provider) {
        if (provider.isInterface()) {
            throw new IllegalStateException("the condition " + provider.getName() + " is an interface");
        }
        return Parameters.defaults(provider).init(initializer(field));
    }

    private void checkProvider(final ParameterField field, final Class<?> provider, final boolean compute) {
        attempt(field, () -> {
            final var instance = (StateProvider<?>)Parameters.defaults(provider);
            final var reads = new boolean[1];
            instance.init((StateProviderInitializer)Proxy.newProxyInstance(StateProvider.class.getClassLoader(),
                new Class<?>[]{StateProviderInitializer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getNodeParametersInput")) {
                        return input;
                    }
                    if (arguments != null && arguments[0] instanceof Class<?> name
                        && ParameterReference.class.isAssignableFrom(name)) {
                        requireNamed(name);
                    }
                    reads[0] |= method.getReturnType() == Supplier.class;
                    return method.getReturnType() == Supplier.class ? (Supplier<Object>)() -> null : null;
                }));
            return compute && !reads[0] ? instance.computeState(input) : null;
        });
    }

    private void checkLimits(final ParameterField field, final NumberInputWidget widget, final Object value) {
        attempt(field, () -> {
            final double number = value instanceof Number plain ? plain.doubleValue() : Double.NaN;
            if (widget.minValidation() != MinValidation.class) {
                final var min = Parameters.defaults(widget.minValidation());
                final double limit = ((Number)component(min.getParameters(), "min")).doubleValue();
                if (min.isExclusive() ? number <= limit : number < limit) {
                    faults.add(field + " has the default " + number + ", but: " + min.getErrorMessage());
                }
            }
            if (widget.maxValidation() != MaxValidation.class) {
                final var max = Parameters.defaults(widget.maxValidation());
                final double limit = ((Number)component(max.getParameters(), "max")).doubleValue();
                if (max.isExclusive() ? number >= limit : number > limit) {
                    faults.add(field + " has the default " + number + ", but: " + max.getErrorMessage());
                }
            }
            return null;
        });
    }

    private static Object component(final Object record, final String name) {
        try {
            final Method accessor = record.getClass().getDeclaredMethod(name);
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (final ReflectiveOperationException ex) {
            throw new IllegalStateException("The limit " + record + " has no " + name + ".", ex);
        }
    }

    private void attempt(final ParameterField field, final Supplier<?> work) {
        try {
            work.get();
        } catch (final RuntimeException ex) {
            faults.add(field + ": " + (ex.getMessage() == null ? ex.toString() : ex.getMessage()));
        }
    }

    private void requireNamed(final Class<?> name) {
        if (!named.containsKey(name)) {
            throw new IllegalStateException("no parameter bears the name " + name.getName());
        }
    }

    /** Answers like KNIME's: whatever is asked of a parameter is a condition, if there is such a parameter. */
    private PredicateInitializer initializer(final ParameterField field) {
        final EffectPredicate condition = new EffectPredicate() {
        };
        return proxy(PredicateInitializer.class, (method, arguments) -> {
            switch (method.getName()) {
                case "isMissing":
                    return !named.containsKey(arguments[0]);
                case "getPredicate":
                    return arguments[0] instanceof EffectPredicateProvider other ? other.init(initializer(field))
                        : predicate(field, ((Class<?>)arguments[0]).asSubclass(EffectPredicateProvider.class));
                case "getConstant":
                    return condition;
                default:
                    requireNamed((Class<?>)arguments[0]);
                    return proxy(method.getReturnType(), (question, values) -> condition);
            }
        });
    }

    private interface Answer {
        Object answer(Method method, Object[] arguments);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(final Class<T> type, final Answer answer) {
        return (T)Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return answer.answer(method, arguments);
        });
    }

    /** The type of the parameters that a name is for, {@code null} if it cannot be told. */
    private static Class<?> typeOf(final Class<?> reference) {
        for (Class<?> type = reference; type != null; type = type.getSuperclass()) {
            for (final Type parent : type.getGenericInterfaces()) {
                if (parent instanceof ParameterizedType generic && generic.getRawType() == ParameterReference.class) {
                    final var argument = generic.getActualTypeArguments()[0];
                    return argument instanceof Class<?> plain ? plain
                        : argument instanceof ParameterizedType nested ? (Class<?>)nested.getRawType() : null;
                }
                final var inherited = parent instanceof Class<?> plain ? typeOf(plain) : null;
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    private static Class<?> boxed(final Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
