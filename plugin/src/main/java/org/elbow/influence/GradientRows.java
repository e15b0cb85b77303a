package org.elbow.influence;

import org.elbow.nn.FloatBlock;

/** Gradients of examples as they are, [rows, size]. */
final class GradientRows implements AutoCloseable {

    private final int size;

    private final FloatBlock block;

    private int rows;

    GradientRows(final int capacity, final int size) {
        this.size = size;
        block = FloatBlock.allocate((long)capacity * size);
    }

    void setRows(final int count) {
        rows = count;
    }

    int rows() {
        return rows;
    }

    int size() {
        return size;
    }

    FloatBlock block() {
        return block;
    }

    void clear(final int row, final int count) {
        block.clear((long)row * size, (long)count * size);
    }

    @Override
    public void close() {
        block.close();
    }
}
