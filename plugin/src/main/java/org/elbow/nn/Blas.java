package org.elbow.nn;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

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
}
