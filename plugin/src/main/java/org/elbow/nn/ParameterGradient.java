package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Network.Layer;

/**
 * The second half of a training step: the gradient of every parameter over the whole batch, in pieces, each handed on while
 * it is still in the cache. The pieces are divided among the workers by their size, once and for all.
 */
public final class ParameterGradient implements AutoCloseable {

    /** Takes the gradient of a stretch of parameters. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * Called by several threads, each parameter's gradient by one of them.
         *
         * @param offset where the stretch begins among the parameters
         * @param gradient begins with the gradient of the stretch; valid during the call
         * @param count how many parameters the stretch has
         * @param scratch the calling thread's arrays
         */
        void accept(long offset, FloatBlock gradient, int count, Scratch scratch);
    }

    /** Floats per piece: with the optimiser's two averages and the parameters about 1 MB, a second-level cache. */
    private static final int PIECE = 65_536;

    /** Rows of a weight matrix per piece, at least: thinner products run at a fraction of the speed. */
    private static final int THINNEST = 32;

    private record Piece(Pass pass, int index, int unitFrom, int unitTo) {
        int size() {
            return (unitTo - unitFrom) * map().unitSize();
        }

        LinearOp map() {
            return layer().map();
        }

        Layer layer() {
            return pass.network().layers().get(index);
        }
    }

    private final List<List<Piece>> shares = new ArrayList<>();

    private final List<FloatBlock> gradients = new ArrayList<>();

    private final FloatBlock ones;

    /**
     * Plans the work.
     *
     * @param passes the passes whose networks' parameters are wanted
     * @param capacity the largest batch, in rows
     * @param workers among how many workers to divide
     */
    public ParameterGradient(final List<Pass> passes, final int capacity, final int workers) {
        final List<Piece> pieces = new ArrayList<>();
        for (final Pass pass : passes) {
            for (int layer = 0; layer < pass.network().layers().size(); layer++) {
                cut(pass, layer, pieces);
            }
        }
        final long total = pieces.stream().mapToLong(Piece::size).sum();
        long before = 0;
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        for (final Piece piece : pieces) {
            shares.get((int)Math.min(workers - 1L, before * workers / Math.max(1, total))).add(piece);
            before += piece.size();
        }
        for (final List<Piece> share : shares) {
            gradients.add(FloatBlock.allocate(share.stream().mapToInt(Piece::size).max().orElse(0)));
        }
        ones = FloatBlock.allocate(capacity);
        for (int i = 0; i < capacity; i++) {
            ones.set(i, 1f);
        }
    }

    private static void cut(final Pass pass, final int layer, final List<Piece> pieces) {
        final LinearOp map = pass.network().layers().get(layer).map();
        final int step = Math.max(THINNEST, PIECE / map.unitSize());
        for (int unit = 0; unit < map.units(); unit += step) {
            pieces.add(new Piece(pass, layer, unit, Math.min(map.units(), unit + step)));
        }
    }

    /**
     * Computes one worker's share, after all workers have ended their backward passes.
     *
     * @param worker which share
     * @param rows the size of the batch
     * @param consumer takes the gradients
     * @param scratch the calling thread's arrays
     */
    public void compute(final int worker, final int rows, final Consumer consumer, final Scratch scratch) {
        final FloatBlock gradient = gradients.get(worker);
        for (final Piece piece : shares.get(worker)) {
            final Layer layer = piece.layer();
            layer.map().gradient(piece.pass().layerInput(piece.index()), piece.pass().delta(piece.index()), rows, piece.unitFrom(),
                piece.unitTo(), ones, gradient, false);
            consumer.accept(layer.offset() + (long)piece.unitFrom() * layer.map().unitSize(), gradient, piece.size(), scratch);
        }
    }

    @Override
    public void close() {
        gradients.forEach(FloatBlock::close);
        ones.close();
    }
}
