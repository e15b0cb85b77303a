package org.elbow.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.nn.Network.Layer;

/**
 * The gradient of every parameter over a batch, in pieces, each handed on while it is still in the cache.
 *
 * <p>Dense layers are divided by their weights: each worker sums some rows of a weight matrix over the whole batch. Layers
 * that convolve have few weights and unfold their input, so these are divided by the rows of the batch: each worker sums its
 * own rows in {@link #addRows} while they are at hand, and the sums are added up afterwards. The work is divided once and for
 * all, so that the same number of workers gives the same bits.
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
         * @param scratch the calling thread's own
         */
        void accept(long offset, FloatBlock gradient, int count, Scratch scratch);
    }

    /** Floats per piece: with the optimiser's two averages and the parameters about 1 MB, a second-level cache. */
    private static final int SMALLEST_PIECE = 65_536;

    /** The same for many products, which are done before the optimiser: larger ones spend less on arranging their operands. */
    private static final int LARGEST_PIECE = 262_144;

    /** Rows of a weight matrix per piece, at least: thinner products run at a fraction of the speed. */
    private static final int THINNEST = 32;

    private static final int KERNEL_ROWS = 8;

    /** What the optimiser costs for a parameter, in units of its product over one batch. */
    private static final double OPTIMISER_COST = 0.5;

    /** A stretch of one layer's parameters: [from, to), for dense layers whole rows of W or the biases. */
    private record Piece(Network network, int index, int from, int to) {

        Layer layer() {
            return network.layers().get(index);
        }

        int size() {
            return to - from;
        }
    }

    private final Map<Network, List<GradientSource>> sources = new LinkedHashMap<>();

    private final List<List<Piece>> shares = new ArrayList<>();

    private final List<FloatBlock> gradients = new ArrayList<>();

    /** For each worker the sums over its rows, at the offsets of {@link #partialOffsets}. */
    private final List<FloatBlock> partials = new ArrayList<>();

    private final Map<Layer, Integer> partialOffsets = new LinkedHashMap<>();

    private final List<GradientSums> sums;

    private int partialSize;

    /**
     * Plans the work.
     *
     * @param sources the backward passes; those through the same network add up
     * @param sums what workers summed by themselves for these networks
     * @param workers among how many workers to divide
     */
    public ParameterGradient(final List<? extends GradientSource> sources, final List<GradientSums> sums, final int workers) {
        this.sums = List.copyOf(sums);
        sources.forEach(source -> this.sources.computeIfAbsent(source.network(), n -> new ArrayList<>()).add(source));
        final List<Piece> pieces = new ArrayList<>();
        final long total = this.sources.keySet().stream().mapToLong(network -> network.end() - network.offset()).sum();
        this.sources.keySet().forEach(network -> cut(network, pieceSize(products(network), total / workers), pieces));
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
            partials.add(FloatBlock.allocate(partialSize));
        }
        divide(pieces);
        for (final List<Piece> share : shares) {
            gradients.add(FloatBlock.allocate(share.stream().mapToInt(Piece::size).max().orElse(0)));
        }
    }

    /** Plans the work where no worker sums by itself. */
    public ParameterGradient(final List<? extends GradientSource> sources, final int workers) {
        this(sources, List.of(), workers);
    }

    /** Gives each piece, the costliest first, to the worker who has least to do. */
    private void divide(final List<Piece> pieces) {
        final double[] load = new double[shares.size()];
        final List<Piece> costliestFirst = new ArrayList<>(pieces);
        costliestFirst.sort(Comparator.comparingDouble(this::cost).reversed());
        for (final Piece piece : costliestFirst) {
            int idlest = 0;
            for (int worker = 1; worker < load.length; worker++) {
                if (load[worker] < load[idlest]) {
                    idlest = worker;
                }
            }
            load[idlest] += cost(piece);
            shares.get(idlest).add(piece);
        }
    }

    /** How long a piece takes, in units of a parameter's product over one batch; weights of convolutions come summed. */
    private double cost(final Piece piece) {
        final int products = piece.layer().map() instanceof Dense ? products(piece.network()) : 0;
        return piece.size() * (products + OPTIMISER_COST);
    }

    /** How many products over one batch make up the gradient of a weight matrix. */
    private int products(final Network network) {
        int products = 0;
        for (final GradientSource source : sources.get(network)) {
            for (int pair = 0; pair < source.pairs(); pair++) {
                products += source.rowsPerExample(pair);
            }
        }
        return products;
    }

    /** Few enough floats to share the work evenly: at least two pieces per worker, where pieces are not small already. */
    private static int pieceSize(final int products, final long floatsPerWorker) {
        final long wanted = Math.min(LARGEST_PIECE, (long)SMALLEST_PIECE * products);
        return (int)Math.max(SMALLEST_PIECE, Math.min(wanted, floatsPerWorker / 2));
    }

    private void cut(final Network network, final int atMost, final List<Piece> pieces) {
        for (int index = 0; index < network.layers().size(); index++) {
            final Layer layer = network.layers().get(index);
            int step = atMost;
            if (layer.map() instanceof Dense dense) {
                step = rowsPerPiece(dense, atMost) * dense.outputSize();
            } else {
                partialOffsets.put(layer, partialSize);
                partialSize += layer.map().parameterCount();
            }
            final int weights = layer.map().weightCount();
            for (int from = 0; from < weights; from += step) {
                pieces.add(new Piece(network, index, from, Math.min(weights, from + step)));
            }
            pieces.add(new Piece(network, index, weights, layer.map().parameterCount()));
        }
    }

    /** Equal pieces, a multiple of what the kernels of matrix products take at once. */
    private static int rowsPerPiece(final Dense dense, final int atMost) {
        final int mostRows = Math.max(THINNEST, atMost / dense.outputSize());
        final int pieces = (dense.inputSize() + mostRows - 1) / mostRows;
        final int rows = (dense.inputSize() + pieces - 1) / pieces;
        return (rows + KERNEL_ROWS - 1) / KERNEL_ROWS * KERNEL_ROWS;
    }

    /**
     * Sums what layers that convolve contribute for rows [from, to) of the batch, which are one worker's. Each worker calls
     * this once per batch, after its backward passes.
     */
    public void addRows(final int worker, final int from, final int to, final Scratch scratch) {
        final FloatBlock partial = partials.get(worker);
        partial.clear(0, partialSize);
        sources.forEach((network, passes) -> {
            for (int index = 0; index < network.layers().size(); index++) {
                final Integer offset = partialOffsets.get(network.layers().get(index));
                if (offset != null) {
                    for (final GradientSource pass : passes) {
                        addRows(pass, index, from, to, partial, offset, scratch);
                    }
                }
            }
        });
    }

    private static void addRows(final GradientSource pass, final int index, final int from, final int to,
        final FloatBlock partial, final int offset, final Scratch scratch) {
        final LinearOp map = pass.network().layers().get(index).map();
        for (int pair = 0; pair < pass.pairs(); pair++) {
            final int rows = pass.rowsPerExample(pair);
            map.addGradient(pass.layerInput(index, pair), pass.delta(index, pair), from * rows, to * rows, pass.hasBias(pair),
                partial, offset, scratch);
        }
    }

    /**
     * Computes one worker's share, after all workers have ended their backward passes.
     *
     * @param worker which share
     * @param rows the size of the batch
     * @param consumer takes the gradients
     * @param scratch the calling thread's own
     */
    public void compute(final int worker, final int rows, final Consumer consumer, final Scratch scratch) {
        final FloatBlock gradient = gradients.get(worker);
        for (final Piece piece : shares.get(worker)) {
            if (piece.layer().map() instanceof Dense dense) {
                sumOverBatch(dense, piece, rows, gradient, scratch);
            } else {
                gradient.clear(0, piece.size());
                final int offset = partialOffsets.get(piece.layer()) + piece.from();
                partials.forEach(partial -> Kernels.add(partial, offset, gradient, piece.size(), scratch));
            }
            for (final GradientSums sum : sums) {
                if (sum.network() == piece.network()) {
                    sum.addTo(gradient, piece.layer().offset() + piece.from(), piece.size(), scratch);
                }
            }
            consumer.accept(piece.layer().offset() + piece.from(), gradient, piece.size(), scratch);
        }
    }

    private void sumOverBatch(final Dense dense, final Piece piece, final int rows, final FloatBlock gradient,
        final Scratch scratch) {
        final boolean weights = piece.from() < dense.weightCount();
        if (!weights) {
            gradient.clear(0, piece.size());
        }
        boolean first = true;
        for (final GradientSource pass : sources.get(piece.network())) {
            for (int pair = 0; pair < pass.pairs(); pair++) {
                final int end = rows * pass.rowsPerExample(pair);
                if (weights) {
                    dense.weightGradient(pass.layerInput(piece.index(), pair), pass.delta(piece.index(), pair), 0, end,
                        piece.from() / dense.outputSize(), piece.to() / dense.outputSize(), first ? 0f : 1f, gradient, 0);
                    first = false;
                } else if (pass.hasBias(pair)) {
                    dense.addBiasGradient(pass.delta(piece.index(), pair), 0, end, gradient, 0, scratch);
                }
            }
        }
    }

    @Override
    public void close() {
        gradients.forEach(FloatBlock::close);
        partials.forEach(FloatBlock::close);
    }
}
