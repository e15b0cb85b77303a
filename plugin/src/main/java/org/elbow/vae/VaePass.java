package org.elbow.vae;

import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Pass;

/**
 * The ELBO of a batch, forward and backward. With q(z|x) = N(mean, diag exp(logvar)), z = mean + exp(logvar/2) ⊙ ε and the
 * prior N(0, I) (Kingma and Welling 2014, equation 10):
 *
 * <pre>ELBO(x) = log p(x|z) − β KL,   KL = ½ Σ (mean² + exp(logvar) − 1 − logvar)</pre>
 *
 * <p>All blocks hold the whole batch; methods work on rows [from, to), and threads may work on disjoint rows at once, each
 * with a {@link VaeWorker} of its own. The order is {@link #load}, {@link #encode}, {@link #sample}, {@link #decode}, then
 * {@link #logLikelihood} alone or {@link #likelihoodGradient}, {@link #decoderBackward}, {@link #addPosteriorAdjoint} and
 * {@link #encoderBackward}.
 */
public final class VaePass implements AutoCloseable {

    private static final float SMALLEST_LOG_VARIANCE = -30f;

    private static final float LARGEST_LOG_VARIANCE = 20f;

    private final VaeStructure structure;

    private final FloatBlock parameters;

    private final int latent;

    private final int features;

    private final int outputs;

    private final FloatBlock batch;

    private final FloatBlock noise;

    private final FloatBlock codes;

    private final FloatBlock codeAdjoint;

    private final Pass encoder;

    private final Pass decoder;

    /**
     * Allocates a pass.
     *
     * @param structure the VAE
     * @param parameters its parameters; read at each call, not closed by this
     * @param capacity the largest batch, in rows
     * @param backward whether gradients are wanted
     */
    public VaePass(final VaeStructure structure, final FloatBlock parameters, final int capacity, final boolean backward) {
        this.structure = structure;
        this.parameters = parameters;
        latent = structure.latent();
        features = structure.likelihood().features();
        outputs = structure.likelihood().outputs();
        batch = FloatBlock.allocate((long)capacity * features);
        noise = FloatBlock.allocate((long)capacity * latent);
        codes = FloatBlock.allocate((long)capacity * latent);
        codeAdjoint = backward ? FloatBlock.allocate((long)capacity * latent) : null;
        encoder = new Pass(structure.encoder(), capacity, backward).from(batch);
        decoder = new Pass(structure.decoder(), capacity, backward).from(codes);
    }

    /** @return a new set of working arrays for a thread that uses this pass, to be closed */
    public VaeWorker newWorker() {
        return newWorker(0);
    }

    /**
     * The same for one of several threads.
     *
     * @param number of the thread, from 0
     * @return working arrays, to be closed
     */
    public VaeWorker newWorker(final int number) {
        final VaeWorker worker = new VaeWorker(structure, number);
        worker.refresh(structure, parameters);
        return worker;
    }

    /** @return the VAE */
    public VaeStructure structure() {
        return structure;
    }

    /** @return the VAE's parameters, as they are now */
    public FloatBlock parameters() {
        return parameters;
    }

    /** @return the rows of the batch, [batch, features] */
    public FloatBlock features() {
        return batch;
    }

    /** @return the codes that {@link #sample} drew, [batch, latent] */
    public FloatBlock codes() {
        return codes;
    }

    /** Reads the standard normal draw ε of a row, [latent]. */
    public void noise(final int row, final float[] target) {
        noise.get((long)row * latent, target, 0, latent);
    }

    /** @return dimensions of the code */
    public int latent() {
        return latent;
    }

    /** @return the pass through the encoder */
    public Pass encoderPass() {
        return encoder;
    }

    /** @return the pass through the decoder */
    public Pass decoderPass() {
        return decoder;
    }

    /** @return the adjoint of the codes after {@link #decoderBackward}, [batch, latent] */
    public FloatBlock codeAdjoint() {
        return codeAdjoint;
    }

    /** Copies a row of a matrix into row {@code row} of the batch. */
    public void load(final FeatureMatrix source, final int sourceRow, final int row, final VaeWorker worker) {
        source.getRow(sourceRow, worker.features, 0);
        batch.put((long)row * features, worker.features, 0, features);
    }

    /** Changes a row that was loaded, [features], which is row {@code sourceRow} of the training table. */
    void perturb(final InputPerturbation perturbation, final long step, final int sourceRow, final int row,
        final VaeWorker worker) {
        batch.get((long)row * features, worker.features, 0, features);
        perturbation.apply(worker.features, step, sourceRow);
        batch.put((long)row * features, worker.features, 0, features);
    }

    /** Sets the standard normal draw ε of a row from {@code values}[offset…]. */
    public void setNoise(final int row, final float[] values, final int offset) {
        noise.put((long)row * latent, values, offset, latent);
    }

