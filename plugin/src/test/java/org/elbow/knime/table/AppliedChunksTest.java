package org.elbow.knime.table;

import static org.elbow.knime.TestTables.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;

class AppliedChunksTest {

    private static final VaeModel MODEL = TestModels.untrained(LikelihoodFamily.BERNOULLI,
        new NumericEncoding("x1", Scaling.MIN_MAX, 10, 2, Double.NaN), new NumericEncoding("x2", Scaling.NONE, 0, 1, 0.25));

    /** Of every seven rows, the third has a missing value and the fifth one that is not a number; the seventh is cut. */
    private static BufferedDataTable table(final int rows) {
        final Double[][] cells = new Double[rows][];
        for (int row = 0; row < rows; row++) {
            final double value = 10 + 0.001 * row;
            cells[row] = new Double[] {row % 7 == 2 ? null : row % 7 == 4 ? Double.NaN : row % 7 == 6 ? 13 : value, 0.5};
        }
        return numbers(cells);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 600, 100_000})
    void chunksTogetherAreTheWholeTable(final int chunkRows) throws Exception {
        final BufferedDataTable table = table(1500);
        try (AppliedRows whole = AppliedRows.encode(table, MODEL, Progress.NONE);
                AppliedChunks chunks = new AppliedChunks(table, MODEL, chunkRows, Progress.NONE)) {
            final UsedRows used = new UsedRows();
            final float[] expected = new float[2];
            final float[] found = new float[2];
            while (chunks.next()) {
                assertTrue(chunks.matrix().rows() == chunks.used().count() && chunks.used().count() <= chunkRows);
                for (int row = 0; row < chunks.matrix().rows(); row++) {
                    whole.matrix().getRow(used.count() + row, expected, 0);
                    chunks.matrix().getRow(row, found, 0);
                    assertArrayEquals(expected, found);
                }
                used.addAll(chunks.used());
            }
            assertEquals(1500, used.tableRows());
            assertEquals(whole.matrix().rows(), used.count());
            for (int row = 0; row < 1500; row++) {
                assertEquals(whole.matrixRow(row), used.place(row));
                assertEquals(row % 7 == 2 || row % 7 == 4, used.place(row) < 0);
            }
            assertEquals(whole.warning("table"), chunks.warning("table"));
        }
    }

    @Test
    void anEmptyTableHasNoChunks() throws Exception {
        try (AppliedChunks chunks = new AppliedChunks(numbers(), MODEL, Progress.NONE)) {
            assertFalse(chunks.next());
            assertEquals(0, chunks.tableRows());
        }
    }

    @Test
    void rowsBeyondTheTableAreRefused() {
        final UsedRows used = new UsedRows();
        used.add(true);
        assertThrows(IndexOutOfBoundsException.class, () -> used.place(1));
        assertThrows(IndexOutOfBoundsException.class, () -> used.place(-1));
    }

    @Test
    void readingCanBeCancelledBetweenChunks() throws Exception {
        final boolean[] cancelled = new boolean[1];
        try (AppliedChunks chunks = new AppliedChunks(table(300), MODEL, 100, (fraction, message) -> {
            if (cancelled[0]) {
                throw new CancellationException("enough");
            }
        })) {
            assertTrue(chunks.next());
            cancelled[0] = true;
            assertThrows(CancellationException.class, chunks::next);
        }
    }
}
