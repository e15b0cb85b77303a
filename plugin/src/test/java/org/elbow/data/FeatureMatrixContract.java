package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What holds for every matrix, wherever its rows lie. */
abstract class FeatureMatrixContract {

    /** Where the matrices of the tests lie. */
    abstract MatrixStorage storage();

    private FeatureMatrix allocate(final int rows, final int columns) {
        return FeatureMatrix.allocate(rows, columns, storage());
    }

    private FeatureMatrix of(final float[]... rows) {
        final FeatureMatrix matrix = allocate(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            matrix.setRow(r, rows[r], 0);
        }
        return matrix;
    }

    private static float[] row(final FeatureMatrix matrix, final int row) {
        final float[] values = new float[matrix.columns()];
        matrix.getRow(row, values, 0);
        return values;
    }

    @Test
    void rowsAndSingleFeaturesAreKeptAcrossSegments() {
        // segments of two rows: 10 floats hold two rows of 4, and 7 rows need four segments
        try (FeatureMatrix matrix = FeatureMatrix.allocate(7, 4, storage(), 10)) {
            for (int r = 0; r < 7; r++) {
                matrix.setRow(r, new float[]{-1, r, 10 * r, 100 * r, 1000 * r}, 1);
            }
            matrix.set(6, 3, -5);
            assertArrayEquals(new float[]{0, 0, 0, 0}, row(matrix, 0));
            assertArrayEquals(new float[]{3, 30, 300, 3000}, row(matrix, 3));
            assertArrayEquals(new float[]{6, 60, 600, -5}, row(matrix, 6));
            assertEquals(500, matrix.get(5, 2));
            final float[] target = new float[6];
            matrix.getRow(2, target, 2);
            assertArrayEquals(new float[]{0, 0, 2, 20, 200, 2000}, target);
        }
    }

    @Test
    void aRowLongerThanASegmentGetsItsOwn() {
        try (FeatureMatrix matrix = FeatureMatrix.allocate(3, 20, storage(), 10)) {
            matrix.set(2, 19, 7);
            assertEquals(7, matrix.get(2, 19));
            assertEquals(0, matrix.get(1, 19));
        }
    }

    @Test
    void aNewMatrixHoldsZeros() {
        try (FeatureMatrix matrix = allocate(100, 100)) {
            for (int r = 0; r < 100; r++) {
                assertArrayEquals(new float[100], row(matrix, r));
            }
        }
    }

    @Test
    void selectedRowsAreCopiedInOrderAndMayRepeat() {
        try (FeatureMatrix matrix = of(new float[][]{{1, 2}, {3, 4}, {5, 6}});
            FeatureMatrix selection = matrix.selectRows(new int[]{2, 0, 2})) {
            matrix.set(2, 0, 99);
            assertEquals(3, selection.rows());
            assertEquals(matrix.isInFile(), selection.isInFile());
            assertArrayEquals(new float[]{5, 6}, row(selection, 0));
            assertArrayEquals(new float[]{1, 2}, row(selection, 1));
            assertArrayEquals(new float[]{5, 6}, row(selection, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.selectRows(new int[]{0, 3}));
        }
    }

    @Test
    void aMatrixMayHaveNoRows() {
        try (FeatureMatrix empty = allocate(0, 3); FeatureMatrix none = empty.selectRows(new int[0])) {
            assertEquals(0, none.rows());
            assertEquals(3, none.columns());
        }
    }

    @Test
    void indicesOutOfRangeAreNamed() {
        try (FeatureMatrix matrix = allocate(2, 3)) {
            final float[] buffer = new float[3];
            assertTrue(assertThrows(IndexOutOfBoundsException.class, () -> matrix.getRow(2, buffer, 0)).getMessage()
                .contains("no row 2; the matrix has 2 rows"));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.setRow(-1, buffer, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.getRow(0, buffer, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.getRow(0, buffer, -1));
            assertTrue(assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 3)).getMessage()
                .contains("no column 3; the matrix has 3 columns"));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.set(0, -1, 0));
        }
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> allocate(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> allocate(3, 0));
        assertThrows(IllegalArgumentException.class, () -> FeatureMatrix.of(new float[0][]));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FeatureMatrix.of(new float[][]{{1}, {1, 2}})).getMessage()
            .contains("Row 1 has 2 features, but row 0 has 1"));
    }

    @Test
    void aClosedMatrixIsNotTouched() {
        final FeatureMatrix matrix = allocate(2, 2);
        matrix.close();
        matrix.close();
        assertThrows(IllegalStateException.class, () -> matrix.get(0, 0));
        assertThrows(IllegalStateException.class, () -> matrix.set(0, 0, 1));
        assertThrows(IllegalStateException.class, () -> matrix.getRow(0, new float[2], 0));
        assertThrows(IllegalStateException.class, () -> matrix.setRow(0, new float[2], 0));
        assertThrows(IllegalStateException.class, () -> matrix.selectRows(new int[]{0}));
        assertThrows(IllegalStateException.class, () -> matrix.contentHash(0, 1));
    }

    @Test
    void theHashDependsOnContentAndSeedAndNotOnThePlace() {
        final float[][] rows = new float[3][3000];
        for (int i = 0; i < 3000; i++) {
            rows[0][i] = i;
            rows[1][i] = i;
            rows[2][i] = i;
        }
        rows[0][5] = 0f;
        rows[1][5] = -0f;
        rows[2][5] = 0f;
        rows[2][2999] = 3000;
        try (FeatureMatrix matrix = of(rows); FeatureMatrix other = matrix.selectRows(new int[]{2, 1})) {
            assertEquals(matrix.contentHash(0, 7), matrix.contentHash(1, 7));
            assertEquals(matrix.contentHash(0, 7), other.contentHash(1, 7));
            assertNotEquals(matrix.contentHash(0, 7), matrix.contentHash(2, 7));
            assertNotEquals(matrix.contentHash(0, 7), matrix.contentHash(0, 8));
        }
        try (FeatureMatrix swapped = of(new float[][]{{1, 2}, {2, 1}})) {
            assertNotEquals(swapped.contentHash(0, 0), swapped.contentHash(1, 0));
        }
    }

    @Test
    void severalThreadsWriteDifferentRows() {
        try (FeatureMatrix matrix = FeatureMatrix.allocate(1000, 37, storage(), 1000)) {
            IntStream.range(0, 1000).parallel().forEach(r -> {
                final float[] values = new float[37];
                java.util.Arrays.fill(values, r);
                matrix.setRow(r, values, 0);
            });
            for (int r = 0; r < 1000; r++) {
                assertEquals(r, matrix.get(r, 0));
                assertEquals(r, matrix.get(r, 36));
            }
        }
    }
}
