package org.elbow.consistency;

import java.util.SplittableRandom;

/** A random change of a row that leaves its meaning as it is. */
@FunctionalInterface
public interface Transformation {

    /** Changes nothing. */
    Transformation NONE = (row, target, random) -> System.arraycopy(row, 0, target, 0, row.length);

    /**
     * Changes a row.
     *
     * @param row the row's features; not changed
     * @param target is set to the features of the changed row
     * @param random decides how the row is changed
     */
    void apply(float[] row, float[] target, SplittableRandom random);
}
