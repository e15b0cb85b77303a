package org.elbow.influence;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;

/**
 * The gradients of the losses of some examples by all of a VAE's parameters: encoder, heads, decoder, and the likelihood's own.
 */
final class ExampleGradients implements AutoCloseable {

    private final List<GradientPart> encoder = new ArrayList<>();

    private final List<GradientPart> decoder = new ArrayList<>();

    private final GradientRows likelihood;

    private int rows;

    /**
     * Allocates the memory.
     *
     * @param plan which layers' gradients are kept in which form
     * @param capacity the most examples
     */
    ExampleGradients(final GradientPlan plan, final int capacity) {
        plan.encoder().forEach(layer -> encoder.add(layer.allocate(capacity)));
        plan.decoder().forEach(layer -> decoder.add(layer.allocate(capacity)));
        likelihood = new GradientRows(capacity, plan.likelihoodParameters());
    }

    private List<GradientPart> parts() {
        final List<GradientPart> parts = new ArrayList<>(encoder);
        parts.addAll(decoder);
        return parts;
    }

    /** Makes room for that many examples. Called by one thread before others fill them. */
    void setRows(final int count) {
        rows = count;
        parts().forEach(part -> part.setRows(count));
        likelihood.setRows(count);
    }

    int rows() {
        return rows;
    }

    /** @return whether gradients by parameters of the encoder are wanted */
    boolean needEncoder() {
        return !encoder.isEmpty();
    }

    void clear(final int row, final int count) {
        parts().forEach(part -> part.clear(row, count));
        likelihood.clear(row, count);
    }

    /** Adds what rows [0, count) of a pass back through the encoder say about the examples from {@code row} on. */
    void addEncoder(final Pass pass, final int row, final int count, final Scratch scratch) {
        encoder.forEach(part -> part.add(pass, 0, row, count, scratch));
    }

    /** Adds one draw's pass back through the decoder. */
    void addDecoder(final Pass pass, final int draw, final int row, final int count, final Scratch scratch) {
        decoder.forEach(part -> part.add(pass, draw, row, count, scratch));
    }

    /** Sets the gradient of an example by the likelihood's own parameters. */
    void setLikelihood(final int row, final float[] gradient) {
        likelihood.block().put((long)row * likelihood.size(), gradient, 0, likelihood.size());
    }

    void complete(final int row, final int count) {
        parts().forEach(part -> part.complete(row, count));
    }

    /** Sets {@code products} to the inner products with the gradients of others, [rows, other rows]. */
    void multiply(final ExampleGradients others, final InnerProducts products) {
        products.begin(rows, others.rows);
        for (int i = 0; i < encoder.size(); i++) {
            encoder.get(i).multiply(others.encoder.get(i), products);
        }
        for (int i = 0; i < decoder.size(); i++) {
            decoder.get(i).multiply(others.decoder.get(i), products);
        }
        if (likelihood.size() > 0) {
            products.add(likelihood, others.likelihood);
        }
    }

    /** Sets {@code target} to the squared norm of each example's gradient, [rows]. */
    void squares(final double[] target, final InnerProducts products) {
        java.util.Arrays.fill(target, 0, rows, 0);
        parts().forEach(part -> part.addSquares(target, products));
        products.addSquares(likelihood, target);
    }

    @Override
    public void close() {
        parts().forEach(GradientPart::close);
        likelihood.close();
    }
}
