package org.elbow.vae;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.elbow.nn.Activation;
import org.elbow.nn.LinearOp;
import org.elbow.nn.Network;
import org.elbow.nn.NativeRuntime;
import org.elbow.nn.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights that training starts from: variance 2/fan-in before rectifiers (He et al. 2015), 2/(fan-in + fan-out) elsewhere
 * (Glorot and Bengio 2010), by DL4J's own functions. Biases and the likelihood's log-variances start at 0.
 */
final class InitialWeights {

    private InitialWeights() {
    }

    /** @return the parameters of a VAE, the same for the same seed */
    static float[] draw(final VaeStructure structure, final long seed) {
        NativeRuntime.start();
        final float[] parameters = new float[structure.parameterCount()];
        fill(structure.encoder(), parameters, RandomStreams.seed(seed, 0));
        fill(structure.decoder(), parameters, RandomStreams.seed(seed, 1));
        return parameters;
    }

    private static void fill(final Network network, final float[] parameters, final long seed) {
        int index = 0;
        for (final Network.Layer layer : network.layers()) {
            final LinearOp map = layer.map();
            Nd4j.getRandom().setSeed(RandomStreams.seed(seed, index++)); // a generator of this thread's own
            try (INDArray view = Nd4j.createUninitializedDetached(DataType.FLOAT, map.weightCount())) {
                final long[] shape = {map.weightCount()};
                final float[] values =
                    function(layer.activation()).init(map.fanIn(), map.fanOut(), shape, 'c', view).toFloatVector();
                System.arraycopy(values, 0, parameters, Math.toIntExact(layer.offset()), values.length);
            }
        }
    }

    private static IWeightInit function(final Activation activation) {
        return switch (activation) {
            case RELU, LEAKY_RELU, ELU, SOFTPLUS -> new WeightInitRelu();
            case IDENTITY, TANH, SIGMOID -> new WeightInitXavier();
        };
    }
}
