package org.elbow.knime.apply;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.rows;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.AppliedRows;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.ModelFile;
import org.elbow.vae.ModelFileOptions;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.MissingValue;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;

class VaeFileApplyNodeTest {

    /** A single row is multiplied in another order than a block of rows. */
    private static final double ROUNDING = 1e-4;

    /** A hundred steps of Adam amplify it. */
    private static final double ROUNDING_OF_REGRET = 5e-3;

    private static final VaeModel MODEL = TestModels.untrained(LikelihoodFamily.GAUSSIAN,
        new NumericEncoding("x1", Scaling.STANDARDIZE, 5, 2, Double.NaN),
        new NumericEncoding("x2", Scaling.STANDARDIZE, 10, 2, Double.NaN));

    @TempDir
    private Path folder;

    private final VaeFileApplyParameters parameters = new VaeFileApplyParameters();

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    @BeforeEach
    void writeTheModel() throws IOException {
        write(MODEL);
    }

    private void write(final VaeModel model) throws IOException {
        final Path file = folder.resolve("model.elbow");
        Files.deleteIfExists(file);
        ModelFile.write(model, file, ModelFileOptions.defaults(), Progress.NONE);
        parameters.m_file = file.toString();
    }

    private TestNode node() throws InvalidSettingsException {
        return new TestNode(new VaeFileApplyNodeFactory()).with(parameters);
    }

    private BufferedDataTable run(final BufferedDataTable table) throws Exception {
        return (BufferedDataTable)node().run(table)[0];
    }

    private static BufferedDataTable vaeApply(final BufferedDataTable table) throws Exception {
        final VaeApplyParameters same = new VaeApplyParameters();
        same.m_logVariances = true;
        same.m_seed = 7;
        return (BufferedDataTable)new TestNode(new VaeApplyNodeFactory()).with(same).run(new VaePortObject(MODEL), table)[0];
    }

    /** What makes the cells of a table of numbers, as each partition of it gets one. */
    private StreamedRows streamed(final DataTableSpec table) throws InvalidSettingsException {
        final FileModel file = FileModel.describe(parameters.m_file);
        return new StreamedRows(parameters, file, table, new EvaluatedColumns(parameters.kinds(), file.spec(), table));
    }

    @Test
    void aRowGetsTheColumnsAndValuesOfVaeApply() throws Exception {
        parameters.m_logVariances = true;
        parameters.m_seed = 7;
        final BufferedDataTable input = randomNumbers(200, 2, 3);
        final BufferedDataTable expected = vaeApply(input);
        final BufferedDataTable output = run(input);
        assertTrue(expected.getDataTableSpec().equalStructure(output.getDataTableSpec()), output.getDataTableSpec().toString());
        for (final String name : expected.getDataTableSpec().getColumnNames()) {
            assertArrayEquals(doubles(expected, name), doubles(output, name), ROUNDING, name);
        }
        assertTrue(Arrays.stream(doubles(output, "ELBO")).distinct().count() > 100, "rows differ");
    }

    @Test
    void aRowGetsTheScoresOfAllRowsTogether() throws Exception {
        parameters.m_codes = parameters.m_reconstructions = parameters.m_measures = false;
        parameters.m_likelihoodRegret = parameters.m_negativeLogLikelihood = true;
        final BufferedDataTable input = randomNumbers(40, 2, 3);
        final BufferedDataTable output = run(input);
        assertEquals(List.of("x1", "x2", "Likelihood regret", "Negative log-likelihood"),
            List.of(output.getDataTableSpec().getColumnNames()));
        try (AppliedRows encoded = AppliedRows.encode(input, MODEL, Progress.NONE)) {
            final FeatureMatrix rows = encoded.matrix();
            assertArrayEquals(
                LikelihoodRegret.score(MODEL, rows, LikelihoodRegretOptions.defaults(), Progress.NONE).regret(),
                doubles(output, "Likelihood regret"), ROUNDING_OF_REGRET);
            assertArrayEquals(
                Arrays.stream(ImportanceWeightedLikelihood.logLikelihood(MODEL, rows, ImportanceSamplingOptions.defaults(),
                    Progress.NONE)).map(value -> -value).toArray(),
                doubles(output, "Negative log-likelihood"), ROUNDING);
        }
    }

