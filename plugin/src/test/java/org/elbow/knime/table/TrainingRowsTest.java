package org.elbow.knime.table;

import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.list;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.ImageEncoding;
import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;

class TrainingRowsTest {

    private static final DataType IMAGE = PNGImageCellFactory.TYPE;

    private static TrainingRows encode(final BufferedDataTable table, final Scaling scaling, final boolean unitInterval,
        final MissingValuePolicy policy) {
        final List<FeaturePlan> plans = FeatureColumns.usable(table.getDataTableSpec()).stream()
            .map(column -> new FeaturePlan(column, scaling, unitInterval)).toList();
        return TrainingRows.encode(table, plans, policy, MatrixStorage.defaults(), Progress.NONE);
    }

    private static String refusal(final BufferedDataTable table, final Scaling scaling, final boolean unitInterval,
        final MissingValuePolicy policy) {
        return assertThrows(DataException.class, () -> encode(table, scaling, unitInterval, policy).close()).getMessage();
    }

    private static String refusal(final BufferedDataTable table) {
        return refusal(table, Scaling.STANDARDIZE, false, MissingValuePolicy.FAIL);
    }

    private static float[] row(final TrainingRows rows, final int row) {
        final float[] features = new float[rows.matrix().columns()];
        rows.matrix().getRow(row, features, 0);
        return features;
    }

    @Test
    void allKindsOfColumnsStandSideBySideInTheTablesOrder() {
        final BufferedDataTable table = table(
            spec("i", IntCell.TYPE, "v", DoubleVectorCellFactory.TYPE, "p", IMAGE, "l",
                ListCell.getCollectionType(DoubleCell.TYPE), "b", BooleanCell.TYPE, "g", LongCell.TYPE),
            new DataCell[] {new IntCell(3), vector(1, 2), image(2, 0, 255), list(7., 8.), BooleanCell.TRUE, new LongCell(5)},
            new DataCell[] {new IntCell(4), vector(3, 4), image(2, 51, 102), list(9., 10.), BooleanCell.FALSE, new LongCell(6)});
        try (TrainingRows rows = encode(table, Scaling.NONE, false, MissingValuePolicy.FAIL)) {
            assertArrayEquals(new float[] {3, 1, 2, 0, 1, 7, 8, 1, 5}, row(rows, 0));
            assertArrayEquals(new float[] {4, 3, 4, 0.2f, 0.4f, 9, 10, 0, 6}, row(rows, 1));
            assertEquals(List.of(), rows.warnings());
        }
    }

    @Test
    void coloursMakeThreeChannelsAndGreyImagesAreSpreadOverThem() {
        final BufferedDataTable table = table(spec("p", IMAGE), new DataCell[] {image(1, 3, new int[] {255, 0, 51})},
            new DataCell[] {image(1, 102)});
        try (TrainingRows rows = encode(table, Scaling.NONE, true, MissingValuePolicy.FAIL)) {
            assertEquals(new ImageEncoding("p", 1, 1, 3), rows.encoding().columns().get(0));
            assertArrayEquals(new float[] {1, 0, 0.2f}, row(rows, 0));
            assertArrayEquals(new float[] {0.4f, 0.4f, 0.4f}, row(rows, 1));
        }
    }

    @Test
    void minMaxScalingReachesBothEndsExactly() {
        final BufferedDataTable table = numbers(new Double[] {0.1}, new Double[] {0.7}, new Double[] {0.3});
        try (TrainingRows rows = encode(table, Scaling.MIN_MAX, true, MissingValuePolicy.FAIL)) {
            assertEquals(0, row(rows, 0)[0]);
            assertEquals(1, row(rows, 1)[0]);
        }
    }

    @Test
    void tooFewRowsAreRefused() {
        assertTrue(refusal(numbers()).contains("empty"));
        assertTrue(refusal(numbers(new Double[] {1., 2.})).contains("only one row"));
    }

    @Test
    void aMissingValueIsNamedOrSkippedOrImputed() {
        final BufferedDataTable table = numbers(new Double[] {1., 10.}, new Double[] {null, 20.}, new Double[] {3., 60.});
        final String message = refusal(table);
        assertTrue(message.contains("\"x1\"") && message.contains("\"a1\"") && message.contains("impute"), message);
        try (TrainingRows rows = encode(table, Scaling.STANDARDIZE, false, MissingValuePolicy.SKIP_ROW)) {
            assertEquals(2, rows.matrix().rows());
            assertEquals(List.of("Skipped 1 row with missing values, the first in column \"x1\", row \"a1\"."), rows.warnings());
            assertEquals(35, ((NumericEncoding)rows.encoding().columns().get(1)).offset(),
                "a skipped row does not count in the mean");
        }
        try (TrainingRows rows = encode(table, Scaling.NONE, false, MissingValuePolicy.IMPUTE_MEAN)) {
            assertEquals(3, rows.matrix().rows());
            assertArrayEquals(new float[] {2, 20}, row(rows, 1));
            assertEquals(List.of("Imputed 1 missing value: 1 of column \"x1\"."), rows.warnings());
        }
    }

    @Test
    void aMissingVectorElementOrImageCannotBeImputed() {
        final DataType lists = ListCell.getCollectionType(DoubleCell.TYPE);
        final BufferedDataTable table = table(spec("l", lists, "p", IMAGE), new DataCell[] {list(1., 2.), image(1, 3)},
            new DataCell[] {list(1., null), image(1, 4)}, new DataCell[] {list(3., 2.), DataType.getMissingCell()},
            new DataCell[] {list(5., 2.), image(1, 4)});
        try (TrainingRows rows = encode(table, Scaling.NONE, false, MissingValuePolicy.IMPUTE_MEAN)) {
            assertEquals(2, rows.matrix().rows());
            assertEquals(List.of("Skipped 2 rows with missing values, the first in element 2 of the list in column \"l\", "
                + "row \"a1\"."),
                rows.warnings());
        }
    }

