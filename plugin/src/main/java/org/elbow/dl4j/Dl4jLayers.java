package org.elbow.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.elbow.nn.Activation;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's counterparts of layers and activations. */
final class Dl4jLayers {

    private Dl4jLayers() {
    }

    static Layer dense(final DenseSpec spec) {
        return new DenseLayer.Builder().nIn(spec.inputSize()).nOut(spec.outputSize()).activation(function(spec.activation()))
            .build();
    }

    static Layer convolution(final Conv2dSpec spec) {
        return new ConvolutionLayer.Builder(spec.kernel(), spec.kernel()).stride(spec.stride(), spec.stride())
            .padding(spec.padding(), spec.padding()).convolutionMode(ConvolutionMode.Truncate).dataFormat(CNN2DFormat.NCHW)
            .nIn(spec.inChannels()).nOut(spec.outChannels()).activation(function(spec.activation())).build();
    }

    /**
     * DL4J knows no output padding. With it, the padding is cut off the whole output instead, less of it at the lower right;
     * activations act on each number by itself, so it does not matter that theirs comes before.
     */
    static List<Layer> transposedConvolution(final Deconv2dSpec spec) {
        final int padding = spec.outputPadding() == 0 ? spec.padding() : 0;
        final Layer whole = new Deconvolution2D.Builder(spec.kernel(), spec.kernel()).stride(spec.stride(), spec.stride())
            .padding(padding, padding).convolutionMode(ConvolutionMode.Truncate).dataFormat(CNN2DFormat.NCHW)
            .nIn(spec.inChannels()).nOut(spec.outChannels()).activation(function(spec.activation())).build();
        if (spec.outputPadding() == 0) {
            return List.of(whole);
        }
        final int end = spec.padding() - spec.outputPadding();
        return List.of(whole, new Cropping2D.Builder(spec.padding(), end, spec.padding(), end).dataFormat(CNN2DFormat.NCHW)
            .build());
    }

    private static IActivation function(final Activation activation) {
        return switch (activation) {
            case IDENTITY -> new ActivationIdentity();
            case RELU -> new ActivationReLU();
            case LEAKY_RELU -> new ActivationLReLU(Activation.SLOPE);
            case ELU -> new ActivationELU(1);
            case SOFTPLUS -> new ActivationSoftPlus();
            case TANH -> new ActivationTanH();
            case SIGMOID -> new ActivationSigmoid();
        };
    }

    /** All of a network that changes what it computes, layer by layer, in words; not how it is trained. */
    static List<String> describe(final MultiLayerConfiguration configuration) {
        final List<String> layers = new ArrayList<>();
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            final Layer layer = configuration.getConf(i).getLayer();
            final StringBuilder text = new StringBuilder(layer.getClass().getSimpleName());
            if (layer instanceof FeedForwardLayer sized) {
                text.append(" from ").append(sized.getNIn()).append(" to ").append(sized.getNOut());
            }
            if (layer instanceof ConvolutionLayer conv) {
                text.append(", kernel ").append(Arrays.toString(conv.getKernelSize())).append(", stride ")
                    .append(Arrays.toString(conv.getStride())).append(", padding ").append(Arrays.toString(conv.getPadding()))
                    .append(", dilation ").append(Arrays.toString(conv.getDilation())).append(", ")
                    .append(conv.getConvolutionMode()).append(", ").append(conv.getCnn2dDataFormat())
                    .append(conv.hasBias() ? "" : ", without bias");
            } else if (layer instanceof DenseLayer dense) {
                text.append(dense.hasBias() ? "" : ", without bias").append(dense.hasLayerNorm() ? ", normalised" : "");
            } else if (layer instanceof Cropping2D crop) {
                text.append(' ').append(Arrays.toString(crop.getCropping()));
            }
            if (layer instanceof BaseLayer base) {
                text.append(", ").append(base.getActivationFn().getClass().getSimpleName());
                if (base.getActivationFn() instanceof ActivationLReLU leaky) {
                    text.append(' ').append((float)leaky.getAlpha());
                } else if (base.getActivationFn() instanceof ActivationELU elu) {
                    text.append(' ').append((float)elu.getAlpha());
                }
            }
            if (layer instanceof ActivationLayer activation) {
                text.append(", ").append(activation.getActivationFn().getClass().getSimpleName());
            }
            if (configuration.getInputPreProcess(i) != null) {
                text.append(", after ").append(configuration.getInputPreProcess(i));
            }
            layers.add(text.toString());
        }
        return layers;
    }
}
