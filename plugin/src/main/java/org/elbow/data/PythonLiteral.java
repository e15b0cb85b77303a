package org.elbow.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what Python prints for dictionaries, tuples, lists, strings, booleans and whole numbers. */
final class PythonLiteral {

    private static final int DEEPEST = 16;

    private final String text;

    private int at;

    PythonLiteral(final String text) {
        this.text = text;
    }

    /**
     * @return the dictionary that is all of the text; its values are String, Boolean, Long, List or Map
     * @throws IllegalArgumentException if the text is something else
     */
    Map<String, Object> dictionary() {
        final Object value = value(0);
        if (peek() != 0) {
            throw unexpected();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a dictionary");
        }
        final Map<String, Object> result = new HashMap<>();
        map.forEach((k, v) -> result.put((String)k, v));
        return result;
    }

    private Object value(final int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply");
        }
        final char c = peek();
        if (c == '{') {
            return map(depth);
        }
        if (c == '(' || c == '[') {
            return list(c == '(' ? ')' : ']', depth);
        }
        if (c == '\'' || c == '"') {
            return string();
        }
        if (c == '-' || Character.isDigit(c)) {
            return number();
        }
        for (final boolean truth : new boolean[]{true, false}) {
            final String word = truth ? "True" : "False";
            if (text.startsWith(word, at)) {
                at += word.length();
                return truth;
            }
        }
        throw unexpected();
    }

    private Map<String, Object> map(final int depth) {
        final Map<String, Object> map = new HashMap<>();
        at++;
        while (peek() != '}') {
            if (peek() != '\'' && peek() != '"') {
                throw unexpected();
            }
            final String key = string();
            expect(':');
            map.put(key, value(depth + 1));
            if (peek() != '}') {
                expect(',');
            }
        }
        at++;
        return map;
    }

    private List<Object> list(final char end, final int depth) {
        final List<Object> list = new ArrayList<>();
        at++;
        while (peek() != end) {
            list.add(value(depth + 1));
            if (peek() != end) {
                expect(',');
            }
        }
        at++;
        return list;
    }

    private String string() {
        final int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw new IllegalArgumentException("a string without end");
        }
        final String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private Long number() {
        final int start = at;
        at++;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        final String digits = text.substring(start, at);
        // Python 2 marks long integers
        if (at < text.length() && text.charAt(at) == 'L') {
            at++;
        }
        try {
            return Long.valueOf(digits);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("the number " + digits + " is out of range", e);
        }
    }

    private void expect(final char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is no white space, 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
            at < text.length() ? "unexpected \"" + text.charAt(at) + "\" at " + at : "it ends too early");
    }
}
