package org.elbow.vae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.RandomStreams;

/**
 * x = W z + b + σ n with z and n standard normal and W's columns at right angles: the posterior is a Gaussian with a diagonal
 * covariance, so a linear encoder can be exactly right, and log p(x) has a closed form.
 */
public final class LinearGaussian {

    private static final double[][] W = {{1.5, 0, 0.5}, {0, -2, 0}, {-0.5, 0, 1.5}, {0, 1, 0}}; // [features][latent]

    private static final double[] B = {0.3, -0.2, 0, 1};

    private static final double VARIANCE = 0.4;

    private LinearGaussian() {
    }

    /**
     * @param shift how far the encoder's mean is off
     * @return the model with an encoder that is right but for the shift
     */
    public static VaeModel model(final double shift) {
        final int d = W.length;
        final int latent = W[0].length;
        final float[] meanWeight = new float[latent * d];
        final float[] meanBias = new float[latent];
        final float[] logVariance = new float[latent];
        final float[] decoder = new float[d * latent];
        final float[] decoderBias = new float[d];
        for (int j = 0; j < latent; j++) {
            final double variance = posteriorVariance(j);
            logVariance[j] = (float)Math.log(variance);
            double bias = shift;
            for (int i = 0; i < d; i++) {
                meanWeight[j * d + i] = (float)(variance * W[i][j] / VARIANCE);
                bias -= variance * W[i][j] / VARIANCE * B[i];
                decoder[i * latent + j] = (float)W[i][j];
            }
            meanBias[j] = (float)bias;
        }
        for (int i = 0; i < d; i++) {
            decoderBias[i] = (float)B[i];
        }
        final float[] noise = new float[d];
        java.util.Arrays.fill(noise, (float)Math.log(VARIANCE));
        final Map<String, float[]> tensors = new LinkedHashMap<>();
        tensors.put("mean.weight", meanWeight);
        tensors.put("mean.bias", meanBias);
        tensors.put("logvar.weight", new float[latent * d]);
        tensors.put("logvar.bias", logVariance);
        tensors.put("decoder.0.weight", decoder);
        tensors.put("decoder.0.bias", decoderBias);
        tensors.put("likelihood.log_variance", noise);
        final Architecture architecture = Architecture.dense(d, d, List.of(), latent, Activation.IDENTITY);
        final LikelihoodSpec likelihood = LikelihoodSpec.gaussian(d);
        return new VaeModel(architecture, likelihood,
            new FeatureEncoding(List.of(new VectorEncoding("x", d, Scaling.NONE, 0, 1))),
            new VaeStructure(architecture, likelihood).fromTensors(tensors), List.of(),
            new TrainingRecord(TrainingOptions.defaults(), "ELBO", 0, 0, 0, 0, 0, "closed form"));
    }

    private static double posteriorVariance(final int j) {
        double squares = 0;
        for (final double[] row : W) {
            squares += row[j] * row[j];
        }
        return 1 / (1 + squares / VARIANCE);
    }

    /** @return rows drawn from the model, to be closed */
    public static FeatureMatrix rows(final int count, final long seed) {
        final FeatureMatrix rows = FeatureMatrix.allocate(count, W.length);
        for (int i = 0; i < count; i++) {
            final java.util.SplittableRandom random = RandomStreams.of(seed, i);
            final double[] z = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            for (int f = 0; f < W.length; f++) {
                double x = B[f] + Math.sqrt(VARIANCE) * random.nextGaussian();
                for (int j = 0; j < z.length; j++) {
                    x += W[f][j] * z[j];
                }
                rows.set(i, f, (float)x);
            }
        }
        return rows;
    }

    /**
     * log p(x) by the chain log p(x|z) + log p(z) − log p(z|x), which is the same for every z; here at z = 0.
     *
     * @return the exact log-evidence of a row, in nats
     */
    public static double logEvidence(final FeatureMatrix rows, final int row) {
        double value = 0;
        for (int f = 0; f < W.length; f++) {
            final double difference = rows.get(row, f) - B[f];
            value -= 0.5 * (difference * difference / VARIANCE + Math.log(2 * Math.PI * VARIANCE));
        }
        for (int j = 0; j < W[0].length; j++) {
            final double variance = posteriorVariance(j);
            double mean = 0;
            for (int f = 0; f < W.length; f++) {
                mean += variance * W[f][j] / VARIANCE * (rows.get(row, f) - B[f]);
            }
            value += 0.5 * (mean * mean / variance + Math.log(variance));
        }
        return value;
    }

    /**
     * E[−log p(x_f|z)] over the exact posterior of z.
     *
     * @return half the expected square over the variance and the constant, in nats
     */
    public static double expectedNegativeLogDensity(final FeatureMatrix rows, final int row, final int feature) {
        double difference = rows.get(row, feature) - B[feature];
        double spread = 0;
        for (int j = 0; j < W[0].length; j++) {
            final double variance = posteriorVariance(j);
            double mean = 0;
            for (int f = 0; f < W.length; f++) {
                mean += variance * W[f][j] / VARIANCE * (rows.get(row, f) - B[f]);
            }
            difference -= W[feature][j] * mean;
            spread += W[feature][j] * W[feature][j] * variance;
        }
        return 0.5 * ((difference * difference + spread) / VARIANCE + Math.log(2 * Math.PI * VARIANCE));
    }

    /**
     * The same model with a column of numbers for each feature: x0, x1, …
     *
     * @param shift how far the encoder's mean is off
     */
    public static VaeModel modelOfColumns(final double shift) {
        final VaeModel vector = model(shift);
        final FeatureEncoding columns = new FeatureEncoding(IntStream.range(0, W.length)
            .<ColumnEncoding>mapToObj(i -> new NumericEncoding("x" + i, Scaling.NONE, 0, 1, Double.NaN)).toList());
        return new VaeModel(vector.architecture(), vector.likelihood(), columns, vector.parameters(), List.of(),
            vector.record());
    }

    /** @return E[x_f] */
    public static double mean(final int feature) {
        return B[feature];
    }

    /** @return Cov[x_f, x_g], an entry of W Wᵀ + σ² I */
    public static double covariance(final int feature, final int other) {
        double sum = feature == other ? VARIANCE : 0;
        for (int j = 0; j < W[0].length; j++) {
            sum += W[feature][j] * W[other][j];
        }
        return sum;
    }

    /** An entry of the inverse of the covariance, σ⁻² I − σ⁻⁴ W S Wᵀ with the posterior's covariance S (Woodbury). */
    private static double precision(final int feature, final int other) {
        double sum = feature == other ? 1 / VARIANCE : 0;
        for (int j = 0; j < W[0].length; j++) {
            sum -= W[feature][j] * posteriorVariance(j) * W[other][j] / (VARIANCE * VARIANCE);
        }
        return sum;
    }

    /** @return Var[x_f | all other features] */
    public static double conditionalVariance(final int feature) {
        return 1 / precision(feature, feature);
    }

    /** @return E[x_f | all other features of a row] */
    public static double conditionalMean(final FeatureMatrix rows, final int row, final int feature) {
        double mean = B[feature];
        for (int other = 0; other < W.length; other++) {
            if (other != feature) {
                mean -= precision(feature, other) / precision(feature, feature) * (rows.get(row, other) - B[other]);
            }
        }
        return mean;
    }
}
