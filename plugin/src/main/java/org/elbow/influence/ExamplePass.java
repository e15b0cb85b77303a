package org.elbow.influence;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.vae.Likelihood;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeStructure;
import org.elbow.vae.VaeWorker;

/**
 * The gradient of each example's own loss, −log p(x|z) + β KL averaged over draws of z. The encoder sees the adjoint of the
 * mean, so that its gradients have one term however many draws there are. One thread's own.
 */
final class ExamplePass implements AutoCloseable {

    private final VaePass pass;

    private final VaeWorker worker;

    private final FloatBlock parameters;

    private final int likelihoodOffset;

    private final Likelihood likelihood;

    private final double beta;

    private final int draws;

    private final float[] features;

    private final float[] output;

    private final float[] outputAdjoint;

    private final float[] likelihoodParameters;

    private final float[] likelihoodGradient;

    /** The gradient of log p(x|z) by the likelihood's own parameters, [capacity][parameters], summed over the draws. */
    private final double[][] likelihoodGradients;

    private final float[] posterior;

    private final float[] posteriorAdjoint;

    private final float[] noise;

    /**
     * Allocates a pass.
     *
     * @param structure the VAE
     * @param parameters its parameters; read at each run, not closed by this
     * @param beta weight of the KL term
     * @param draws draws per example
     * @param capacity the most examples at once
     */
    ExamplePass(final VaeStructure structure, final FloatBlock parameters, final double beta, final int draws,
        final int capacity) {
        this.parameters = parameters;
        this.beta = beta;
        this.draws = draws;
        pass = new VaePass(structure, parameters, capacity, true);
        worker = pass.newWorker();
        likelihoodOffset = structure.likelihoodOffset();
        likelihood = Likelihood.of(structure.likelihood());
        features = new float[structure.likelihood().features()];
        output = new float[structure.likelihood().outputs()];
        outputAdjoint = new float[output.length];
        likelihoodParameters = new float[structure.likelihood().parameters()];
        likelihoodGradient = new float[likelihoodParameters.length];
        likelihoodGradients = new double[likelihoodParameters.length == 0 ? 0 : capacity][likelihoodParameters.length];
        posterior = new float[2 * structure.latent()];
        posteriorAdjoint = new float[posterior.length];
        noise = new float[structure.latent()];
    }

    /**
     * Finds the gradients of rows [from, to) of a table.
     *
     * @param rows the table
     * @param source the draws of its rows
     * @param firstDraw the number of the first of the draws to use
     * @param target takes the gradients
     * @param at the row of {@code target} that the first one goes to
     */
    void run(final FeatureMatrix rows, final int from, final int to, final RowNoise source, final int firstDraw,
        final ExampleGradients target, final int at) {
        final int count = to - from;
        parameters.get(likelihoodOffset, likelihoodParameters, 0, likelihoodParameters.length);
        for (int row = 0; row < count; row++) {
            pass.load(rows, from + row, row, worker);
        }
        for (final double[] gradient : likelihoodGradients) {
            java.util.Arrays.fill(gradient, 0);
        }
        target.clear(at, count);
        pass.encode(0, count, worker);
        pass.clearPosteriorAdjoint(0, count);
        for (int draw = 0; draw < draws; draw++) {
            for (int row = 0; row < count; row++) {
                source.draw(from + row, firstDraw + draw, noise, noise.length);
                pass.setNoise(row, noise, 0);
            }
            pass.sample(0, count, worker);
            pass.decode(0, count, worker);
            for (int row = 0; row < count; row++) {
                rows.getRow(from + row, features, 0);
                outputAdjoint(row);
            }
            pass.decoderBackward(0, count, worker);
            target.addDecoder(pass.decoderPass(), draw, at, count, worker.scratch());
            for (int row = 0; row < count; row++) {
                pass.posterior(row, posterior);
                pass.posteriorAdjoint(row, posterior, beta / draws, posteriorAdjoint, worker);
                pass.addPosteriorAdjoint(row, posteriorAdjoint, worker);
            }
        }
        if (target.needEncoder()) {
            pass.encoderBackward(0, count, worker);
            target.addEncoder(pass.encoderPass(), at, count, worker.scratch());
        }
        putLikelihoodGradients(target, at, count);
        target.complete(at, count);
    }

    /** Sets the adjoint of a row's output to that of −log p(x|z) / draws. */
    private void outputAdjoint(final int row) {
        pass.decoderPass().output().get((long)row * output.length, output, 0, output.length);
        final boolean learned = likelihoodParameters.length > 0;
        likelihood.gradient(features, output, likelihoodParameters, outputAdjoint, learned ? likelihoodGradients[row] : null);
        final float weight = -1f / draws;
        for (int i = 0; i < outputAdjoint.length; i++) {
            outputAdjoint[i] *= weight;
        }
        pass.decoderPass().outputAdjoint().put((long)row * output.length, outputAdjoint, 0, output.length);
    }

    private void putLikelihoodGradients(final ExampleGradients target, final int at, final int count) {
        for (int row = 0; row < count && likelihoodGradient.length > 0; row++) {
            for (int i = 0; i < likelihoodGradient.length; i++) {
                likelihoodGradient[i] = (float)(-likelihoodGradients[row][i] / draws);
            }
            target.setLikelihood(at + row, likelihoodGradient);
        }
    }

    @Override
    public void close() {
        worker.close();
        pass.close();
    }
}
