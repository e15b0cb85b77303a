package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.Writer;

/**
 * The XML form of a tree of settings: {@code config} elements with a key, {@code entry} elements with key, type and
 * value, indented by four spaces. Characters that XML cannot carry in an attribute are written as %% and five digits.
 */
final class XMLSettingsWriter {

    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final String NAMESPACES = " xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd\"";

    private static final int FIRST_PLAIN = 32;

    private static final int LAST_PLAIN = 0xd7ff;

    private final Writer out;

    XMLSettingsWriter(final Writer out) {
        this.out = out;
    }

    void write(final ConfigBase root) throws IOException {
        out.write(HEADER);
        writeConfig(root, 0, NAMESPACES);
    }

    private void writeConfig(final ConfigBase config, final int depth, final String attributes) throws IOException {
        indent(depth);
        out.write("<config" + attributes);
        // a key is not escaped by percent signs, only a value is
        attribute("key", config.getKey());
        if (!hasWrittenChild(config)) {
            out.write("/>\n");
            return;
        }
        out.write(">\n");
        for (final var key : config.keySet()) {
            final var entry = config.getEntry(key);
            if (entry instanceof ConfigBase child) {
                writeConfig(child, depth + 1, "");
            } else if (!(entry instanceof ConfigTransientStringEntry)) {
                writeEntry(entry, depth + 1);
            }
        }
        indent(depth);
        out.write("</config>\n");
    }

    private static boolean hasWrittenChild(final ConfigBase config) {
        return config.keySet().stream().anyMatch(k -> !(config.getEntry(k) instanceof ConfigTransientStringEntry));
    }

    private void writeEntry(final AbstractConfigEntry entry, final int depth) throws IOException {
        final var value = entry.toStringValue();
        indent(depth);
        out.write("<entry");
        attribute("key", entry.getKey());
        attribute("type", entry.getType().name());
        if (value == null) {
            attribute("isnull", "true");
        }
        attribute("value", value == null ? "" : escape(value));
        out.write("/>\n");
    }

    private void indent(final int depth) throws IOException {
        out.write("    ".repeat(depth));
    }

    private void attribute(final String name, final String value) throws IOException {
        out.write(' ');
        out.write(name);
        out.write("=\"");
        for (int i = 0; i < value.length(); i++) {
            final var c = value.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\n', '\r', '\t' -> out.write("&#" + (int)c + ";");
                default -> out.write(c);
            }
        }
        out.write('"');
    }

    /** Replaces control characters, characters beyond U+D7FF and the first of two percent signs. */
    static String escape(final String text) {
        final var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final var c = text.charAt(i);
            final var isDoubledPercent = c == '%' && i + 1 < text.length() && text.charAt(i + 1) == '%';
            if (c < FIRST_PLAIN || c > LAST_PLAIN || isDoubledPercent) {
                escaped.append(String.format("%%%%%05d", (int)c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Undoes {@link #escape(String)}; percent signs without five digits behind them stay as they are. */
    static String unescape(final String text) {
        final var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                plain.append((char)Integer.parseInt(text.substring(i + 2, i + 7)));
                i += 6;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isEscape(final String text, final int at) {
        return text.startsWith("%%", at) && at + 7 <= text.length()
            && text.substring(at + 2, at + 7).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
