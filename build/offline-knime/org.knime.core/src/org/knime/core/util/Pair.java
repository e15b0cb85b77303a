package org.knime.core.util;

import java.util.Objects;

/** Two values. */
public final class Pair<T, M> {

    private final T first;

    private final M second;

    public Pair(final T first, final M second) {
        this.first = first;
        this.second = second;
    }

    public static <T, M> Pair<T, M> create(final T first, final M second) {
        return new Pair<>(first, second);
    }

    public T getFirst() {
        return first;
    }

    public M getSecond() {
        return second;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Pair<?, ?> pair && Objects.equals(first, pair.first) && Objects.equals(second, pair.second);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, second);
    }

    @Override
    public String toString() {
        return "(" + first + ", " + second + ")";
    }
}
