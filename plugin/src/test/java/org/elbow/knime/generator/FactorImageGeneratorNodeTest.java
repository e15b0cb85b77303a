package org.elbow.knime.generator;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

class FactorImageGeneratorNodeTest {

    private final FactorImageGeneratorParameters parameters = new FactorImageGeneratorParameters();

    private BufferedDataTable run(final BufferedDataTable incoming) throws Exception {
        return (BufferedDataTable)new TestNode(new FactorImageGeneratorNodeFactory()).with(parameters).run(incoming)[0];
    }

    @Test
    void spritesStandBesideTheirFactors() throws Exception {
        parameters.m_rows = 5;
        final BufferedDataTable table = run(null);
        assertEquals(5, table.size());
        final String[] names = table.getDataTableSpec().getColumnNames();
        assertEquals("image", names[0]);
        assertEquals(6, names.length);
        assertTrue(column(table, names[1]).get(0) instanceof StringCell, "the figure is named");
        assertTrue(column(table, names[2]).get(0) instanceof IntCell);
    }

    @Test
    void theSameSeedDrawsTheSameImages() throws Exception {
        parameters.m_rows = 4;
        final var first = column(run(null), "image");
        assertEquals(first, column(run(null), "image"));
        parameters.m_seed = 2;
        assertNotEquals(first, column(run(null), "image"));
    }

    @Test
    void theFullGridHoldsEachCombinationOnce() throws Exception {
        parameters.m_selection = FactorSelection.FULL_GRID;
        parameters.m_hearts = false;
        parameters.m_scales = 2;
        parameters.m_rotations = 3;
        parameters.m_xPositions = 2;
        parameters.m_yPositions = 1;
        final BufferedDataTable table = run(null);
        assertEquals(2 * 2 * 3 * 2, table.size());
        final var combinations = new HashSet<String>();
        TestTables.rows(table).forEach(row -> combinations.add(row.stream().skip(1).toList().toString()));
        assertEquals(24, combinations.size());
    }

    @Test
    void dotsCanBecomeVectorsWithoutFactors() throws Exception {
        parameters.m_kind = ImageKind.THREE_DOTS;
        parameters.m_representation = ImageRepresentation.VECTOR;
        parameters.m_factorColumns = false;
        parameters.m_lightOnDark = true;
        parameters.m_size = 16;
        parameters.m_rows = 3;
        final BufferedDataTable table = run(null);
        assertEquals(List.of("vector"), List.of(table.getDataTableSpec().getColumnNames()));
        final DoubleVectorValue vector = (DoubleVectorValue)column(table, "vector").get(0);
        assertEquals(256, vector.getLength());
        double brightest = 0;
        for (int i = 0; i < 256; i++) {
            brightest = Math.max(brightest, vector.getValue(i));
        }
        assertEquals(1, brightest);
    }

    @Test
    void generatorsInARowMakeATableOfSeveralKinds() throws Exception {
        parameters.m_rows = 2;
        parameters.m_constantColumn = "kind";
        parameters.m_constantValue = "sprites";
        final BufferedDataTable sprites = run(null);
        parameters.m_kind = ImageKind.THREE_DOTS;
        parameters.m_constantValue = "dots";
        final BufferedDataTable both = run(sprites);
        assertEquals(4, both.size());
        assertEquals(List.of("sprites", "sprites", "dots", "dots"),
            column(both, "kind").stream().map(Object::toString).toList());
    }

    @Test
    void neighbourhoodsStayNearTheirCentres() throws Exception {
        parameters.m_selection = FactorSelection.NEIGHBOURHOODS;
        parameters.m_size = 16;
        parameters.m_rows = 400;
        parameters.m_neighbourhoods = 4;
        parameters.m_rotations = 25;
        parameters.m_radius = 0.15;
        final BufferedDataTable table = run(null);
        final double[] neighbourhood = doubles(table, "neighbourhood");
        for (int n = 0; n < 4; n++) {
            final int number = n;
            final double[] rotations = IntStream.range(0, 400).filter(row -> neighbourhood[row] == number)
                .mapToDouble(row -> doubles(table, "rotation")[row]).distinct().sorted().toArray();
            assertEquals(100, Arrays.stream(neighbourhood).filter(value -> value == number).count());
            // floor(25 · 0.15) = 3 to either side
            assertTrue(rotations.length > 3 && rotations[rotations.length - 1] - rotations[0] <= 6, "rotations");
            // 6 scales are too few to vary
            assertEquals(1, IntStream.range(0, 400).filter(row -> neighbourhood[row] == number)
                .mapToDouble(row -> doubles(table, "scale")[row]).distinct().count());
        }
        parameters.m_radius = 2;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("radius"));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertRefused("15", () -> parameters.m_size = 15);
        assertRefused("No figure", () -> parameters.m_squares = parameters.m_ellipses = parameters.m_hearts = false);
        assertRefused("0", () -> parameters.m_rows = 0);
        assertRefused("rotations", () -> parameters.m_rotations = 0);
        assertRefused("full grid", () -> {
            parameters.m_kind = ImageKind.THREE_DOTS;
            parameters.m_selection = FactorSelection.FULL_GRID;
        });
    }

    private void assertRefused(final String part, final Runnable change) {
        final FactorImageGeneratorParameters before = new FactorImageGeneratorParameters();
        parameters.m_size = before.m_size;
        parameters.m_squares = parameters.m_ellipses = parameters.m_hearts = true;
        parameters.m_rows = before.m_rows;
        parameters.m_rotations = before.m_rotations;
        change.run();
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(part), message);
    }
}
