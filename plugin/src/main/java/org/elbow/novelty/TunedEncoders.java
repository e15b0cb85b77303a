package org.elbow.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.ExampleNetwork;
import org.elbow.nn.Network;
import org.elbow.vae.PassPool;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/** Adam on a copy of the encoder for each row of a block: all its layers, and the heads for mean and log-variance. */
final class TunedEncoders implements PosteriorUpdate {

    /** The most rows in flight per thread: the decoder is read once per iteration for all of them. */
    private static final int MOST_ROWS = 8;

    /** The most memory for which a thread has more than one row in flight, in bytes. */
    private static final long MEMORY = 48L << 20;

    private final VaeModel model;

    private final double learningRate;

    private final List<ExampleNetwork> encoders = new ArrayList<>();

    TunedEncoders(final VaeModel model, final double learningRate) {
        this.model = model;
        this.learningRate = learningRate;
    }

    /** How many rows a thread should work on at once. Depends on the encoder alone, and so does the rounding of results. */
    static int rowsAtOnce(final Network encoder) {
        return (int)Math.max(1, Math.min(MOST_ROWS, MEMORY / ExampleNetwork.bytes(encoder)));
    }

    /** How many threads to use at most, so that no more than a quarter of the heap goes into copies of the encoder. */
    static int threads(final Network encoder, final int wanted) {
        final long each = rowsAtOnce(encoder) * ExampleNetwork.bytes(encoder);
        final int most = (int)Math.max(1, Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 / each));
        return Math.min(most, wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void begin(final PassPool.Block block, final FeatureMatrix rows, final int from, final float[][] posteriors) {
        final Network encoder = model.structure().encoder();
        final float[] features = new float[rows.columns()];
        for (int row = 0; row < posteriors.length; row++) {
            rows.getRow(from + row, features, 0);
            encoders.add(new ExampleNetwork(encoder, model.parameters(), features, block.worker().scratch()));
            encode(row, posteriors[row]);
        }
    }

    @Override
    public void step(final int row, final int iteration, final float[] adjoint, final float[] posterior) {
        encoders.get(row).step(adjoint, learningRate);
        encode(row, posterior);
    }

    private void encode(final int row, final float[] posterior) {
        encoders.get(row).forward(posterior);
        VaePass.boundLogVariance(posterior);
    }

    @Override
    public void close() {
        encoders.forEach(ExampleNetwork::close);
    }
}
