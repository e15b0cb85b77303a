package org.elbow.influence;

import org.elbow.nn.Blas;
import org.elbow.nn.Blas.Matrix;
import org.elbow.nn.FloatBlock;

/**
 * The inner products of the gradients of some examples with those of others, summed part by part, and the memory to compute
 * them in. One thread's own.
 */
final class InnerProducts implements AutoCloseable {

    /** Rows and columns of one product of left or right factors, at least, if there are as many: for speed. */
    private static final int ROWS = 128;

    private static final int COLUMNS = 1024;

    private final FloatBlock lefts;

    private final FloatBlock rights;

    private final FloatBlock explicit;

    private final float[] left;

    private final float[] right;

    private final float[] sum;

    private float[] vector = new float[0];

    private int rows;

    private int columns;

    /**
     * Allocates the memory.
     *
     * @param rowCapacity the most examples on one side
     * @param columnCapacity the most on the other; 0 if only squares are wanted
     */
    InnerProducts(final int rowCapacity, final int columnCapacity) {
        final int size = Math.multiplyExact(Math.max(ROWS, rowCapacity), Math.max(COLUMNS, columnCapacity));
        lefts = FloatBlock.allocate(size);
        rights = FloatBlock.allocate(size);
        explicit = FloatBlock.allocate((long)rowCapacity * columnCapacity);
        left = new float[size];
        right = new float[size];
        sum = new float[rowCapacity * columnCapacity];
    }

    /** Begins with zeros, [rows, columns]. */
    void begin(final int rowCount, final int columnCount) {
        rows = rowCount;
        columns = columnCount;
        java.util.Arrays.fill(sum, 0, rows * columns, 0f);
        explicit.clear(0, (long)rows * columns);
    }

    /** Adds A Bᵀ. */
    void add(final GradientRows a, final GradientRows b) {
        Blas.multiply(false, true, rows, columns, a.size(), new Matrix(a.block(), 0, a.size()),
            new Matrix(b.block(), 0, b.size()), 1f, new Matrix(explicit, 0, columns));
    }

    /** Adds Σ over the terms of both sides of (left · left′ + bias)(right · right′), some terms of each side at a time. */
    void add(final OuterProducts a, final OuterProducts b) {
        final int rowTerms = Math.max(1, ROWS / rows);
        final int columnTerms = Math.max(1, COLUMNS / columns);
        for (int i = 0; i < a.terms(); i += rowTerms) {
            final int m = Math.min(rowTerms, a.terms() - i) * rows;
            for (int j = 0; j < b.terms(); j += columnTerms) {
                final int n = Math.min(columnTerms, b.terms() - j) * columns;
                multiply(a.left(), (long)i * rows, b.left(), (long)j * columns, a.leftSize(), m, n, lefts);
                multiply(a.right(), (long)i * rows, b.right(), (long)j * columns, a.rightSize(), m, n, rights);
                lefts.get(0, left, 0, m * n);
                rights.get(0, right, 0, m * n);
                addTerms(a.biasTerm(), m, n);
            }
        }
    }

    private static void multiply(final FloatBlock a, final long rowOfA, final FloatBlock b, final long rowOfB, final int size,
        final int m, final int n, final FloatBlock target) {
        Blas.multiply(false, true, m, n, size, new Matrix(a, rowOfA * size, size), new Matrix(b, rowOfB * size, size), 0f,
            new Matrix(target, 0, n));
    }

    /** Folds the products of m × n pairs of terms into those of rows and columns. */
    private void addTerms(final float bias, final int m, final int n) {
        if (n == columns) {
            for (int i = 0; i < m * n; i += rows * n) {
                addProducts(bias, i, 0, rows * n);
            }
            return;
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j += columns) {
                addProducts(bias, i * n + j, i % rows * columns, columns);
            }
        }
    }

    private void addProducts(final float bias, final int from, final int to, final int count) {
        for (int i = 0; i < count; i++) {
            sum[to + i] += (left[from + i] + bias) * right[from + i];
        }
    }

    /** Adds the sums, times a weight, to {@code target}, [rows, columns] from row {@code row} on. */
    void addTo(final float[] target, final int row, final float weight) {
        final int count = rows * columns;
        explicit.get(0, left, 0, count);
        final int from = row * columns;
        for (int i = 0; i < count; i++) {
            target[from + i] += weight * (sum[i] + left[i]);
        }
    }

    /** Adds the squared norm of each row to {@code target}. */
    void addSquares(final GradientRows a, final double[] target) {
        for (int row = 0; row < a.rows(); row++) {
            target[row] += squaredNorm(a.block(), (long)row * a.size(), a.size());
        }
    }

    /** Adds the squared norm of each row's gradient to {@code target}. */
    void addSquares(final OuterProducts a, final double[] target) {
        for (int row = 0; row < a.rows(); row++) {
            if (a.terms() == 1) {
                target[row] += (squaredNorm(a.left(), (long)row * a.leftSize(), a.leftSize()) + a.biasTerm())
                    * squaredNorm(a.right(), (long)row * a.rightSize(), a.rightSize());
            } else {
                target[row] += squaredNorm(a, row);
            }
        }
    }

    /** Σ over pairs of the row's terms, some terms at a time. */
    private double squaredNorm(final OuterProducts a, final int row) {
        final int step = Math.max(1, left.length / a.terms());
        double total = 0;
        for (int i = 0; i < a.terms(); i += step) {
            for (int j = 0; j < a.terms(); j += left.length) {
                final int m = Math.min(step, a.terms() - i);
                final int n = Math.min(left.length, a.terms() - j);
                multiplyTerms(a.left(), a.leftSize(), a.rows(), row, i, m, j, n, lefts);
                multiplyTerms(a.right(), a.rightSize(), a.rows(), row, i, m, j, n, rights);
                lefts.get(0, left, 0, m * n);
                rights.get(0, right, 0, m * n);
                for (int k = 0; k < m * n; k++) {
                    total += ((double)left[k] + a.biasTerm()) * right[k];
                }
            }
        }
        return total;
    }

    private static void multiplyTerms(final FloatBlock a, final int size, final int rowsPerTerm, final int row, final int i,
        final int m, final int j, final int n, final FloatBlock target) {
        final int stride = rowsPerTerm * size;
        Blas.multiply(false, true, m, n, size, new Matrix(a, (long)i * stride + (long)row * size, stride),
            new Matrix(a, (long)j * stride + (long)row * size, stride), 0f, new Matrix(target, 0, n));
    }

    /** In double precision, in four sums, since each addition waits for the one before it. */
    private double squaredNorm(final FloatBlock block, final long from, final int count) {
        if (vector.length < count) {
            vector = new float[count];
        }
        block.get(from, vector, 0, count);
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        final int fours = count & ~3;
        for (int i = 0; i < fours; i += 4) {
            a += (double)vector[i] * vector[i];
            b += (double)vector[i + 1] * vector[i + 1];
            c += (double)vector[i + 2] * vector[i + 2];
            d += (double)vector[i + 3] * vector[i + 3];
        }
        for (int i = fours; i < count; i++) {
            a += (double)vector[i] * vector[i];
        }
        return a + b + c + d;
    }

    @Override
    public void close() {
        lefts.close();
        rights.close();
        explicit.close();
    }
}
