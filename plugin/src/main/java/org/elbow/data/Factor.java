package org.elbow.data;

import java.util.List;
import java.util.Objects;

/**
 * Something that varies between generated images, with finitely many values 0, 1, …, values − 1.
 *
 * @param name what varies
 * @param values how many values it takes, at least 1
 * @param labels a name for each value, or empty if the values are merely ordered
 */
public record Factor(String name, int values, List<String> labels) {

    /** @throws IllegalArgumentException if there is no value, or the labels are not as many as the values */
    public Factor {
        Objects.requireNonNull(name, "name");
        labels = List.copyOf(labels);
        if (values < 1) {
            throw new IllegalArgumentException("Factor \"" + name + "\" has " + values + " values; at least 1 is needed.");
        }
        if (!labels.isEmpty() && labels.size() != values) {
            throw new IllegalArgumentException(
                "Factor \"" + name + "\" has " + values + " values, but " + labels.size() + " labels.");
        }
    }

    /** A factor whose values are merely ordered. */
    public Factor(final String name, final int values) {
        this(name, values, List.of());
    }
}
