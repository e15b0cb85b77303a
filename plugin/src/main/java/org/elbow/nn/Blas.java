package org.elbow.nn;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

/**
 * Matrix products on blocks, by the OpenBLAS that ND4J ships. Called directly: ND4J's own product copies row-major results.
 */
public final class Blas {

    private Blas() {
    }

    /** A row-major matrix inside a block: where it starts and how far its rows are apart. */
    public record Matrix(FloatBlock block, long offset, int stride) {
    }

    /**
     * C ← A B + β C, with A or B transposed on request. Changes the m × n matrix C, nothing else.
     *
     * @param transposeA whether A is stored as k × m
     * @param transposeB whether B is stored as n × k
     * @param m rows of C
     * @param n columns of C
     * @param k terms of each sum
     * @param a the matrix A
     * @param b the matrix B
     * @param beta 0 to overwrite C, 1 to add to it
     * @param c the matrix C
     */
    public static void multiply(final boolean transposeA, final boolean transposeB, final int m, final int n, final int k,
        final Matrix a, final Matrix b, final float beta, final Matrix c) {
        if (m == 0 || n == 0) {
            return;
        }
        cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans, m, n, k,
            1f, a.block().at(a.offset()), a.stride(), b.block().at(b.offset()), b.stride(), beta,
            c.block().at(c.offset()), c.stride());
    }

    /**
     * The same for a single row, a times B, ten times as fast: a product of matrices rearranges B first. Rounds in another way.
     *
     * @param transposeB whether B is stored as n × k
     * @param n entries of the row c
     * @param k terms of each sum
     * @param a the row a
     * @param b the matrix B
     * @param beta 0 to overwrite c, 1 to add to it
     * @param c the row c
     */
    static void multiplyRow(final boolean transposeB, final int n, final int k, final Matrix a, final Matrix b, final float beta,
        final Matrix c) {
        if (beta == 0) {
            c.block().clear(c.offset(), n); // whatever stands there, NaN included, does not count
        }
        cblas_sgemv(CblasRowMajor, transposeB ? CblasNoTrans : CblasTrans, transposeB ? n : k, transposeB ? k : n, 1f,
            b.block().at(b.offset()), b.stride(), a.block().at(a.offset()), 1, 1f, c.block().at(c.offset()), 1);
    }
}
