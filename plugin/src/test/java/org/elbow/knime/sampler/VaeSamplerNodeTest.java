package org.elbow.knime.sampler;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.rows;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.learner.VaeLearnerNodeFactory;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.LikelihoodFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

class VaeSamplerNodeTest extends SamplerNodeHarness {

    @Test
    void samplesHaveTheNamesAndTypesOfTheTrainingTable() throws Exception {
        parameters.m_count = 300;
        final BufferedDataTable samples = run(mixed);
        final DataTableSpec trained = MixedModel.spec();
        assertEquals(List.of(trained.getColumnNames()), names(samples));
        for (int c = 0; c < trained.getNumColumns(); c++) {
            assertEquals(trained.getColumnSpec(c).getType(), samples.getDataTableSpec().getColumnSpec(c).getType());
        }
        assertEquals(300, samples.size());
        assertEquals("Sample 1", keys(samples).get(0));
        assertEquals(List.of("Berlin", "Paris", "Rome"), samples.getDataTableSpec().getColumnSpec("city").getDomain().getValues()
            .stream().map(DataCell::toString).sorted().toList());
        assertEquals(3, column(samples, "city").stream().distinct().count(), "all categories are drawn");
        assertEquals(2, column(samples, "member").stream().distinct().count());
        assertTrue(rows(samples).stream().allMatch(row -> row.stream().noneMatch(DataCell::isMissing)));
    }

    @Test
    void samplesVaryAsTheModelSays() throws Exception {
        parameters.m_count = 4000;
        final double[] drawn = doubles(run(mixed), "income");
        parameters.m_values = ValuesChoice.MEAN;
        final double[] means = doubles(run(mixed), "income");
        final double difference = variance(drawn) - variance(means);
        final double noise = MixedModel.noiseVariance("income");
        // the variance of a variance from n draws is about 2 σ⁴/n
        assertEquals(noise, difference, 5 * Math.sqrt(2.0 / 4000) * variance(drawn));
        assertTrue(noise > difference / 2 && difference > 0, "the noise is what draws add");
    }

    private static double variance(final double[] values) {
        final double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length;
    }

