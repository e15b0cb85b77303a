package org.elbow.influence;

import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;

/**
 * The gradients by one layer's parameters, of some examples, each the mean over the draws. Threads may fill disjoint rows at
 * once, and compare at once what is filled.
 */
interface GradientPart extends AutoCloseable {

    /** Makes room for the gradients of that many examples, at most the capacity. Called by one thread before the others. */
    void setRows(int rows);

    /** Forgets the gradients of rows [row, row + count). */
    void clear(int row, int count);

    /**
     * Adds what rows [0, count) of a backward pass say about the gradients of rows [row, row + count).
     *
     * @param draw the number of the draw, each of which is added once
     */
    void add(Pass pass, int draw, int row, int count, Scratch scratch);

    /** Completes rows [row, row + count) after the last draw. */
    void complete(int row, int count);

    /** Adds to {@code products} the inner products of all rows with all rows of another part of the same form. */
    void multiply(GradientPart others, InnerProducts products);

    /** Adds each row's squared norm to {@code target}, [rows]. */
    void addSquares(double[] target, InnerProducts products);

    @Override
    void close();
}
