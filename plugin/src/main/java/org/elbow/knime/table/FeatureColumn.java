package org.elbow.knime.table;

import java.util.Objects;

/**
 * A column that gives features.
 *
 * @param name of the column
 * @param kind of its features
 */
public record FeatureColumn(String name, FeatureKind kind) {

    /** @throws NullPointerException if a component is null */
    public FeatureColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
