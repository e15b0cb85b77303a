package org.elbow.knime.apply;

import static org.elbow.knime.TestTables.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

class EvaluatedRowsTest {

    private static final int ROWS = 300;

    private static final VaeModel MODEL = TestModels.untrained(LikelihoodFamily.GAUSSIAN,
        new NumericEncoding("x1", Scaling.STANDARDIZE, 5, 2, Double.NaN),
        new NumericEncoding("x2", Scaling.NONE, 0, 1, Double.NaN));

    private static BufferedDataTable table() {
        final Double[][] cells = new Double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            cells[row] = new Double[] {row % 11 == 3 ? null : 0.1 * row, Math.cos(row)};
        }
        return numbers(cells);
    }

    private static List<DataCell[]> cells(final BufferedDataTable table, final int chunkRows) throws Exception {
        final VaeApplyParameters parameters = new VaeApplyParameters();
        final List<DataCell[]> cells = new ArrayList<>();
        try (AppliedChunks chunks = new AppliedChunks(table, MODEL, chunkRows, Progress.NONE);
                VaeEvaluator evaluator = new VaeEvaluator(MODEL, parameters.options(), ROWS, Progress.NONE);
                ReconstructedColumns reconstructed = new ReconstructedColumns(MODEL.encoding(), table.getDataTableSpec());
                EvaluatedRows rows = new EvaluatedRows(new EvaluatedColumns(parameters.kinds(),
                    new VaePortObject(MODEL).getSpec(), table.getDataTableSpec()), chunks, evaluator, reconstructed)) {
            for (int row = 0; row < ROWS; row++) {
                cells.add(rows.of(row));
            }
        }
        return cells;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 150})
    void cellsDoNotDependOnHowManyRowsAreReadAhead(final int chunkRows) throws Exception {
        final BufferedDataTable table = table();
        final List<DataCell[]> together = cells(table, 100_000);
        final List<DataCell[]> inChunks = cells(table, chunkRows);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < together.get(row).length; c++) {
                final DataCell expected = together.get(row)[c];
                assertEquals(row % 11 == 3, expected.isMissing());
                assertEquals(expected.isMissing(), inChunks.get(row)[c].isMissing());
                if (!expected.isMissing()) {
                    final double value = ((DoubleValue)expected).getDoubleValue();
                    // blocks of another size round the products of 32-bit numbers otherwise
                    assertEquals(value, ((DoubleValue)inChunks.get(row)[c]).getDoubleValue(), 1e-5 * (1 + Math.abs(value)));
                }
            }
        }
    }
}
