package org.elbow.influence;

import org.elbow.data.FeatureMatrix;
import org.elbow.influence.Tracer.Rows;
import org.elbow.nn.Progress;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;

/**
 * How training rows have changed the loss on other rows (Pruthi et al. 2020; for VAEs Kong and Chaudhuri 2021):
 *
 * <pre>Influence(i, j) = Σ_c w_c ⟨∇ℓ(x_i; θ_c), ∇ℓ(x_j; θ_c)⟩</pre>
 *
 * <p>over the checkpoints c of training, ℓ being the negative ELBO of one row with the β of training, averaged over draws of the
 * code, and the gradient taken by all parameters; w_c = learning rate · batch size · steps since the checkpoint before /
 * training rows. Positive: training on x_i lowered the loss on x_j (a proponent); negative: an opponent. The inner product is
 * the plain one, also if the optimiser was not plain gradient descent. In nats.
 *
 * <pre>
 * float[][] influence = TracIn.influence(model, train, test, InfluenceOptions.defaults(), Progress.NONE);
 * </pre>
 */
public final class TracIn {

    private TracIn() {
    }

    /**
     * The influence of each training row on each test row.
     *
     * @param model a trained model with checkpoints
     * @param train the rows that it was trained on, or some of them, [n, features]; not changed
     * @param test encoded in the same way, [m, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return [n][m]
     * @throws org.elbow.data.DataException if the model holds no checkpoints, or a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static float[][] influence(final VaeModel model, final FeatureMatrix train, final FeatureMatrix test,
        final InfluenceOptions options, final Progress progress) {
        final float[][] result = new float[train.rows()][test.rows()];
        influence(model, train, test, options, into(result), progress);
        return result;
    }

    /**
     * The influence of each training row on each test row, block by block: for tables so large that not all pairs fit into
     * memory.
     *
     * @param consumer takes the blocks; the other parameters are as above
     * @throws org.elbow.data.DataException as above, before the first block
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static void influence(final VaeModel model, final FeatureMatrix train, final FeatureMatrix test,
        final InfluenceOptions options, final InfluenceConsumer consumer, final Progress progress) {
        final WeightedCheckpoints checkpoints = WeightedCheckpoints.of(model).last(options.lastCheckpoints());
        Support.require(train, model.encoding(), model.likelihood());
        Support.require(test, model.encoding(), model.likelihood());
        final VaeStructure structure = model.structure();
        influence(structure, checkpoints, model.record().options().beta(),
            GradientPlan.pairs(structure, options.draws(), train.rows(), test.rows()).withLastLayers(options.lastLayers()),
            rows(train, options),
            rows(test, options), options, consumer, progress);
    }

    /**
     * The influence of each row on itself: the squared length of its gradient, never negative. High for rows that are unusual,
     * hard or wrong, since the model has to be bent for their sake alone.
     *
     * @param model a trained model with checkpoints
     * @param train the rows that it was trained on, or some of them, [n, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return [n]
     * @throws org.elbow.data.DataException if the model holds no checkpoints, or a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static double[] selfInfluence(final VaeModel model, final FeatureMatrix train, final InfluenceOptions options,
        final Progress progress) {
        final WeightedCheckpoints checkpoints = WeightedCheckpoints.of(model).last(options.lastCheckpoints());
        Support.require(train, model.encoding(), model.likelihood());
        final VaeStructure structure = model.structure();
        return selfInfluence(structure, checkpoints, model.record().options().beta(),
            GradientPlan.squares(structure, options.draws(), train.rows()).withLastLayers(options.lastLayers()),
            rows(train, options), options, progress);
    }

    static void influence(final VaeStructure structure, final WeightedCheckpoints checkpoints, final double beta,
        final GradientPlan plan, final Rows train, final Rows test, final InfluenceOptions options,
        final InfluenceConsumer consumer, final Progress progress) {
        try (Tracer tracer = new Tracer(structure, checkpoints, beta, plan, options, true)) {
            tracer.influence(train, test, consumer, progress);
        }
    }

    static double[] selfInfluence(final VaeStructure structure, final WeightedCheckpoints checkpoints, final double beta,
        final GradientPlan plan, final Rows rows, final InfluenceOptions options, final Progress progress) {
        try (Tracer tracer = new Tracer(structure, checkpoints, beta, plan, options, false)) {
            return tracer.selfInfluence(rows, progress);
        }
    }

    /** @return a consumer that puts the blocks together, [n][m] */
    static InfluenceConsumer into(final float[][] result) {
        return (firstTrain, firstTest, influence) -> {
            for (int row = 0; row < influence.length; row++) {
                System.arraycopy(influence[row], 0, result[firstTrain + row], firstTest, influence[row].length);
            }
        };
    }

    private static Rows rows(final FeatureMatrix matrix, final InfluenceOptions options) {
        return new Rows(matrix, RowNoise.byContent(matrix, options.seed()));
    }
}
