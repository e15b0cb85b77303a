package org.elbow.offline.headless;

import java.util.Arrays;
import java.util.Locale;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * A workflow variable.
 *
 * @param name its name
 * @param type its type
 * @param value its value: a {@link String}, {@link Integer}, {@link Long}, {@link Double} or {@link Boolean}
 */
public record Variable(String name, Type type, Object value) {

    /** The types of variables that this runner knows, under the names by which KNIME saves them. */
    public enum Type {
            /** Text. */
            STRING,
            /** A whole number of 32 bits. */
            INTEGER,
            /** A whole number of 64 bits. */
            LONG,
            /** A number. */
            DOUBLE,
            /** True or false. */
            BOOLEAN
    }

    /** Reads a variable as KNIME saves it: {@code name}, {@code class} and {@code value}. */
    static Variable read(final NodeSettingsRO settings) throws InvalidSettingsException {
        final var name = settings.getString("name");
        final var saved = settings.getString("class");
        final var type = Arrays.stream(Type.values()).filter(known -> known.name().equals(saved)).findFirst()
            .orElseThrow(() -> new InvalidSettingsException("The workflow variable \"" + name + "\" has the type " + saved
                + "; this runner knows " + Arrays.toString(Type.values()) + "."));
        return new Variable(name, type, switch (type) {
            case STRING -> settings.getString("value");
            case INTEGER -> settings.getInt("value");
            case LONG -> settings.getLong("value");
            case DOUBLE -> settings.getDouble("value");
            case BOOLEAN -> settings.getBoolean("value");
        });
    }

    /** Writes a variable as KNIME saves it. */
    static void write(final NodeSettingsWO entry, final String name, final Object value) {
        entry.addString("name", name);
        if (value instanceof Integer number) {
            entry.addString("class", "INTEGER");
            entry.addInt("value", number);
        } else if (value instanceof Long number) {
            entry.addString("class", "LONG");
            entry.addLong("value", number);
        } else if (value instanceof Double number) {
            entry.addString("class", "DOUBLE");
            entry.addDouble("value", number);
        } else if (value instanceof Boolean truth) {
            entry.addString("class", "BOOLEAN");
            entry.addBoolean("value", truth);
        } else {
            entry.addString("class", "STRING");
            entry.addString("value", (String)value);
        }
    }

    /** The same variable with the value that a text stands for. */
    Variable withText(final String text) throws WorkflowException {
        try {
            return new Variable(name, type, switch (type) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text.strip());
                case LONG -> Long.valueOf(text.strip());
                case DOUBLE -> Double.valueOf(text.strip());
                case BOOLEAN -> truth(text.strip());
            });
        } catch (final IllegalArgumentException ex) {
            throw new WorkflowException("The workflow variable \"" + name + "\" has the type " + type + ", to which \""
                + text + "\" cannot be converted: give " + switch (type) {
                    case INTEGER, LONG -> "a whole number such as 42";
                    case DOUBLE -> "a number such as 0.5";
                    default -> "true or false";
                } + ".", ex);
        }
    }

    private static Boolean truth(final String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
