package org.elbow.vae;

import org.elbow.nn.FloatBlock;
import org.elbow.nn.Scratch;

/** What one thread that works on a {@link VaePass} has to itself: its form of the likelihood, and arrays for single rows. */
public final class VaeWorker implements AutoCloseable {

    final Scratch scratch = new Scratch();

    final Likelihood likelihood;

    final float[] likelihoodParameters;

    /** The gradient of the loss by the likelihood's own parameters, over the rows of this thread. */
    final double[] likelihoodGradient;

    final double[] rowGradient;

    final float[] features;

    final float[] output;

    final float[] outputAdjoint;

    final float[] posterior;

    final float[] posteriorAdjoint;

    final float[] sum;

    final float[] code;

    final float[] noise;

    private final int number;

    VaeWorker(final VaeStructure structure, final int number) {
        this.number = number;
        likelihood = structure.likelihood().create();
        likelihoodParameters = new float[structure.likelihood().parameters()];
        likelihoodGradient = new double[likelihoodParameters.length];
        rowGradient = new double[likelihoodParameters.length];
        features = new float[structure.likelihood().features()];
        output = new float[structure.likelihood().outputs()];
        outputAdjoint = new float[output.length];
        posterior = new float[2 * structure.latent()];
        posteriorAdjoint = new float[posterior.length];
        sum = new float[posterior.length];
        code = new float[structure.latent()];
        noise = new float[structure.latent()];
    }

    /** Reads the likelihood's own parameters, which have changed if a training step was taken. */
    void refresh(final VaeStructure structure, final FloatBlock parameters) {
        parameters.get(structure.likelihoodOffset(), likelihoodParameters, 0, likelihoodParameters.length);
    }

    void forgetLikelihoodGradient() {
        java.util.Arrays.fill(likelihoodGradient, 0);
    }

    /** @return the number of the thread among those that work on a batch, from 0 */
    public int number() {
        return number;
    }

    /** @return the thread's working memory */
    public Scratch scratch() {
        return scratch;
    }

    /** @return an array for one row of the decoder's output, [outputs]; the thread's own, its content undefined */
    public float[] outputArray() {
        return outputAdjoint;
    }

    /** @return the thread's form of the likelihood */
    public Likelihood likelihood() {
        return likelihood;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
