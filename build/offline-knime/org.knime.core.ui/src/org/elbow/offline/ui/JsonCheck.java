package org.elbow.offline.ui;

import java.util.regex.Pattern;

/** Tells whether a text is one JSON value. */
final class JsonCheck {

    private static final Pattern SCALAR =
        Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    JsonCheck(final String text) {
        this.text = text;
    }

    boolean isOneValue() {
        final boolean found = value(0);
        skipSpace();
        return found && at == text.length();
    }

    private boolean value(final int depth) {
        skipSpace();
        if (at >= text.length() || depth > 500) { // a page's data is flat; deeper nesting would end the stack
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> elements('}', depth, true);
            case '[' -> elements(']', depth, false);
            case '"' -> string();
            default -> scalar();
        };
    }

    private boolean elements(final char end, final int depth, final boolean named) {
        at++;
        skipSpace();
        if (take(end)) {
            return true;
        }
        do {
            skipSpace();
            if (named && !(string() && skipSpaceAndTake(':'))) {
                return false;
            }
            if (!value(depth + 1)) {
                return false;
            }
        } while (skipSpaceAndTake(','));
        return take(end);
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < text.length()) {
            final char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ') {
                return false;
            }
            if (c == '\\') {
                at++;
            }
        }
        return false;
    }

    private boolean scalar() {
        final var matcher = SCALAR.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private boolean skipSpaceAndTake(final char c) {
        skipSpace();
        return take(c);
    }

    private boolean take(final char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