    /** Finds the posterior of rows [from, to): see {@link #posterior}. */
    public void encode(final int from, final int to, final VaeWorker worker) {
        encoder.forward(parameters, from, to, worker.scratch);
    }

    /**
     * Reads a row's posterior: mean [latent], then log-variance [latent]. Log-variances are taken between −30 and 20, which no
     * row comes near unless it lies far from all that was trained on; its scores then stay finite.
     */
    public void posterior(final int row, final float[] target) {
        encoder.output().get(2L * row * latent, target, 0, 2 * latent);
        boundLogVariance(target);
    }

    /** Bounds the log-variances of a posterior that an encoder gave, as {@link #posterior} does. */
    public static void boundLogVariance(final float[] posterior) {
        for (int i = posterior.length / 2; i < posterior.length; i++) {
            posterior[i] = Math.max(SMALLEST_LOG_VARIANCE, Math.min(LARGEST_LOG_VARIANCE, posterior[i]));
        }
    }

    /** Draws the codes of rows [from, to) from the encoder's posterior, with the noise set before. */
    public void sample(final int from, final int to, final VaeWorker worker) {
        for (int row = from; row < to; row++) {
            posterior(row, worker.posterior);
            setCode(row, worker.posterior, worker);
        }
    }

    /** Sets a row's code to mean + exp(logvar/2) ⊙ ε for a posterior (mean, then log-variance) of the caller's. */
    public void setCode(final int row, final float[] posterior, final VaeWorker worker) {
        noise.get((long)row * latent, worker.noise, 0, latent);
        for (int i = 0; i < latent; i++) {
            worker.code[i] = posterior[i] + (float)Math.exp(0.5 * posterior[latent + i]) * worker.noise[i];
        }
        codes.put((long)row * latent, worker.code, 0, latent);
    }

    /** Reads a row's code, [latent]. */
    public void code(final int row, final float[] target) {
        codes.get((long)row * latent, target, 0, latent);
    }

    /** Sends the codes of rows [from, to) through the decoder. */
    public void decode(final int from, final int to, final VaeWorker worker) {
        decoder.forward(parameters, from, to, worker.scratch);
    }

    /** @return log p(x|z) of a row, in nats, after {@link #decode} */
    public double logLikelihood(final int row, final VaeWorker worker) {
        readRow(decoder, row, worker);
        return worker.likelihood.logDensity(worker.features, worker.output, worker.likelihoodParameters);
    }

    /**
     * The log-likelihoods of parts of a row, in nats, after {@link #decode}.
     *
     * @param parts of the likelihood: see {@link Likelihood#part}
     * @param target has an entry set for each part
     */
    public void logLikelihoods(final int row, final List<Likelihood> parts, final double[] target, final VaeWorker worker) {
        readRow(decoder, row, worker);
        for (int i = 0; i < target.length; i++) {
            target[i] = parts.get(i).logDensity(worker.features, worker.output, worker.likelihoodParameters);
        }
    }

    /** Sets {@code target} [features] to the mean of p(x|z) of a row, after {@link #decode}. */
    public void reconstruction(final int row, final float[] target, final VaeWorker worker) {
        decoder.output().get((long)row * outputs, worker.output, 0, outputs);
        worker.likelihood.mean(worker.output, target);
    }

    /** Sets {@code target} [features] to a draw from p(x|z) of a row, after {@link #decode}. */
    public void draw(final int row, final SplittableRandom random, final float[] target, final VaeWorker worker) {
        decoder.output().get((long)row * outputs, worker.output, 0, outputs);
        worker.likelihood.draw(worker.output, worker.likelihoodParameters, random, target);
    }

    /**
     * log p(x|z) of a row, in nats, and the adjoint of the decoder's output for a loss of −weight · log p(x|z). The gradient
     * of the likelihood's own parameters is added up in {@code worker}.
     *
     * @param weight of the row in the loss
     */
    public double likelihoodGradient(final int row, final float weight, final VaeWorker worker) {
        final double value = likelihoodGradient(decoder, row, weight, worker.outputAdjoint, weight, worker);
        decoder.outputAdjoint().put((long)row * outputs, worker.outputAdjoint, 0, outputs);
        return value;
    }

    /**
     * The same for another pass through the decoder, for the features of this one's row.
     *
     * @param values the pass through the decoder
     * @param weight of −log p(x|z) in the loss
     * @param outputAdjoint is set to the adjoint of that pass's output
     * @param parameterWeight the weight with which the gradient of the likelihood's own parameters is added up; 0 for not
     */
    public double likelihoodGradient(final Pass values, final int row, final float weight, final float[] outputAdjoint,
        final float parameterWeight, final VaeWorker worker) {
        readRow(values, row, worker);
        final boolean learn = parameterWeight != 0 && worker.rowGradient.length > 0;
        java.util.Arrays.fill(worker.rowGradient, 0);
        final double value = worker.likelihood.gradient(worker.features, worker.output, worker.likelihoodParameters,
            outputAdjoint, learn ? worker.rowGradient : null);
        for (int i = 0; i < outputs; i++) {
            outputAdjoint[i] *= -weight;
        }
        addRowGradient(-parameterWeight, worker);
        return value;
    }

