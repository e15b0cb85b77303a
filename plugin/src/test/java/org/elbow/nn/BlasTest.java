package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.elbow.nn.Blas.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of matrices with one row and with several, against sums written out. */
class BlasTest {

    private static final int COLUMNS = 5;

    private static final int TERMS = 7;

    /** Sums of a few products of numbers near 1, in 32 bits. */
    private static final double ROUNDING = 1e-5;

    @ParameterizedTest
    @CsvSource({"true, 1, false, false, 0", "true, 1, false, true, 0", "true, 1, false, false, 1", "true, 1, false, true, 1",
        "false, 1, true, false, 0", "false, 1, true, true, 1", "false, 3, false, false, 0", "false, 3, true, true, 1"})
    void aProductIsTheSumOfItsTerms(final boolean single, final int rows, final boolean transposeA, final boolean transposeB,
        final float beta) {
        final float[] a = random(100, 1);
        final float[] b = random(100, 2);
        final float[] c = random(100, 3);
        final float[] before = c.clone();
        if (beta == 0) {
            Arrays.fill(before, Float.NaN); // must not count
        }
        final int offset = 4;
        final int strideA = (transposeA ? rows : TERMS) + 2;
        final int strideB = (transposeB ? TERMS : COLUMNS) + 1;
        final int strideC = COLUMNS + 3;
        try (FloatBlock blockA = FloatBlock.of(a); FloatBlock blockB = FloatBlock.of(b);
                FloatBlock blockC = FloatBlock.of(before)) {
            final Matrix matrixA = new Matrix(blockA, offset, strideA);
            final Matrix matrixB = new Matrix(blockB, offset, strideB);
            final Matrix matrixC = new Matrix(blockC, offset, strideC);
            if (single) {
                Blas.multiplyRow(transposeB, COLUMNS, TERMS, matrixA, matrixB, beta, matrixC);
            } else {
                Blas.multiply(transposeA, transposeB, rows, COLUMNS, TERMS, matrixA, matrixB, beta, matrixC);
            }
            final float[] after = blockC.toArray();
            for (int i = 0; i < after.length; i++) {
                final int row = Math.floorDiv(i - offset, strideC);
                final int column = i - offset - row * strideC;
                if (row < 0 || row >= rows || column >= COLUMNS) {
                    assertEquals(before[i], after[i], "what lies around is not touched");
                    continue;
                }
                double sum = beta == 0 ? 0 : before[i];
                for (int term = 0; term < TERMS; term++) {
                    sum += (double)a[offset + (transposeA ? term * strideA + row : row * strideA + term)]
                        * b[offset + (transposeB ? column * strideB + term : term * strideB + column)];
                }
                assertEquals(sum, after[i], ROUNDING, "row " + row + ", column " + column);
            }
        }
    }

    private static float[] random(final int count, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float)random.nextGaussian();
        }
        return values;
    }
}
