package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of layers, each an affine map followed by an activation. Holds no weights: these stand one layer after the other
 * in a block of floats, from an offset that is the network's own on.
 */
public final class Network {

    /**
     * One layer and where its parameters stand.
     *
     * @param map the affine part
     * @param activation what is applied to each of its outputs
     * @param offset where its parameters begin in the block
     */
    public record Layer(LinearOp map, Activation activation, long offset) {
    }

    private final List<Layer> layers = new ArrayList<>();

    private final long offset;

    private long end;

    /** @param offset where the parameters of this network begin in the block that holds them */
    public Network(final long offset) {
        this.offset = offset;
        end = offset;
    }

    /**
     * Adds a layer at the end.
     *
     * @return this
     * @throws IllegalArgumentException if the layer does not take what the last one gives
     */
    public Network add(final LinearOp map, final Activation activation) {
        if (!layers.isEmpty() && outputSize() != map.inputSize()) {
            throw new IllegalArgumentException("Layer " + (layers.size() + 1) + " takes " + map.inputSize()
                + " numbers per row, but the layer before it gives " + outputSize() + ".");
        }
        layers.add(new Layer(map, activation, end));
        end += map.parameterCount();
        return this;
    }

    /** @return the layers, first to last */
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** @return numbers per row that go in */
    public int inputSize() {
        return layers.get(0).map().inputSize();
    }

    /** @return numbers per row that come out */
    public int outputSize() {
        return layers.get(layers.size() - 1).map().outputSize();
    }

    /** @return where the parameters begin */
    public long offset() {
        return offset;
    }

    /** @return where the parameters end: the offset of whatever comes next in the block */
    public long end() {
        return end;
    }
}
