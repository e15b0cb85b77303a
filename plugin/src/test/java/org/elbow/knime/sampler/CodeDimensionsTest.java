package org.elbow.knime.sampler;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.rows;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.vae.LikelihoodFamily;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** Traversals and Jacobian columns. */
class CodeDimensionsTest extends SamplerNodeHarness {

    @Test
    void aTraversalChangesOneDimensionAroundThePriorsMean() throws Exception {
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_dimensions = DimensionChoice.LISTED;
        parameters.m_dimensionList = "2";
        parameters.m_range = 2;
        parameters.m_traversalSteps = 5;
        parameters.m_codes = true;
        final BufferedDataTable made = run(mixed);
        assertEquals(List.of("Dimension", "Value", "Code 1", "Code 2", "age", "income", "number", "member", "city"),
            names(made));
        assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, doubles(made, "Value"));
        assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, doubles(made, "Code 2"));
        assertArrayEquals(new double[5], doubles(made, "Code 1"));
        assertEquals("z2 #1", keys(made).get(0));
    }

    @Test
    void aTraversalAroundRowsPassesThroughTheRow() throws Exception {
        final BufferedDataTable input = MixedModel.rows(6);
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_centre = CentreChoice.ROWS;
        parameters.m_rows = 2;
        parameters.m_traversalSteps = 3;
        parameters.m_codes = true;
        final BufferedDataTable made = run(mixed, input);
        assertEquals(12, made.size(), "two rows, two dimensions, three values");
        assertEquals("a1 z2 #3", keys(made).get(11));
        parameters.m_mode = SamplerMode.RECONSTRUCTIONS;
        final BufferedDataTable codes = run(mixed, input);
        assertEquals(doubles(codes, "Code 1")[1], doubles(made, "Code 1")[11]);
        assertEquals(3, doubles(made, "Code 2")[11]);
    }

    @Test
    void theMostActiveDimensionsComeFirst() throws Exception {
        final BufferedDataTable input = MixedModel.rows(50);
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_dimensions = DimensionChoice.MOST_ACTIVE;
        parameters.m_mostActive = 1;
        final double[] dimensions = doubles(run(mixed, input), "Dimension");
        assertEquals(1, Arrays.stream(dimensions).distinct().count());
        parameters.m_mostActive = 9;
        final double[] all = doubles(run(mixed, input), "Dimension");
        assertEquals(dimensions[0], all[0]);
        assertEquals(2, Arrays.stream(all).distinct().count());
    }

    @Test
    void derivativesOfNumbersAreInTheirOwnUnitsAndThoseOfProbabilitiesSumToZero() throws Exception {
        final VaePortObject model = new VaePortObject(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
            new NumericEncoding("n", Scaling.STANDARDIZE, 100, 50, Double.NaN),
            new VectorEncoding("v", 2, Scaling.MIN_MAX, 3, 4)));
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_range = 0.05;
        parameters.m_traversalSteps = 2;
        final BufferedDataTable moved = run(model);
        parameters.m_mode = SamplerMode.JACOBIAN;
        final BufferedDataTable made = run(model);
        assertEquals(List.of("Dimension", "L1 norm", "L2 norm", "n", "v"), names(made));
        for (int i = 0; i < 2; i++) {
            final double[] n = doubles(moved, "n");
            // the error of central differences is of the order of H²
            assertEquals((n[2 * i + 1] - n[2 * i]) / 0.1, doubles(made, "n")[i], 0.05);
            final double slope = (((DoubleVectorValue)column(moved, "v").get(2 * i + 1)).getValue(1)
                - ((DoubleVectorValue)column(moved, "v").get(2 * i)).getValue(1)) / 0.1;
            assertEquals(slope, ((DoubleVectorValue)column(made, "v").get(i)).getValue(1), 0.005);
            final double[] scaled = {doubles(made, "n")[i] / 50,
                ((DoubleVectorValue)column(made, "v").get(i)).getValue(0) / 4,
                ((DoubleVectorValue)column(made, "v").get(i)).getValue(1) / 4};
            assertEquals(Arrays.stream(scaled).map(Math::abs).sum(), doubles(made, "L1 norm")[i], 1e-6);
            assertEquals(Math.sqrt(Arrays.stream(scaled).map(x -> x * x).sum()), doubles(made, "L2 norm")[i], 1e-6);
        }
        final BufferedDataTable categories = run(mixed);
        assertEquals(List.of("Dimension", "L1 norm", "L2 norm", "age", "income", "number", "member", "city = Berlin",
            "city = Paris", "city = Rome"), names(categories));
        assertEquals(DoubleCell.TYPE, categories.getDataTableSpec().getColumnSpec("age").getType(), "no whole numbers");
        for (int i = 0; i < 2; i++) {
            assertEquals(0, doubles(categories, "city = Berlin")[i] + doubles(categories, "city = Paris")[i]
                + doubles(categories, "city = Rome")[i], 1e-6);
        }
        assertTrue(Arrays.stream(doubles(categories, "city = Berlin")).anyMatch(slope -> Math.abs(slope) > 1e-3));
    }

    @Test
    void valuesThatTheModelCannotTellApartAreMissingAndHaveNoDerivative() throws Exception {
        final VaePortObject grouping = new VaePortObject(MixedModel.create(true));
        final TestNode node = node();
        final BufferedDataTable samples = (BufferedDataTable)node.run(grouping)[0];
        final long missing = column(samples, "city").stream().filter(DataCell::isMissing).count();
        assertTrue(missing > 0 && missing < 100);
        assertEquals(missing + " rows have nominal values that were too rare in training to be told apart, which are missing "
            + "therefore.", node.warning());
        parameters.m_mode = SamplerMode.JACOBIAN;
        final BufferedDataTable derivatives = run(grouping);
        assertEquals(List.of("city = Berlin", "city = Paris", "city = Rome"), names(derivatives).subList(7, 10));
        final double sum = doubles(derivatives, "city = Berlin")[0] + doubles(derivatives, "city = Paris")[0]
            + doubles(derivatives, "city = Rome")[0];
        assertTrue(Math.abs(sum) > 1e-4, "the rest is that of unknown values");
    }

    @Test
    void jacobianImagesShowNoChangeInTheMiddleOfOneScale() throws Exception {
        parameters.m_mode = SamplerMode.JACOBIAN;
        parameters.m_centre = CentreChoice.ROWS;
        final BufferedDataTable input = table(images(), new DataCell[] {TestTables.image(3, 0, 255, 255, 0, 9, 9)},
            new DataCell[] {TestTables.image(3, 255, 0, 100, 255, 90, 40)});
        final BufferedDataTable made = run(images, input);
        assertEquals(List.of("Source row", "Dimension", "L1 norm", "L2 norm", "img (scale)", "img"), names(made));
        assertEquals(4, made.size());
        assertEquals(1, Arrays.stream(doubles(made, "img (scale)")).distinct().count());
        final double scale = doubles(made, "img (scale)")[0];
        int extreme = 0;
        for (int row = 0; row < 4; row++) {
            final int[] shades = intensities(column(made, "img").get(row));
            final double sum = Arrays.stream(shades).mapToDouble(shade -> Math.abs(shade - 128) * scale / 127).sum();
            // each of six shades is rounded to half a step
            assertEquals(doubles(made, "L1 norm")[row], sum, 6 * 0.5 * scale / 127 + 1e-6);
            extreme += (int)Arrays.stream(shades).filter(shade -> shade == 1 || shade == 255).count();
        }
        assertTrue(extreme >= 1, "the largest derivative is white or black");
    }

    @Test
    void otherColumnsGiveWayToTheModels() throws Exception {
        final VaePortObject model = new VaePortObject(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
            new NumericEncoding("Dimension", Scaling.NONE, 0, 1, Double.NaN),
            new NumericEncoding("Code 1", Scaling.NONE, 0, 1, Double.NaN)));
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_codes = true;
        assertEquals(List.of("Dimension (#1)", "Value", "Code 1 (#1)", "Code 2", "Dimension", "Code 1"), names(run(model)));
    }

    @Test
    void theMostActiveDimensionsNeedATable() {
        parameters.m_mode = SamplerMode.JACOBIAN;
        parameters.m_dimensions = DimensionChoice.MOST_ACTIVE;
        final InvalidSettingsException failure =
            assertThrows(InvalidSettingsException.class, () -> node().configure(mixed.getSpec()));
        assertTrue(failure.getMessage().contains("most active dimensions"), failure.getMessage());
    }

    @Test
    void aDimensionThatTheCodeHasNotIsRefusedBeforehand() {
        parameters.m_mode = SamplerMode.TRAVERSALS;
        parameters.m_dimensions = DimensionChoice.LISTED;
        parameters.m_dimensionList = "1-3";
        final InvalidSettingsException failure =
            assertThrows(InvalidSettingsException.class, () -> node().configure(mixed.getSpec()));
        assertEquals("The list of dimensions names 3, but the model's code has the dimensions 1 to 2.", failure.getMessage());
    }

    @Test
    void categoriesThatAreNotKnownYetAreNotAnnounced() throws Exception {
        parameters.m_mode = SamplerMode.JACOBIAN;
        final VaePortObjectSpec untrained =
            new VaePortObjectSpec(List.of(new FeatureColumn("city", FeatureKind.NOMINAL)), 2, "categorical", "ELBO", 0);
        assertNull(node().configure(untrained)[0]);
        parameters.m_mode = SamplerMode.PRIOR;
        assertEquals(List.of("city"), List.of(((DataTableSpec)node().configure(untrained)[0]).getColumnNames()));
    }

    @Test
    void theViewShowsALineForEachDimension() throws Exception {
        parameters.m_mode = SamplerMode.TRAVERSALS;
        final TestNode node = node();
        final BufferedDataTable made = (BufferedDataTable)node.run(images)[0];
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"mode\":\"TRAVERSALS\",\"total\":18,\"shown\":18"), data);
        assertTrue(data.contains("\"name\":\"z1\"") && data.contains("\"name\":\"z2\""), data);
        final byte[] png = ((PNGImageValue)column(made, "img").get(17)).getImageContent().getByteArray();
        assertTrue(data.contains(java.util.Base64.getEncoder().encodeToString(png)));
    }
}
