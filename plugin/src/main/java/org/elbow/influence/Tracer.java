package org.elbow.influence;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Progress;
import org.elbow.nn.WorkerPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaeStructure;

/** One computation of influence: its threads, and the memory of each. */
final class Tracer implements AutoCloseable {

    /** A table and the draws of its rows. */
    record Rows(FeatureMatrix matrix, RowNoise noise) {

        int count() {
            return matrix.rows();
        }
    }

    private final WeightedCheckpoints checkpoints;

    private final GradientPlan plan;

    private final int draws;

    private final WorkerPool pool;

    private final FloatBlock parameters;

    private final List<ExamplePass> passes = new ArrayList<>();

    private final List<ExampleGradients> gradients = new ArrayList<>();

    private final List<InnerProducts> products = new ArrayList<>();

    private final ExampleGradients testGradients;

    /**
     * Starts the threads and allocates their memory.
     *
     * @param structure the VAE
     * @param checkpoints its weights at several times
     * @param beta weight of the KL term
     * @param plan how to go about it
     * @param options draws and threads
     * @param pairs whether rows are to be compared with others; else with themselves
     */
    Tracer(final VaeStructure structure, final WeightedCheckpoints checkpoints, final double beta, final GradientPlan plan,
        final InfluenceOptions options, final boolean pairs) {
        this.checkpoints = checkpoints;
        this.plan = plan;
        draws = options.draws();
        pool = new WorkerPool(options.workers());
        parameters = FloatBlock.allocate(structure.parameterCount());
        testGradients = pairs ? new ExampleGradients(plan, plan.testRows()) : null;
        for (int i = 0; i < pool.workers(); i++) {
            passes.add(new ExamplePass(structure, parameters, beta, draws, plan.blockRows()));
            gradients.add(new ExampleGradients(plan, plan.blockRows()));
            products.add(new InnerProducts(plan.blockRows(), pairs ? plan.testRows() : 0));
        }
    }

    /** Compares all training rows with all test rows, tile by tile. */
    void influence(final Rows train, final Rows test, final InfluenceConsumer consumer, final Progress progress) {
        final int across = divideUp(test.count(), plan.testRows());
        final int down = divideUp(train.count(), plan.tileRows());
        for (int column = 0; column < across; column++) {
            final int firstTest = column * plan.testRows();
            final int lastTest = Math.min(test.count(), firstTest + plan.testRows());
            for (int row = 0; row < down; row++) {
                final int firstTrain = row * plan.tileRows();
                final int lastTrain = Math.min(train.count(), firstTrain + plan.tileRows());
                final double tile = (double)column * down + row;
                consumer.accept(firstTrain, firstTest, tile(train, firstTrain, lastTrain, test, firstTest, lastTest,
                    progress.part(tile / (across * down), (tile + 1) / (across * down))));
            }
        }
    }

    private float[][] tile(final Rows train, final int firstTrain, final int lastTrain, final Rows test, final int firstTest,
        final int lastTest, final Progress progress) {
        final int columns = lastTest - firstTest;
        final float[] sums = new float[(lastTrain - firstTrain) * columns];
        testGradients.setRows(columns);
        final double testShare = (double)columns / (columns + lastTrain - firstTrain);
        for (int checkpoint = 0; checkpoint < checkpoints.count(); checkpoint++) {
            final Progress part = part(progress, checkpoint);
            use(checkpoint);
            final int firstDraw = (checkpoints.first() + checkpoint) * draws;
            pool.forEachBlock(columns, plan.blockOf(columns), part.part(0, testShare), message(checkpoint),
                (worker, from, to) -> passes.get(worker).run(test.matrix(), firstTest + from, firstTest + to, test.noise(),
                    firstDraw, testGradients, from));
            final float weight = (float)checkpoints.weights()[checkpoint];
            pool.forEachBlock(lastTrain - firstTrain, plan.blockOf(lastTrain - firstTrain), part.part(testShare, 1),
                message(checkpoint), (worker, from, to) -> {
                    final ExampleGradients block = gradients.get(worker);
                    block.setRows(to - from);
                    passes.get(worker).run(train.matrix(), firstTrain + from, firstTrain + to, train.noise(), firstDraw, block,
                        0);
                    block.multiply(testGradients, products.get(worker));
                    products.get(worker).addTo(sums, from, weight);
                });
        }
        final float[][] tile = new float[lastTrain - firstTrain][];
        for (int row = 0; row < tile.length; row++) {
            tile[row] = java.util.Arrays.copyOfRange(sums, row * columns, (row + 1) * columns);
        }
        return tile;
    }

    /** Compares each row with itself. */
    double[] selfInfluence(final Rows rows, final Progress progress) {
        final double[] result = new double[rows.count()];
        final double[][] squares = new double[pool.workers()][plan.blockRows()];
        for (int checkpoint = 0; checkpoint < checkpoints.count(); checkpoint++) {
            use(checkpoint);
            final int firstDraw = (checkpoints.first() + checkpoint) * draws;
            final double weight = checkpoints.weights()[checkpoint];
            pool.forEachBlock(rows.count(), plan.blockOf(rows.count()), part(progress, checkpoint), message(checkpoint),
                (worker, from, to) -> {
                    final ExampleGradients block = gradients.get(worker);
                    block.setRows(to - from);
                    passes.get(worker).run(rows.matrix(), from, to, rows.noise(), firstDraw, block, 0);
                    block.squares(squares[worker], products.get(worker));
                    for (int row = from; row < to; row++) {
                        result[row] += weight * squares[worker][row - from];
                    }
                });
        }
        return result;
    }

    private void use(final int checkpoint) {
        final float[] values = checkpoints.parameters().get(checkpoint);
        parameters.put(0, values, 0, values.length);
    }

    private Progress part(final Progress progress, final int checkpoint) {
        return progress.part((double)checkpoint / checkpoints.count(), (checkpoint + 1.0) / checkpoints.count());
    }

    private String message(final int checkpoint) {
        return "Comparing gradients at checkpoint " + (checkpoint + 1) + " of " + checkpoints.count();
    }

    private static int divideUp(final int a, final int b) {
        return (int)((a + b - 1L) / b);
    }

    @Override
    public void close() {
        pool.close();
        passes.forEach(ExamplePass::close);
        gradients.forEach(ExampleGradients::close);
        products.forEach(InnerProducts::close);
        if (testGradients != null) {
            testGradients.close();
        }
        parameters.close();
    }
}
