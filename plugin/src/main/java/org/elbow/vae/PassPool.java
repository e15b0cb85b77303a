package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Progress;
import org.elbow.nn.WorkerPool;

/**
 * A trained model's weights outside the heap, and a pass through its networks for each of a few threads: what every scorer
 * needs. Scorers take the rows of a table block by block; each block is worked on by one thread.
 */
public final class PassPool implements AutoCloseable {

    /** Rows per block: enough for matrix products at full speed, few enough for progress within a second. */
    public static final int BLOCK = 128;

    /** A thread's pass and its working arrays. */
    public record Block(int number, VaePass pass, VaeWorker worker) {

        /** Copies rows [from, to) of a table into the first rows of the pass. */
        public void load(final FeatureMatrix rows, final int from, final int to) {
            for (int row = from; row < to; row++) {
                pass.load(rows, row, row - from, worker);
            }
        }
    }

    /** What is done with a block of rows. */
    @FunctionalInterface
    public interface BlockWork {
        /** Works on rows [from, to) of the table, at most as many as a block has. */
        void run(Block block, int from, int to);
    }

    private final WorkerPool pool;

    private final FloatBlock parameters;

    private final List<Block> blocks = new ArrayList<>();

    private final int blockSize;

    /**
     * Copies the weights and allocates passes for {@link #BLOCK} rows.
     *
     * @param model the trained model
     * @param backward whether gradients are wanted
     * @param workers threads to use; 0 for one per processor
     */
    public PassPool(final VaeModel model, final boolean backward, final int workers) {
        this(model, backward, workers, BLOCK);
    }

    /**
     * Copies the weights and allocates the passes.
     *
     * @param model the trained model
     * @param backward whether gradients are wanted
     * @param workers threads to use; 0 for one per processor
     * @param blockSize rows per block, at least 1
     */
    public PassPool(final VaeModel model, final boolean backward, final int workers, final int blockSize) {
        this.blockSize = blockSize;
        final VaeStructure structure = model.structure();
        pool = new WorkerPool(workers);
        parameters = FloatBlock.of(model.parameters());
        for (int i = 0; i < pool.workers(); i++) {
            final VaePass pass = new VaePass(structure, parameters, blockSize, backward);
            blocks.add(new Block(i, pass, pass.newWorker()));
        }
    }

    /** @return how many threads there are */
    public int workers() {
        return pool.workers();
    }

    /**
     * Has the threads take blocks of rows until all are done.
     *
     * @param rows rows of the table
     * @param progress hears of the share of blocks that are taken, and may cancel
     * @param message what is being done, in words for a user
     * @param work what to do
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public void forEachBlock(final int rows, final Progress progress, final String message, final BlockWork work) {
        forEachBlock(rows, blockSize, progress, message, work);
    }

    /**
     * The same with blocks of the caller's size: where each row takes several rows of the pass, a block has fewer of them.
     *
     * @param rowsPerBlock rows of the table per block, at least 1
     */
    public void forEachBlock(final int rows, final int rowsPerBlock, final Progress progress, final String message,
        final BlockWork work) {
        pool.forEachBlock(rows, rowsPerBlock, progress, message,
            (worker, from, to) -> work.run(blocks.get(worker), from, to));
    }

    @Override
    public void close() {
        pool.close();
        blocks.forEach(block -> {
            block.worker().close();
            block.pass().close();
        });
        parameters.close();
    }
}
