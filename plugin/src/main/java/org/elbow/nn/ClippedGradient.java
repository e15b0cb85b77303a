package org.elbow.nn;

import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A gradient that is made shorter if it is too long (Pascanu, Mikolov, Bengio 2013): g ← g · min(1, c/‖g‖), with ‖g‖ the
 * Euclidean norm over all parameters.
 *
 * <p>The norm is known only when the whole gradient is. Hence two rounds with a barrier between them: in the first, the
 * stretches of the gradient are handed to this object as to an optimiser, in the second each worker calls {@link #apply}:
 *
 * <pre>
 * pool.run(worker -> gradient.compute(worker, rows, clipped, scratch[worker]));
 * if (Double.isFinite(clipped.norm())) {
 *     optimiser.beginStep(learningRate);
 *     pool.run(worker -> clipped.apply(worker, optimiser, scratch[worker]));
 * }
 * </pre>
 *
 * <p>The parameters must be cut into the same stretches at each step; what a stretch held before is replaced. The norm is
 * added up in the order of the parameters, whichever thread brings a stretch when: the same gradient has the same norm, bit by
 * bit.
 */
public final class ClippedGradient implements ParameterGradient.Consumer, AutoCloseable {

    /** Floats handed on at once: together with an optimiser's averages they fit into a second-level cache. */
    private static final int PIECE = 16 * Scratch.LENGTH;

    private final FloatBlock gradient;

    private final double maximumNorm;

    /** For each worker the scaled gradient of a piece. */
    private final FloatBlock[] pieces;

    /** The sum of the squares of each stretch, by where it begins. */
    private final ConcurrentSkipListMap<Long, Double> squares = new ConcurrentSkipListMap<>();

    /**
     * Starts with a gradient of zeros.
     *
     * @param parameters how many parameters there are
     * @param maximumNorm c, positive; infinite to leave the gradient as it is and only know its norm
     * @param workers how many call {@link #apply}
     * @throws IllegalArgumentException if the norm is not positive
     */
    public ClippedGradient(final int parameters, final double maximumNorm, final int workers) {
        if (!(maximumNorm > 0)) {
            throw new IllegalArgumentException("The largest norm of the gradient is " + maximumNorm + "; it must be above 0.");
        }
        this.maximumNorm = maximumNorm;
        gradient = FloatBlock.allocate(parameters);
        pieces = new FloatBlock[workers];
        for (int worker = 0; worker < workers; worker++) {
            pieces[worker] = FloatBlock.allocate(Math.min(PIECE, parameters));
        }
    }

    @Override
    public void accept(final long offset, final FloatBlock source, final int count, final Scratch scratch) {
        double sum = 0;
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            source.get(i, scratch.x, 0, n);
            gradient.put(offset + i, scratch.x, 0, n);
            sum += sumOfSquares(scratch.x, n);
        }
        squares.put(offset, sum);
    }

    /** In double precision, where the square of no float overflows. */
    private static double sumOfSquares(final float[] x, final int n) {
        double a = 0; // four sums at once, since each addition waits for the one before it
        double b = 0;
        double c = 0;
        double d = 0;
        final int quadruples = n & ~3;
        for (int i = 0; i < quadruples; i += 4) {
            a += (double)x[i] * x[i];
            b += (double)x[i + 1] * x[i + 1];
            c += (double)x[i + 2] * x[i + 2];
            d += (double)x[i + 3] * x[i + 3];
        }
        for (int i = quadruples; i < n; i++) {
            a += (double)x[i] * x[i];
        }
        return a + b + (c + d);
    }

    /**
     * @return ‖g‖ before it is shortened, when all stretches have been handed over; NaN or infinite if an entry of the gradient
     *         is, and not otherwise
     */
    public double norm() {
        double sum = 0;
        for (final double stretch : squares.values()) {
            sum += stretch;
        }
        return Math.sqrt(sum);
    }

    /**
     * Hands on one worker's share of the shortened gradient, after all stretches have been handed over. All workers together
     * hand on the gradient of each parameter once.
     *
     * @param worker which share
     * @param consumer takes the gradient
     * @param scratch the calling thread's own
     * @throws IllegalStateException if the norm is not finite; nothing is handed on
     */
    public void apply(final int worker, final ParameterGradient.Consumer consumer, final Scratch scratch) {
        final double norm = norm();
        if (!Double.isFinite(norm)) {
            throw new IllegalStateException("The norm of the gradient is " + norm + "; no step can be taken.");
        }
        final float scale = (float)Math.min(1, maximumNorm / norm);
        final int end = share(worker + 1);
        for (int from = share(worker); from < end; from += PIECE) {
            final int count = Math.min(PIECE, end - from);
            scale(from, count, scale, pieces[worker], scratch);
            consumer.accept(from, pieces[worker], count, scratch);
        }
    }

    /** Where a worker's share begins: at a whole stretch of {@link Scratch#LENGTH}, so that no two share a cache line. */
    private int share(final int worker) {
        return worker == pieces.length ? gradient.length()
            : (int)((long)gradient.length() * worker / pieces.length) / Scratch.LENGTH * Scratch.LENGTH;
    }

    private void scale(final int from, final int count, final float scale, final FloatBlock target, final Scratch scratch) {
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            gradient.get((long)from + i, scratch.x, 0, n);
            for (int j = 0; j < n; j++) {
                scratch.x[j] *= scale;
            }
            target.put(i, scratch.x, 0, n);
        }
    }

    @Override
    public void close() {
        gradient.close();
        for (final FloatBlock piece : pieces) {
            piece.close();
        }
    }
}
