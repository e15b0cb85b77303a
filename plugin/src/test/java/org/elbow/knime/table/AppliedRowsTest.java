package org.elbow.knime.table;

import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.knime.TestModels;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

class AppliedRowsTest {

    private static final ColumnEncoding FIRST = new NumericEncoding("x1", Scaling.MIN_MAX, 10, 2, Double.NaN);

    private static final ColumnEncoding SECOND = new NumericEncoding("x2", Scaling.NONE, 0, 1, 0.25);

    private static AppliedRows encode(final BufferedDataTable table, final LikelihoodFamily family,
        final ColumnEncoding... columns) throws InvalidSettingsException {
        final VaeModel model = TestModels.untrained(family, columns);
        return AppliedRows.encode(table, model, Progress.NONE);
    }

    @Test
    void rowsWithNumbersTooLargeForAFeatureAreLeftOutAndTheColumnIsNamed() throws InvalidSettingsException {
        final BufferedDataTable table = numbers(new Double[] {10., 1.}, new Double[] {10., 1e300}, new Double[] {-1e39, 1.},
            new Double[] {1e38, 0.});
        try (AppliedRows rows = encode(table, LikelihoodFamily.GAUSSIAN, FIRST, SECOND)) {
            assertEquals(2, rows.matrix().rows());
            assertEquals(1, rows.matrixRow(3), "large, but not too large");
            assertEquals(Optional.of("In the table: skipped 2 rows with numbers too large for 32 bits, the first in column "
                + "\"x2\", row \"a1\"."), rows.warning("table"));
        }
        final VectorEncoding vectors = new VectorEncoding("v", 2, Scaling.NONE, 0, 1);
        try (AppliedRows rows = encode(table(spec("v", DoubleVectorCellFactory.TYPE),
            new DataCell[][] {{vector(1, 1e39)}, {vector(1, 2)}}), LikelihoodFamily.GAUSSIAN, vectors)) {
            assertEquals(1, rows.skipped());
        }
    }

    @Test
    void rowsThatCannotBeUsedAreLeftOutAndCounted() throws InvalidSettingsException {
        final BufferedDataTable table = numbers(new Double[] {10., 1.}, new Double[] {null, 1.}, new Double[] {12., null},
            new Double[] {Double.NaN, 0.}, new Double[] {11., Double.POSITIVE_INFINITY}, new Double[] {11., 0.});
        try (AppliedRows rows = encode(table, LikelihoodFamily.GAUSSIAN, FIRST, SECOND)) {
            assertEquals(3, rows.matrix().rows());
            assertEquals(3, rows.skipped());
            assertEquals(0, rows.matrixRow(0));
            assertTrue(rows.matrixRow(1) < 0);
            assertEquals(1, rows.matrixRow(2));
            assertEquals(2, rows.matrixRow(5));
            assertEquals(1, rows.matrix().get(1, 0));
            assertEquals(0.25f, rows.matrix().get(1, 1), "the model imputes the second column");
            assertEquals(Optional.of("In the table: skipped 1 row with missing values, the first in column "
                + "\"x1\", row \"a1\"; skipped 2 rows with NaN or infinite values, the first in column \"x1\", row \"a3\"; "
                + "imputed 1 missing value: 1 of column \"x2\"."),
                rows.warning("table"));
        }
    }

    @Test
    void anEmptyTableGivesNoRowsAndNoWarning() throws InvalidSettingsException {
        try (AppliedRows rows = encode(numbers(), LikelihoodFamily.GAUSSIAN, FIRST, SECOND)) {
            assertEquals(0, rows.matrix().rows());
            assertEquals(Optional.empty(), rows.warning("table"));
        }
    }

    @Test
    void valuesBeyondTheTrainingRangeAreCutForTheBernoulliLikelihoodOnly() throws InvalidSettingsException {
        final BufferedDataTable table = numbers(new Double[] {14., 0.5}, new Double[] {11., 0.5});
        try (AppliedRows rows = encode(table, LikelihoodFamily.BERNOULLI, FIRST, SECOND)) {
            assertEquals(1, rows.matrix().get(0, 0));
            assertEquals(0.5f, rows.matrix().get(1, 0));
            assertTrue(rows.warning("table").orElseThrow().contains("cut values of 1 row"));
        }
        try (AppliedRows rows = encode(table, LikelihoodFamily.GAUSSIAN, FIRST, SECOND)) {
            assertEquals(2, rows.matrix().get(0, 0));
            assertEquals(Optional.empty(), rows.warning("table"));
        }
    }

    @Test
    void anotherImageSizeOrColoursAreRefusedByRow() {
        final BufferedDataTable table = table(spec("p", PNGImageCellFactory.TYPE), new DataCell[] {image(2, 1, 2)});
        final String size = assertThrows(DataException.class,
            () -> encode(table, LikelihoodFamily.BERNOULLI, new ImageEncoding("p", 3, 1, 1))).getMessage();
        assertTrue(size.contains("\"a0\"") && size.contains("2 × 1") && size.contains("3 × 1"), size);
        final BufferedDataTable colours =
            table(spec("p", PNGImageCellFactory.TYPE), new DataCell[] {image(1, 3, new int[] {1, 2, 3})});
        final String colour = assertThrows(DataException.class,
            () -> encode(colours, LikelihoodFamily.BERNOULLI, new ImageEncoding("p", 1, 1, 1))).getMessage();
        assertTrue(colour.contains("\"a0\"") && colour.contains("colours"), colour);
    }

    @Test
    void anotherVectorLengthIsRefusedByRow() {
        final BufferedDataTable table = table(spec("v", DoubleVectorCellFactory.TYPE), new DataCell[] {vector(1, 2)});
        final String message = assertThrows(DataException.class,
            () -> encode(table, LikelihoodFamily.GAUSSIAN, new VectorEncoding("v", 3, Scaling.NONE, 0, 1))).getMessage();
        assertTrue(message.contains("\"a0\"") && message.contains("length 2") && message.contains("instead of 3"), message);
    }

    @Test
    void aLackingColumnIsNamed() {
        final String message = assertThrows(InvalidSettingsException.class,
            () -> encode(numbers(new Double[] {1.}), LikelihoodFamily.GAUSSIAN, FIRST, SECOND)).getMessage();
        assertTrue(message.contains("lacks the column \"x2\""), message);
    }
}
