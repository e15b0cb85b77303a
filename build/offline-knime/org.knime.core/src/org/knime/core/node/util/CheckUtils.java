package org.knime.core.node.util;

import java.util.Locale;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;

/** Checks of arguments, states and settings. Templates are those of {@link String#format(String, Object...)}. */
public final class CheckUtils {

    private CheckUtils() {
    }

    private static String text(final String template, final Object... arguments) {
        return String.format(Locale.US, Objects.requireNonNull(template), arguments);
    }

    public static <T> T checkArgumentNotNull(final T value) throws IllegalArgumentException {
        checkArgument(value != null, "Argument must not be null");
        return value;
    }

    public static <T> T checkArgumentNotNull(final T value, final String template, final Object... arguments)
        throws IllegalArgumentException {
        checkArgument(value != null, template, arguments);
        return value;
    }

    public static void checkArgument(final boolean holds, final String message) throws IllegalArgumentException {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public static void checkArgument(final boolean holds, final String template, final Object... arguments)
        throws IllegalArgumentException {
        if (!holds) {
            throw new IllegalArgumentException(text(template, arguments));
        }
    }

    public static void checkState(final boolean holds, final String message) throws IllegalStateException {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    public static void checkState(final boolean holds, final String template, final Object... arguments)
        throws IllegalStateException {
        if (!holds) {
            throw new IllegalStateException(text(template, arguments));
        }
    }

    public static <T> T checkNotNull(final T value) throws NullPointerException {
        return Objects.requireNonNull(value);
    }

    public static <T> T checkNotNull(final T value, final String message) throws NullPointerException {
        return Objects.requireNonNull(value, message);
    }

    public static void checkSetting(final boolean holds, final String template, final Object... arguments)
        throws InvalidSettingsException {
        if (!holds) {
            throw new InvalidSettingsException(text(template, arguments));
        }
    }

    public static <T> T checkSettingNotNull(final T value, final String template, final Object... arguments)
        throws InvalidSettingsException {
        checkSetting(value != null, template, arguments);
        return value;
    }
}
