package org.elbow.influence;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.GradientFactors;
import org.elbow.nn.LinearOp;
import org.elbow.nn.Network;
import org.elbow.vae.VaeStructure;

/**
 * In which form the gradients by each layer are cheaper to compare, and how many examples are worked on at once, so that memory
 * is bounded whatever the number of rows, and a block takes a fraction of a second. Depends on the networks and the numbers of
 * rows and draws alone, not on the number of threads: the same blocks give the same bits.
 *
 * @param encoder the encoder's layers with the heads
 * @param decoder the decoder's layers
 * @param likelihoodParameters how many parameters the likelihood has
 * @param blockRows training rows that a thread works on at once
 * @param testRows test rows with which they are compared at once
 * @param tileRows training rows whose influences on these test rows are summed over the checkpoints before they are handed on
 */
record GradientPlan(List<LayerForm> encoder, List<LayerForm> decoder, int likelihoodParameters, int blockRows, int testRows,
    int tileRows) {

    /** Floats of gradients of one block of training rows: 32 MB per thread. */
    private static final long BLOCK_FLOATS = 1L << 23;

    /** Floats of gradients of test rows: 256 MB. */
    private static final long TEST_FLOATS = 1L << 26;

    /** Influences of a tile: 64 MB. */
    private static final int TILE_FLOATS = 1 << 24;

    private static final int MOST_BLOCK_ROWS = 128;

    private static final int MOST_TEST_ROWS = 1024;

    /** Multiplications per block, a quarter of a second on one core. */
    private static final double BLOCK_WORK = 1e10;

    /** Blocks that a table is divided into at least, if they have {@link #FEWEST_BLOCK_ROWS}: for threads to share. */
    private static final int BLOCKS = 16;

    private static final int FEWEST_BLOCK_ROWS = 16;

    /** What an element of a product of factors costs beside the product, in multiplications of a matrix product. */
    private static final int PER_ELEMENT = 32;

    /** The form of one layer's gradients. */
    record LayerForm(LinearOp map, int layer, int draws, boolean multipliedOut) {

        GradientPart allocate(final int capacity) {
            return multipliedOut ? new ExplicitGradients(map, layer, draws, capacity)
                : new OuterProducts(map, layer, draws, capacity);
        }

        long floats() {
            return multipliedOut ? ExplicitGradients.floats(map, draws) : OuterProducts.floats(map, draws);
        }

        /** @return multiplications per pair of examples */
        double workPerPair() {
            final GradientFactors factors = GradientFactors.of(map);
            final double terms = (double)draws * factors.terms();
            return multipliedOut ? map.parameterCount()
                : terms * terms * (factors.leftSize() + factors.rightSize() + PER_ELEMENT);
        }

        /** @return multiplications per example, to multiply the gradient out or to send the example through the layer once */
        double workPerExample() {
            return (double)draws * GradientFactors.of(map).terms() * map.weightCount();
        }

        /** @return multiplications per pair, with the share of each pair in what is done once per example */
        double work(final long trainRows, final long testRows) {
            if (!multipliedOut) {
                return workPerPair();
            }
            // few examples that are multiplied out fit into the memory, so that it is done again and again
            final long others = Math.min(Math.max(1, testRows), Math.max(1, TEST_FLOATS / floats()));
            return workPerPair() + workPerExample() * (1.0 / others + 1.0 / Math.max(1, trainRows));
        }
    }

    /**
     * Plans the comparison of training rows with test rows.
     *
     * @param structure the VAE
     * @param draws draws per example
     * @param trainRows how many training rows there are
     * @param testRows how many test rows
     */
    static GradientPlan pairs(final VaeStructure structure, final int draws, final int trainRows, final int testRows) {
        return plan(structure, draws, trainRows, testRows);
    }

    /** Plans the comparison of each row with itself. */
    static GradientPlan squares(final VaeStructure structure, final int draws, final int rows) {
        return plan(structure, draws, rows, 1);
    }

    private static GradientPlan plan(final VaeStructure structure, final int draws, final int trainRows, final int testRows) {
        final List<LayerForm> encoder = forms(structure.encoder(), 1, trainRows, testRows);
        final List<LayerForm> decoder = forms(structure.decoder(), draws, trainRows, testRows);
        final List<LayerForm> all = new ArrayList<>(encoder);
        all.addAll(decoder);
        final int parameters = structure.likelihood().parameters();
        final long floats = all.stream().mapToLong(LayerForm::floats).sum() + parameters;
        // forward, back, and the gradient
        final double perExample = 3 * all.stream().mapToDouble(LayerForm::workPerExample).sum();
        final double perPair = all.stream().mapToDouble(LayerForm::workPerPair).sum() + parameters;
        final int block = rows(Math.min(BLOCK_FLOATS / floats, BLOCK_WORK / perExample), MOST_BLOCK_ROWS);
        final int test = rows(Math.min(TEST_FLOATS / floats, BLOCK_WORK / (block * perPair)),
            Math.max(1, Math.min(MOST_TEST_ROWS, testRows)));
        return new GradientPlan(encoder, decoder, parameters, block, test, TILE_FLOATS / test);
    }

    private static List<LayerForm> forms(final Network network, final int draws, final int trainRows, final int testRows) {
        final List<LayerForm> forms = new ArrayList<>();
        for (int layer = 0; layer < network.layers().size(); layer++) {
            final LinearOp map = network.layers().get(layer).map();
            final LayerForm factors = new LayerForm(map, layer, draws, false);
            final LayerForm explicit = new LayerForm(map, layer, draws, true);
            forms.add(explicit.work(trainRows, testRows) < factors.work(trainRows, testRows) ? explicit : factors);
        }
        return forms;
    }

    private static int rows(final double affordable, final int most) {
        return (int)Math.max(1, Math.min(most, affordable));
    }

    /** @return the same with blocks of other sizes */
    GradientPlan withRows(final int block, final int test, final int tile) {
        return new GradientPlan(encoder, decoder, likelihoodParameters, block, test, tile);
    }

    /** @return the same with all layers' gradients in one form */
    GradientPlan withForm(final boolean multipliedOut) {
        return new GradientPlan(withForm(encoder, multipliedOut), withForm(decoder, multipliedOut), likelihoodParameters,
            blockRows, testRows, tileRows);
    }

    private static List<LayerForm> withForm(final List<LayerForm> layers, final boolean multipliedOut) {
        return layers.stream().map(form -> new LayerForm(form.map(), form.layer(), form.draws(), multipliedOut)).toList();
    }

    /** @return the same with the last layers only, the decoder's before the encoder's; with all if {@code count} is 0 */
    GradientPlan withLastLayers(final int count) {
        if (count == 0) {
            return this;
        }
        final int ofDecoder = Math.min(count, decoder.size());
        final int ofEncoder = Math.min(count - ofDecoder, encoder.size());
        return new GradientPlan(encoder.subList(encoder.size() - ofEncoder, encoder.size()),
            decoder.subList(decoder.size() - ofDecoder, decoder.size()), likelihoodParameters, blockRows, testRows, tileRows);
    }

    /** @return how many of that many rows a thread takes at once */
    int blockOf(final int rows) {
        return Math.min(blockRows, Math.max(FEWEST_BLOCK_ROWS, (rows + BLOCKS - 1) / BLOCKS));
    }
}