    @Test
    void eachPartitionOfATableGetsWhatTheWholeGets() throws Exception {
        final BufferedDataTable input = randomNumbers(30, 2, 3);
        final double[] whole = doubles(run(input), "ELBO");
        final StreamedRows one = streamed(input.getDataTableSpec());
        final StreamedRows other = streamed(input.getDataTableSpec());
        final int elbo = one.getColumnSpecs().length - 3;
        final List<DataRow> rows = rows(input);
        for (int row = 29; row >= 0; row--) {
            final DataCell cell = (row % 3 == 0 ? one : other).getCells(rows.get(row), 0)[elbo];
            assertEquals(whole[row], ((DoubleValue)cell).getDoubleValue());
        }
        one.afterProcessing();
        other.afterProcessing();
    }

    @Test
    void severalThreadsMayAskForTheirRows() throws Exception {
        final BufferedDataTable input = randomNumbers(100, 2, 3);
        final double[] alone = doubles(run(input), "ELBO");
        final StreamedRows together = streamed(input.getDataTableSpec());
        final int elbo = together.getColumnSpecs().length - 3;
        final List<DataRow> rows = rows(input);
        final int threads = 4;
        final CountDownLatch start = new CountDownLatch(threads);
        final Callable<double[]> allRows = () -> {
            start.countDown();
            start.await();
            return IntStream.range(0, 100)
                .mapToDouble(row -> ((DoubleValue)together.getCells(rows.get(row), row)[elbo]).getDoubleValue()).toArray();
        };
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (final Future<double[]> each : pool.invokeAll(Collections.nCopies(threads, allRows))) {
                assertArrayEquals(alone, each.get());
            }
        } finally {
            pool.shutdown();
            together.afterProcessing();
        }
    }

    @Test
    void rowsThatCannotBeUsedGetMissingCellsThatTellWhy() throws Exception {
        parameters.m_negativeLogLikelihood = true;
        final BufferedDataTable output = run(numbers(new Double[] {1., 2.}, new Double[] {null, 2.},
            new Double[] {Double.NaN, 1.}, new Double[] {1., 1e300}, new Double[] {3., 4.}));
        for (final String name : List.of("Code 2", "x1 (reconstructed)", "ELBO", "Negative log-likelihood")) {
            final List<DataCell> cells = column(output, name);
            assertFalse(cells.get(0).isMissing() || cells.get(4).isMissing(), name);
            assertEquals("The value of column \"x1\" is missing.", ((MissingValue)cells.get(1)).getError());
            assertEquals("Column \"x1\" holds NaN.", ((MissingValue)cells.get(2)).getError());
            assertEquals("A number in column \"x2\" is too large for 32 bits.", ((MissingValue)cells.get(3)).getError());
        }
    }

    @Test
    void anImageOfAnotherSizeDoesNotEndTheStream() throws Exception {
        write(TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("p", 2, 1, 1)));
        final List<DataCell> codes = column(run(table(spec("p", PNGImageCellFactory.TYPE), new DataCell[] {image(2, 0, 255)},
            new DataCell[] {image(1, 0, 255)}, new DataCell[] {image(2, 0, 255)})), "Code 1");
        assertTrue(((MissingValue)codes.get(1)).getError().contains("1 × 2"), codes.toString());
        assertEquals(codes.get(0), codes.get(2));
    }

    @Test
    void extremeRowsScoreAsNovelAsCanBeAndNeverNaN() throws Exception {
        parameters.m_likelihoodRegret = parameters.m_negativeLogLikelihood = true;
        final BufferedDataTable output = run(numbers(new Double[] {5., 10.}, new Double[] {1e30, -1e30}));
        assertEquals(Double.POSITIVE_INFINITY, doubles(output, "Likelihood regret")[1]);
        assertTrue(doubles(output, "Negative log-likelihood")[1] > 1e12);
        assertTrue(rows(output).get(1).stream().noneMatch(cell -> cell instanceof DoubleValue value
            && Double.isNaN(value.getDoubleValue())));
    }

    @Test
    void theModelIsReadAtTheFirstRow() throws Exception {
        final StreamedRows rows = streamed(numbers().getDataTableSpec());
        Files.delete(Path.of(parameters.m_file));
        final DataRow row = rows(numbers(new Double[][] {{1., 2.}})).get(0);
        final String message = assertThrows(RuntimeException.class, () -> rows.getCells(row, 0)).getMessage();
        assertTrue(message.contains("model.elbow"), message);
        rows.afterProcessing();
        write(MODEL);
        assertFalse(rows.getCells(row, 0)[0].isMissing());
        rows.afterProcessing();
    }

    @Test
    void theModelIsGivenUpWhenTheUserCancels() throws Exception {
        final BufferedDataTable input = randomNumbers(30, 2, 3);
        final StreamedRows rows = streamed(input.getDataTableSpec());
        rows.getCells(rows(input).get(0), 0);
        assertTrue(rows.isOpen());
        final ColumnRearranger rearranger = new ColumnRearranger(input.getDataTableSpec());
        rearranger.append(rows);
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> execution.context().createColumnRearrangeTable(input, rearranger, execution.context()));
        assertFalse(rows.isOpen());
    }

    @Test
    void anotherModelInTheFileIsNoticed() throws Exception {
        final StreamedRows rows = streamed(numbers().getDataTableSpec());
        write(TestModels.untrained(LikelihoodFamily.GAUSSIAN, new NumericEncoding("x1", Scaling.NONE, 0, 1, Double.NaN)));
        final DataRow row = rows(numbers(new Double[][] {{1., 2.}})).get(0);
        assertTrue(assertThrows(RuntimeException.class, () -> rows.getCells(row, 0)).getMessage().contains("replaced"));
    }

    @Test
    void withoutAFileTheColumnsAreNotKnown() {
        parameters.m_file = folder.resolve("none.elbow").toString();
        final String message = assertThrows(InvalidSettingsException.class,
            () -> node().configure(numbers().getDataTableSpec())).getMessage();
        assertTrue(message.contains("none.elbow") && message.contains("no file"), message);
        parameters.m_file = " ";
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> node().configure(numbers().getDataTableSpec())).getMessage().contains("No file is named"));
    }

    @Test
    void aTableThatDoesNotFitTheModelIsRefusedBeforeExecution() {
        final String lacks = assertThrows(InvalidSettingsException.class,
            () -> node().configure(spec("x1", DoubleCell.TYPE))).getMessage();
        assertTrue(lacks.contains("\"x2\""), lacks);
        assertThrows(InvalidSettingsException.class,
            () -> node().configure(spec("x1", StringCell.TYPE, "x2", DoubleCell.TYPE)));
    }

    @Test
    void noColumnIsOverwrittenAndAnEmptyTableStaysEmpty() throws Exception {
        final BufferedDataTable output =
            run(table(spec("x1", DoubleCell.TYPE, "Code 1", StringCell.TYPE, "x2", DoubleCell.TYPE)));
        assertEquals(0, output.size());
        assertTrue(output.getDataTableSpec().containsName("Code 1 (#1)"));
    }

    @Test
    void settingsWithoutAnEffectAreRefused() throws InvalidSettingsException {
        parameters.m_codes = parameters.m_reconstructions = parameters.m_measures = false;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("No columns"));
        parameters.m_negativeLogLikelihood = true;
        parameters.validate();
        parameters.m_importanceSamples = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 0"));
    }

    @Test
    void applyingCanBeCancelled() {
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class, () -> node().run(execution, numbers(new Double[] {1., 2.})));
    }
}
