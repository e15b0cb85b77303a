package org.elbow.dl4j;

import java.util.List;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.elbow.vae.VaeModel;

/**
 * A model's networks as networks of DL4J, and back.
 *
 * <p>The encoder takes features, [batch, features], and gives the posterior, [batch, 2 · latent]: mean, then log-variance. The
 * decoder takes codes, [batch, latent], and gives what the likelihood takes, [batch, outputs], such as logits. The likelihood's
 * own parameters are not part of the networks.
 *
 * <p>Where a network's architecture has images, its flat rows list them channel by channel, as DL4J does, and not pixel by
 * pixel, as a model's features do; for images with one channel that is the same. A decoder of dense layers alone knows nothing
 * of images and gives its outputs in the order of the features.
 *
 * <pre>
 * INDArray posterior = Dl4jExchange.encoder(model).output(features);
 * </pre>
 */
public final class Dl4jExchange {

    private Dl4jExchange() {
    }

    /**
     * Makes a network of the encoder and its heads.
     *
     * @param model whose encoder; not changed
     * @return a network with copies of the weights; it is not configured for training
     * @throws IllegalArgumentException if DL4J has no such layers, with the layer that is lacking
     */
    public static MultiLayerNetwork encoder(final VaeModel model) {
        return Dl4jNetwork.encoder(model).create(model.parameters());
    }

    /**
     * Makes a network of the decoder.
     *
     * @param model whose decoder; not changed
     * @return a network with copies of the weights; it is not configured for training
     * @throws IllegalArgumentException if DL4J has no such layers, with the layer that is lacking
     */
    public static MultiLayerNetwork decoder(final VaeModel model) {
        return Dl4jNetwork.decoder(model).create(model.parameters());
    }

    /**
     * Takes weights from networks of DL4J.
     *
     * @param model what all else is taken from: architecture, likelihood with its own parameters, encoding, and record; not
     *            changed
     * @param encoder has the layers that {@link #encoder} gives; copied
     * @param decoder has the layers that {@link #decoder} gives; copied
     * @return a model with the networks' weights, and without checkpoints
     * @throws IllegalArgumentException if the networks have other layers than the model, or weights that are not finite, with
     *             the layer
     */
    public static VaeModel withNetworks(final VaeModel model, final MultiLayerNetwork encoder,
        final MultiLayerNetwork decoder) {
        final float[] parameters = model.parameters().clone();
        Dl4jNetwork.encoder(model).read(encoder, parameters);
        Dl4jNetwork.decoder(model).read(decoder, parameters);
        return new VaeModel(model.architecture(), model.likelihood(), model.encoding(), parameters, model.learned(), List.of(),
            model.record());
    }
}