    @Test
    void aSyntheticTableCanBeAppliedAndLearnedFrom() throws Exception {
        parameters.m_count = 60;
        final BufferedDataTable samples = run(mixed);
        final TestNode apply = new TestNode(new VaeApplyNodeFactory());
        final BufferedDataTable applied = (BufferedDataTable)apply.run(mixed, samples)[0];
        assertNull(apply.warning());
        assertTrue(Arrays.stream(doubles(applied, "ELBO")).allMatch(Double::isFinite));
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory());
        final VaePortObject learned = (VaePortObject)learner.run(samples)[0];
        assertEquals(List.of("age", "income", "number", "member", "city"),
            learned.getSpec().columns().stream().map(FeatureColumn::name).toList(), "numbers and nominal columns");
    }

    @Test
    void theFirstSamplesDoNotDependOnTheCount() throws Exception {
        parameters.m_count = 7;
        final List<List<DataCell>> few = cells(run(mixed));
        parameters.m_count = 500;
        assertEquals(few, cells(run(mixed)).subList(0, 7));
        parameters.m_workers = 2;
        assertEquals(few, cells(run(mixed)).subList(0, 7));
        parameters.m_seed = 2;
        assertNotEquals(few, cells(run(mixed)).subList(0, 7));
    }

    @Test
    void samplesOfImagesAreMeansUnlessDrawsAreAskedFor() throws Exception {
        parameters.m_count = 5;
        final int[] mean = intensities(column(run(images), "img").get(0));
        assertTrue(Arrays.stream(mean).anyMatch(intensity -> intensity > 0 && intensity < 255));
        parameters.m_values = ValuesChoice.DRAWN;
        for (final DataCell image : column(run(images), "img")) {
            assertTrue(Arrays.stream(intensities(image)).allMatch(intensity -> intensity == 0 || intensity == 255));
        }
    }

    @Test
    void reconstructionsAreThoseOfVaeApply() throws Exception {
        final BufferedDataTable input = MixedModel.rows(300);
        final BufferedDataTable applied = (BufferedDataTable)new TestNode(new VaeApplyNodeFactory()).run(mixed, input)[0];
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        parameters.m_codes = true;
        final BufferedDataTable reconstructed = run(mixed, input);
        assertEquals(keys(input), keys(reconstructed));
        assertEquals(keys(input), column(reconstructed, "Source row").stream().map(DataCell::toString).toList());
        for (final String name : MixedModel.spec().getColumnNames()) {
            assertEquals(column(applied, name + " (reconstructed)"), column(reconstructed, name), name);
        }
        assertEquals(column(applied, "Code 2"), column(reconstructed, "Code 2"));
    }

    @Test
    void drawsOfARowDependOnTheRowAlone() throws Exception {
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        parameters.m_code = CodeChoice.DRAWS;
        parameters.m_draws = 3;
        parameters.m_values = ValuesChoice.DRAWN;
        final BufferedDataTable input = MixedModel.rows(4);
        final BufferedDataTable all = run(mixed, input);
        assertEquals("a3 #2", keys(all).get(10));
        assertEquals(2, doubles(all, "Draw")[10]);
        final DataCell[] last = rows(input).get(3).stream().toArray(DataCell[]::new);
        final List<List<DataCell>> alone = cells(run(mixed, table(input.getDataTableSpec(), last)));
        for (int draw = 0; draw < 3; draw++) {
            assertEquals(cells(all).get(9 + draw).subList(1, 7), alone.get(draw).subList(1, 7));
        }
        assertNotEquals(alone.get(0).subList(2, 7), alone.get(1).subList(2, 7));
    }

    @Test
    void drawnValuesOfAMeanDependOnTheRowAlone() throws Exception {
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        parameters.m_values = ValuesChoice.DRAWN;
        final BufferedDataTable input = MixedModel.rows(4);
        final DataCell[] last = rows(input).get(3).stream().toArray(DataCell[]::new);
        assertEquals(cells(run(mixed, input)).get(3).subList(1, 6),
            cells(run(mixed, table(input.getDataTableSpec(), last))).get(0).subList(1, 6));
    }

    @Test
    void rowsOfLaterChunksKeepTheirRowIdsAndValues() throws Exception {
        final int many = 33_000; // a chunk of so narrow a table has 32,768 rows
        final BufferedDataTable input = MixedModel.rows(many);
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        final BufferedDataTable all = run(mixed, input);
        assertEquals(keys(input), keys(all));
        final List<DataCell> source = column(all, "Source row");
        final DataCell[][] last = rows(input).subList(many - 300, many).stream()
            .map(row -> row.stream().toArray(DataCell[]::new)).toArray(DataCell[][]::new);
        final List<List<DataCell>> alone = cells(run(mixed, table(input.getDataTableSpec(), last)));
        final List<List<DataCell>> whole = cells(all);
        for (int row = 0; row < 300; row++) {
            assertEquals(new StringCell("a" + (many - 300 + row)), source.get(many - 300 + row));
            assertEquals(alone.get(row).subList(1, 6), whole.get(many - 300 + row).subList(1, 6));
        }
    }

    @Test
    void theRestOfTheTableIsNotReadForTheFirstRows() throws Exception {
        parameters.m_mode = SamplerMode.INTERPOLATIONS;
        parameters.m_rows = 2;
        final BufferedDataTable input = MixedModel.rows(3);
        final List<DataCell[]> cells = new ArrayList<>();
        rows(input).forEach(row -> cells.add(row.stream().toArray(DataCell[]::new)));
        cells.get(2)[0] = DataType.getMissingCell();
        final TestNode node = node();
        node.run(mixed, table(input.getDataTableSpec(), cells.toArray(DataCell[][]::new)));
        assertNull(node.warning(), "nothing is said of a row that is not needed");
    }

    @Test
    void interpolationsBeginAndEndWithTheReconstructionsOfTheRows() throws Exception {
        final BufferedDataTable input = MixedModel.rows(5);
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        final BufferedDataTable reconstructed = run(mixed, input);
        parameters.m_mode = SamplerMode.INTERPOLATIONS;
        parameters.m_steps = 4;
        parameters.m_pairing = PairingChoice.CHAIN;
        final BufferedDataTable chain = run(mixed, input);
        assertEquals(16, chain.size());
        for (int pair = 0; pair < 4; pair++) {
            assertEquals(cells(reconstructed).get(pair).subList(1, 6), cells(chain).get(4 * pair).subList(3, 8));
            assertEquals(cells(reconstructed).get(pair + 1).subList(1, 6), cells(chain).get(4 * pair + 3).subList(3, 8));
        }
        assertEquals("Pair 2 #1", keys(chain).get(4));
        assertEquals("a1", column(chain, "From row").get(4).toString());
        assertEquals("a2", column(chain, "To row").get(4).toString());
        assertArrayEquals(new double[] {0, 1 / 3.0, 2 / 3.0, 1}, Arrays.copyOf(doubles(chain, "Position"), 4), 1e-15);
    }

    @Test
    void aRowWithoutAPartnerIsNamed() throws Exception {
        parameters.m_mode = SamplerMode.INTERPOLATIONS;
        final TestNode node = node();
        final BufferedDataTable pairs = (BufferedDataTable)node.run(mixed, MixedModel.rows(5))[0];
        assertEquals(20, pairs.size());
        assertEquals("The row \"a4\" is left out, as there is none to pair it with.", node.warning());
    }

    @Test
    void interpolationNeedsTwoRowsThatCanBeUsed() throws Exception {
        parameters.m_mode = SamplerMode.INTERPOLATIONS;
        final BufferedDataTable input = MixedModel.rows(3);
        final List<DataCell[]> cells = new ArrayList<>();
        rows(input).forEach(row -> cells.add(row.stream().toArray(DataCell[]::new)));
        cells.get(0)[0] = DataType.getMissingCell();
        cells.get(2)[1] = new DoubleCell(Double.NaN);
        final KNIMEException failure = assertThrows(KNIMEException.class,
            () -> run(mixed, table(input.getDataTableSpec(), cells.toArray(DataCell[][]::new))));
        assertTrue(failure.getMessage().contains("at least two rows, but only one row of the table can be used. In the table: "
            + "skipped 1 row with missing values, the first in column \"age\", row \"a0\"; skipped 1 row with NaN or "
            + "infinite values, the first in column \"income\", row \"a2\". Not used: \"a0\", \"a2\"."),
            failure.getMessage());
    }

    @Test
    void rowsThatCannotBeEncodedAreSkippedCountedAndNamed() throws Exception {
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        final BufferedDataTable input = MixedModel.rows(3);
        final List<DataCell[]> cells = new ArrayList<>();
        rows(input).forEach(row -> cells.add(row.stream().toArray(DataCell[]::new)));
        cells.get(1)[4] = new StringCell("Oslo");
        final TestNode node = node();
        final BufferedDataTable made =
            (BufferedDataTable)node.run(mixed, table(input.getDataTableSpec(), cells.toArray(DataCell[][]::new)))[0];
        assertEquals(List.of("a0", "a2"), keys(made));
        assertTrue(node.warning().contains("skipped 1 row with nominal values"), node.warning());
        assertTrue(node.warning().endsWith("Not used: \"a1\"."), node.warning());
    }

    @ParameterizedTest
    @EnumSource(value = SamplerMode.class, names = {"RECONSTRUCTIONS", "INTERPOLATIONS", "TRAVERSALS", "JACOBIAN"})
    void modesThatNeedATableSaySoBeforehand(final SamplerMode mode) {
        parameters.m_mode = mode;
        parameters.m_centre = CentreChoice.ROWS;
        final InvalidSettingsException failure =
            assertThrows(InvalidSettingsException.class, () -> node().configure(mixed.getSpec()));
        assertTrue(failure.getMessage().startsWith("There is no table"), failure.getMessage());
        final InvalidSettingsException lacking = assertThrows(InvalidSettingsException.class,
            () -> node().configure(mixed.getSpec(), spec("age", IntCell.TYPE)));
        assertTrue(lacking.getMessage().contains("income"), lacking.getMessage());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        parameters.m_temperature = 0;
        assertThrows(InvalidSettingsException.class, this::node);
        parameters.m_temperature = 1;
        parameters.m_count = 0;
        assertThrows(InvalidSettingsException.class, this::node);
        parameters.m_mode = SamplerMode.INTERPOLATIONS;
        parameters.m_rows = 1;
        assertThrows(InvalidSettingsException.class, this::node);
        parameters.m_rows = 2;
        parameters.m_steps = 1;
        assertThrows(InvalidSettingsException.class, this::node);
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_range = -1;
        assertThrows(InvalidSettingsException.class, this::node);
    }

    @Test
    void aTableThatIsNotNeededIsMentioned() throws Exception {
        final TestNode node = node();
        node.run(mixed, MixedModel.rows(2));
        assertEquals("A table is connected, but not used: samples from the prior need none.", node.warning());
    }

    @ParameterizedTest
    @EnumSource(value = SamplerMode.class, mode = Mode.EXCLUDE, names = "JACOBIAN")
    void makingRowsCanBeCancelledMidway(final SamplerMode mode) {
        parameters.m_mode = mode;
        parameters.m_count = 5000;
        parameters.m_rows = 1000;
        parameters.m_centre = CentreChoice.ROWS;
        final OfflineExecution[] execution = new OfflineExecution[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            if (fraction > 0.5) {
                execution[0].cancel();
            }
        });
        assertThrows(CanceledExecutionException.class,
            () -> node().run(execution[0], mixed, MixedModel.rows(1000)));
    }

    @Test
    void theViewShowsReconstructionsBesideTheRow() throws Exception {
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        final DataCell image = TestTables.image(3, 0, 255, 255, 0, 9, 9);
        final TestNode node = node();
        node.run(images, table(images(), new DataCell[] {image}));
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"total\":1,\"shown\":1"), data);
        assertTrue(data.contains("Row itself"), data);
        final byte[] png = ((PNGImageValue)image).getImageContent().getByteArray();
        assertTrue(data.contains(java.util.Base64.getEncoder().encodeToString(png)), "the row's own image");
    }

    @Test
    void theViewShowsTheFirstRowsOnly() throws Exception {
        parameters.m_count = 1500;
        final TestNode node = node();
        node.run(mixed);
        assertTrue(node.view().initialData().orElseThrow().contains("\"total\":1500,\"shown\":600"));
    }

    @Test
    void valuesBeyondTheRangeOfNumbersAreMissingAndCounted() throws Exception {
        final VaePortObject model = new VaePortObject(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
            new NumericEncoding("n", Scaling.STANDARDIZE, 0, Double.MAX_VALUE, Double.NaN)));
        parameters.m_count = 50;
        final TestNode node = node();
        final BufferedDataTable made = (BufferedDataTable)node.run(model)[0];
        final long missing = column(made, "n").stream().filter(DataCell::isMissing).count();
        assertTrue(missing > 0);
        assertTrue(node.warning().startsWith(missing + (missing == 1 ? " row has" : " rows have")), node.warning());
    }
}
