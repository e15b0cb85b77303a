package org.elbow.benchmarks;

import java.util.SplittableRandom;

import org.elbow.nn.Blas;
import org.elbow.nn.Blas.Matrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.WorkerPool;

/** What the machine can do: each thread multiplies 1024 × 1024 matrices of its own. A repetition is one product per thread. */
final class MatrixProduct implements Work {

    private static final int SIZE = 1024;

    @Override
    public void repeat(final Stopwatch stopwatch) {
        final FloatBlock[] blocks = new FloatBlock[3 * Benchmark.THREADS];
        try (WorkerPool pool = new WorkerPool(Benchmark.THREADS)) {
            final SplittableRandom random = new SplittableRandom(1);
            final float[] values = new float[SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)random.nextDouble();
            }
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = FloatBlock.of(values);
            }
            stopwatch.resume();
            do {
                pool.run(worker -> Blas.multiply(false, false, SIZE, SIZE, SIZE, matrix(blocks[3 * worker]),
                    matrix(blocks[3 * worker + 1]), 0f, matrix(blocks[3 * worker + 2])));
            } while (stopwatch.lap());
        } finally {
            for (final FloatBlock block : blocks) {
                if (block != null) {
                    block.close();
                }
            }
        }
    }

    private static Matrix matrix(final FloatBlock block) {
        return new Matrix(block, 0, SIZE);
    }
}
