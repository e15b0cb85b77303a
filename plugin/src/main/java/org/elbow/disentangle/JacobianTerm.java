package org.elbow.disentangle;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.DualPass;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.GradientSums;
import org.elbow.nn.Network;
import org.elbow.nn.Pass;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.StepContext;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeWorker;

/**
 * The Jacobian penalty on a batch. Rows are taken a few at a time, so that their tangents, one for each latent dimension, stay
 * in the cache on the way through the decoder and back; each thread adds up its rows' share of the gradient by itself.
 */
final class JacobianTerm implements LossTerm {

    /** Tangents that are on the way at once, about. */
    private static final int TANGENTS = 512;

    /** What one thread has to itself. */
    private static final class Lane implements AutoCloseable {

        final FloatBlock codes;

        final FloatBlock units;

        final Pass values;

        final DualPass dual;

        Lane(final Network decoder, final int rows, final int latent) {
            codes = FloatBlock.allocate((long)rows * latent);
            units = FloatBlock.allocate((long)rows * latent * latent);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < latent; i++) {
                    units.set(((long)row * latent + i) * latent + i, 1f);
                }
            }
            values = new Pass(decoder, rows, true).from(codes);
            dual = DualPass.of(values, rows, latent).from(units);
        }

        @Override
        public void close() {
            dual.close();
            values.close();
            units.close();
            codes.close();
        }
    }

    private final JacobianPenalty settings;

    private final VaePass batch;

    private final MainTerm main;

    private final int latent;

    private final int outputs;

    private final int features;

    private final int rowsAtOnce;

    private final List<Lane> lanes = new ArrayList<>();

    private final GradientSums sums;

    private final double[] values;

    JacobianTerm(final JacobianPenalty settings, final VaePass batch, final MainTerm main, final int capacity,
        final int workers) {
        this.settings = settings;
        this.batch = batch;
        this.main = main;
        latent = batch.latent();
        outputs = batch.structure().likelihood().outputs();
        features = batch.structure().likelihood().features();
        rowsAtOnce = Math.max(1, Math.min(capacity, TANGENTS / latent));
        final Network decoder = batch.structure().decoder();
        sums = new GradientSums(decoder, workers);
        for (int worker = 0; worker < workers; worker++) {
            lanes.add(new Lane(decoder, rowsAtOnce, latent));
        }
        values = new double[capacity];
    }

    @Override
    public void beginBatch(final int worker) {
        sums.clear(worker);
    }

    @Override
    public void forward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        // the way forward and back is one, for a few rows at a time: see backward
    }

    @Override
    public void backward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        final Lane lane = lanes.get(worker.number());
        final double gamma = settings.weight(step);
        final FloatBlock codes = main.decoderPass().layerInput(0, 0);
        for (int first = from; first < to; first += rowsAtOnce) {
            final int count = Math.min(rowsAtOnce, to - first);
            lane.codes.copy(0, codes, (long)first * latent, count * latent);
            lane.values.forward(batch.parameters(), 0, count, worker.scratch());
            lane.dual.forward(batch.parameters(), 0, count, worker.scratch());
            seed(lane, first, count, gamma, (float)step.weight(), worker);
            lane.dual.backward(batch.parameters(), 0, count, worker.scratch()); // the code is held constant: no further
            sums.add(worker.number(), lane.dual, count, worker.scratch());
        }
    }

    /** Finds the rows' norms and the adjoints of γ · norm at the decoder's output. */
    private void seed(final Lane lane, final int first, final int count, final double gamma, final float weight,
        final VaeWorker worker) {
        final float[] output = new float[outputs];
        final float[] tangent = new float[outputs];
        final float[] meanTangent = new float[features];
        final float[] sign = new float[features];
        final float[] outputAdjoint = new float[outputs];
        final float[] tangentAdjoint = new float[outputs];
        final float scale = (float)(gamma * weight);
        for (int row = 0; row < count; row++) {
            lane.values.output().get((long)row * outputs, output, 0, outputs);
            worker.likelihood().linearise(output);
            java.util.Arrays.fill(outputAdjoint, 0f);
            double norm = 0;
            for (int i = 0; i < latent; i++) {
                final long at = ((long)row * latent + i) * outputs;
                lane.dual.outputTangent().get(at, tangent, 0, outputs);
                worker.likelihood().meanTangent(tangent, meanTangent);
                norm += scaledSigns(meanTangent, sign, scale);
                worker.likelihood().meanTangentAdjoint(tangent, sign, outputAdjoint, tangentAdjoint);
                lane.dual.outputTangentAdjoint().put(at, tangentAdjoint, 0, outputs);
            }
            lane.dual.outputAdjoint().put((long)row * outputs, outputAdjoint, 0, outputs);
            values[first + row] = gamma * norm;
        }
    }

    /** Sets {@code sign} to scale · sign(x); @return Σ |x|. */
    private static double scaledSigns(final float[] x, final float[] sign, final float scale) {
        for (int i = 0; i < x.length; i++) {
            // a sign without a comparison, which would keep the loop from being vectorised
            sign[i] = scale * Math.max(-1f, Math.min(1f, x[i] * 1e38f));
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(x[i]);
        }
        return sum;
    }

    @Override
    public double value(final int row) {
        return values[row];
    }

    @Override
    public List<GradientSource> gradientSources() {
        return List.of();
    }

    @Override
    public List<GradientSums> gradientSums() {
        return List.of(sums);
    }

    @Override
    public void close() {
        sums.close();
        lanes.forEach(Lane::close);
    }
}