    /**
     * The adjoint of the decoder's output for the directional derivative D = −(∂ log p(x|z)/∂o) · ȯ, with the gradient of the
     * likelihood's own parameters added up in {@code worker}.
     *
     * @param values the pass through the decoder
     * @param tangent ȯ of the row
     * @param outputAdjoint is set to ∂D/∂o
     */
    public void likelihoodCurvature(final Pass values, final int row, final float[] tangent, final float[] outputAdjoint,
        final VaeWorker worker) {
        readRow(values, row, worker);
        java.util.Arrays.fill(worker.rowGradient, 0);
        worker.likelihood.curvature(worker.features, worker.output, worker.likelihoodParameters, tangent, outputAdjoint,
            worker.rowGradient.length == 0 ? null : worker.rowGradient);
        for (int i = 0; i < outputs; i++) {
            outputAdjoint[i] = -outputAdjoint[i];
        }
        addRowGradient(-1f, worker);
    }

    private static void addRowGradient(final float weight, final VaeWorker worker) {
        for (int i = 0; i < worker.rowGradient.length; i++) {
            worker.likelihoodGradient[i] += weight * worker.rowGradient[i];
        }
    }

    private void readRow(final Pass values, final int row, final VaeWorker worker) {
        batch.get((long)row * features, worker.features, 0, features);
        values.output().get((long)row * outputs, worker.output, 0, outputs);
    }

    /** Brings the adjoints of the decoder's outputs of rows [from, to) back to the codes: see {@link #codeAdjoint}. */
    public void decoderBackward(final int from, final int to, final VaeWorker worker) {
        decoder.backward(parameters, from, to, worker.scratch);
        decoder.inputAdjoint(parameters, codeAdjoint, from, to, worker.scratch);
    }

    /** Sets the adjoints of the posteriors of rows [from, to) to zero. */
    public void clearPosteriorAdjoint(final int from, final int to) {
        encoder.outputAdjoint().clear(2L * from * latent, 2L * (to - from) * latent);
    }

    /** Adds to the adjoint of a row's posterior: mean, then log-variance. {@code adjoint} is not changed. */
    public void addPosteriorAdjoint(final int row, final float[] adjoint, final VaeWorker worker) {
        encoder.outputAdjoint().get(2L * row * latent, worker.sum, 0, 2 * latent);
        for (int i = 0; i < 2 * latent; i++) {
            worker.sum[i] += adjoint[i];
        }
        encoder.outputAdjoint().put(2L * row * latent, worker.sum, 0, 2 * latent);
    }

    /** Brings the adjoints of the posteriors of rows [from, to) back through the encoder. */
    public void encoderBackward(final int from, final int to, final VaeWorker worker) {
        encoder.backward(parameters, from, to, worker.scratch);
    }

    /**
     * The adjoint of a row's posterior, after {@link #decoderBackward}: through z, and of klWeight · KL.
     *
     * @param posterior mean, then log-variance, with which the code was drawn
     * @param target is set to the adjoints of mean, then log-variance
     */
    public void posteriorAdjoint(final int row, final float[] posterior, final double klWeight, final float[] target,
        final VaeWorker worker) {
        codeAdjoint.get((long)row * latent, worker.code, 0, latent);
        noise.get((long)row * latent, worker.noise, 0, latent);
        for (int i = 0; i < latent; i++) {
            final double deviation = Math.exp(0.5 * posterior[latent + i]);
            target[i] = (float)(worker.code[i] + klWeight * posterior[i]);
            target[latent + i] = (float)(0.5
                * (worker.code[i] * worker.noise[i] * deviation + klWeight * (deviation * deviation - 1)));
        }
    }

    /** @return KL(N(mean, diag exp(logvar)) ‖ N(0, I)) in nats, for mean, then log-variance in an array */
    public static double kl(final float[] posterior) {
        final int n = posterior.length / 2;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            final double mean = posterior[i];
            final double logVariance = posterior[n + i];
            sum += mean * mean + Math.exp(logVariance) - 1 - logVariance;
        }
        return 0.5 * sum;
    }

    @Override
    public void close() {
        batch.close();
        noise.close();
        codes.close();
        if (codeAdjoint != null) {
            codeAdjoint.close();
        }
        encoder.close();
        decoder.close();
    }
}
