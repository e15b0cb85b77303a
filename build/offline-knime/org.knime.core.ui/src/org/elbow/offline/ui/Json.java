package org.elbow.offline.ui;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes data as JSON, in the form in which KNIME hands it to a page. */
public final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {
    }

    /**
     * @param value maps, iterables, arrays, records, strings, numbers, yes-or-no values, constants of enumerations, and
     *            {@code null}; numbers that JSON lacks become the strings "NaN", "Infinity" and "-Infinity"
     * @return the JSON
     * @throws IllegalArgumentException if there is anything else among the data
     */
    public static String write(final Object value) {
        final var json = new Json();
        json.value(value);
        return json.text.toString();
    }

    /**
     * Writes what a page asks for when it opens: the data under the key {@code result}.
     *
     * @param data JSON, or any other text, which is then handed on as a string
     * @return the JSON
     */
    public static String result(final String data) {
        return "{\"result\":" + (isJson(data) ? data : write(data)) + "}";
    }

    private void value(final Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            string(value instanceof Enum<?> constant ? constant.name() : value.toString());
        } else if (value instanceof Double || value instanceof Float) {
            if (Double.isFinite(((Number)value).doubleValue())) {
                text.append(value);
            } else {
                string(value.toString());
            }
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Iterable<?> elements) {
            array(elements);
        } else if (value.getClass().isArray()) {
            final var elements = new ArrayList<Object>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            array(elements);
        } else if (value.getClass().isRecord()) {
            map(components(value));
        } else {
            throw new IllegalArgumentException("A view's data may hold maps, lists, arrays, records, strings, numbers and "
                + "yes-or-no values, not a " + value.getClass().getName() + ".");
        }
    }

    private void map(final Map<?, ?> map) {
        text.append('{');
        var separator = "";
        for (final var entry : map.entrySet()) {
            text.append(separator);
            string(String.valueOf(entry.getKey()));
            text.append(':');
            value(entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void array(final Iterable<?> elements) {
        text.append('[');
        var separator = "";
        for (final var element : elements) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        text.append(']');
    }

    private void string(final String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            final char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // the line separators U+2028 and U+2029 would end a line of script, and < could end the script
                    if (c < ' ' || c == '\u2028' || c == '\u2029' || c == '<') {
                        text.append(String.format("\\u%04x", (int)c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static Map<String, Object> components(final Object record) {
        final var map = new LinkedHashMap<String, Object>();
        for (final var component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                map.put(component.getName(), component.getAccessor().invoke(record));
            } catch (final IllegalAccessException | InvocationTargetException ex) {
                throw new IllegalArgumentException(
                    "The component " + component.getName() + " of " + record.getClass().getName() + " cannot be read.",
                    ex);
            }
        }
        return map;
    }

    /** Whether a text is one JSON value; enough to tell it from a plain text, and to be sure that it can be embedded. */
    static boolean isJson(final String data) {
        return new JsonCheck(data).isOneValue();
    }
}
