package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Network.Layer;

/**
 * Sums of a network's gradient that each worker adds up for itself, row by row, where keeping all factors until the whole
 * batch is through would take too much memory.
 */
public final class GradientSums implements AutoCloseable {

    private final Network network;

    private final List<FloatBlock> sums = new ArrayList<>();

    /**
     * Allocates the sums.
     *
     * @param network the network whose gradient is summed
     * @param workers how many workers there are
     */
    public GradientSums(final Network network, final int workers) {
        this.network = network;
        for (int worker = 0; worker < workers; worker++) {
            sums.add(FloatBlock.allocate(network.end() - network.offset()));
        }
    }

    /** Sets a worker's sums to zero. */
    public void clear(final int worker) {
        sums.get(worker).clear(0, sums.get(worker).length());
    }

    /** Adds the gradient of the first {@code rows} rows of a pass to a worker's sums. */
    public void add(final int worker, final GradientSource pass, final int rows, final Scratch scratch) {
        for (int index = 0; index < network.layers().size(); index++) {
            final Layer layer = network.layers().get(index);
            for (int pair = 0; pair < pass.pairs(); pair++) {
                layer.map().addGradient(pass.layerInput(index, pair), pass.delta(index, pair), 0,
                    rows * pass.rowsPerExample(pair), pass.hasBias(pair), sums.get(worker), layer.offset() - network.offset(),
                    scratch);
            }
        }
    }

    Network network() {
        return network;
    }

    /** Adds all workers' sums for the parameters from {@code offset} on to the first floats of {@code gradient}. */
    void addTo(final FloatBlock gradient, final long offset, final int count, final Scratch scratch) {
        sums.forEach(sum -> Kernels.add(sum, offset - network.offset(), gradient, count, scratch));
    }

    @Override
    public void close() {
        sums.forEach(FloatBlock::close);
    }
}