    @Test
    void tooFewRowsWithoutMissingValuesAreRefused() {
        final BufferedDataTable table = numbers(new Double[] {1., 10.}, new Double[] {null, 20.});
        assertTrue(refusal(table, Scaling.NONE, false, MissingValuePolicy.SKIP_ROW).contains("Only 1 of 2 rows"));
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedByColumnAndRowUnderEveryPolicy() {
        for (final double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (final MissingValuePolicy policy : MissingValuePolicy.values()) {
                final String message = refusal(numbers(new Double[] {1., 1.}, new Double[] {2., value}), Scaling.NONE, false,
                    policy);
                assertTrue(message.contains("\"x2\"") && message.contains("\"a1\"")
                    && message.contains(Double.toString(value)), message);
            }
        }
        final String message = refusal(table(spec("v", DoubleVectorCellFactory.TYPE), new DataCell[] {vector(1, 2)},
            new DataCell[] {vector(1, Double.NaN)}));
        assertTrue(message.contains("Element 2") && message.contains("\"v\"") && message.contains("\"a1\""), message);
    }

    @Test
    void numbersTooLargeForAFeatureAreRefusedByColumnAndRow() {
        final String message = refusal(numbers(new Double[] {1.}, new Double[] {1e300}), Scaling.NONE, false,
            MissingValuePolicy.FAIL);
        assertTrue(message.contains("\"x1\"") && message.contains("\"a1\"") && message.contains("1.0E300"), message);
    }

    @Test
    void aConstantColumnIsUsedWithAWarning() {
        final BufferedDataTable table = numbers(new Double[] {1., 7.}, new Double[] {2., 7.});
        for (final Scaling scaling : Scaling.values()) {
            try (TrainingRows rows = encode(table, scaling, false, MissingValuePolicy.FAIL)) {
                assertEquals(scaling == Scaling.NONE ? 7 : 0, row(rows, 0)[1]);
                assertEquals(1, rows.warnings().size());
                assertTrue(rows.warnings().get(0).contains("\"x2\" is constant"), rows.warnings().get(0));
            }
        }
    }

    @Test
    void rowsThatAreAllAlikeAreRefused() {
        assertTrue(refusal(numbers(new Double[] {1., 7.}, new Double[] {1., 7.})).contains("nothing to learn"));
        assertTrue(refusal(table(spec("p", IMAGE), new DataCell[] {image(2, 1, 2)}, new DataCell[] {image(2, 1, 2)}))
            .contains("nothing to learn"));
    }

    @Test
    void valuesOutsideTheUnitIntervalAreRefusedByColumnRowAndValue() {
        final String message = refusal(numbers(new Double[] {0.5, 0.5}, new Double[] {1., 1.5}), Scaling.NONE, true,
            MissingValuePolicy.FAIL);
        assertTrue(message.contains("\"x2\"") && message.contains("\"a1\"") && message.contains("1.5")
            && message.contains("min–max") && message.contains("Gaussian"), message);
        final String inVector = refusal(table(spec("v", DoubleVectorCellFactory.TYPE), new DataCell[] {vector(0, 1)},
            new DataCell[] {vector(1, -0.25)}), Scaling.NONE, true, MissingValuePolicy.FAIL);
        assertTrue(inVector.contains("v[2]") && inVector.contains("-0.25"), inVector);
    }

    @Test
    void imagesOfTwoSizesAreRefusedByRowAndBothSizes() {
        final String message = refusal(table(spec("p", IMAGE), new DataCell[] {image(2, 0, 1, 2, 3)},
            new DataCell[] {image(3, 0, 1, 2)}));
        assertTrue(message.contains("\"p\"") && message.contains("\"a1\"") && message.contains("3 × 1")
            && message.contains("2 × 2"), message);
    }

    @Test
    void vectorsOfTwoLengthsAreRefusedByRowAndBothLengths() {
        final String message = refusal(table(spec("v", DoubleVectorCellFactory.TYPE), new DataCell[] {vector(1, 2)},
            new DataCell[] {vector(1, 2, 3)}));
        assertTrue(message.contains("\"v\"") && message.contains("\"a1\"") && message.contains("length 3")
            && message.contains("length 2"), message);
        assertTrue(refusal(table(spec("v", DoubleVectorCellFactory.TYPE), new DataCell[] {vector()},
            new DataCell[] {vector()})).contains("is empty"));
    }

    @Test
    void aColumnOfMissingValuesIsLeftOutOrNamed() {
        final BufferedDataTable table = table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE),
            new DataCell[] {number(1.), number(null), number(5.)}, new DataCell[] {number(2.), number(null), number(null)});
        try (TrainingRows rows = encode(table, Scaling.NONE, false, MissingValuePolicy.IMPUTE_MEAN)) {
            assertEquals(List.of("x1", "x3"), rows.encoding().columns().stream().map(ColumnEncoding::column).toList());
            assertArrayEquals(new float[] {2, 5}, row(rows, 1));
            assertTrue(rows.warnings().contains("Column \"x2\" holds nothing but missing values: left out."),
                rows.warnings().toString());
        }
        final String message = refusal(table, Scaling.NONE, false, MissingValuePolicy.SKIP_ROW);
        assertTrue(message.contains("Column \"x2\" holds nothing but missing values: exclude it."), message);
    }
}
