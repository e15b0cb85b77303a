package org.elbow.knime.novelty;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.knime.TestNode;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** What the OOD Scorer says of the columns that scores are due to, if it repairs them. */
class RepairExplanationTest extends ScoringTest {

    private static final List<String> GAINS = List.of("Repair gain of x1", "Repair gain of x2", "Repair gain of x3");

    private BufferedDataTable explained(final BufferedDataTable table, final BufferedDataTable reference) throws Exception {
        parameters.m_likelihoodRegret = false;
        parameters.m_explanation.m_enabled = true;
        parameters.m_explanation.m_contributions = true;
        return (BufferedDataTable)node().run(model, table, reference)[0];
    }

    /** The table of ordinary rows with the third column spoilt in the last ones. */
    private static BufferedDataTable spoilt() {
        final BufferedDataTable ordinary = randomNumbers(60, 3, 7);
        final Double[][] cells = new Double[60][3];
        for (int c = 0; c < 3; c++) {
            final double[] values = doubles(ordinary, "x" + (c + 1));
            for (int row = 0; row < 60; row++) {
                cells[row][c] = values[row] + (c == 2 && row >= 50 ? 200 : 0);
            }
        }
        return numbers(cells);
    }

    @Test
    void aSpoiltColumnIsNamedFirstWithTheValueThatIsExpected() throws Exception {
        parameters.m_explanation.m_columns = 1;
        final BufferedDataTable table = spoilt();
        final List<DataCell> drivers = column(explained(table, randomNumbers(100, 3, 9)), "Driving columns");
        final double[] ordinary = doubles(randomNumbers(400, 3, 1), "x3");
        final double least = Arrays.stream(ordinary).min().orElseThrow();
        final double largest = Arrays.stream(ordinary).max().orElseThrow();
        for (int row = 50; row < 60; row++) {
            final String text = drivers.get(row).toString();
            assertTrue(text.matches("x3 \\(\\+[0-9.e+]+, expected -?[0-9.]+\\)"), text);
            final double expected = Double.parseDouble(text.replaceAll(".*expected |\\)", ""));
            assertTrue(expected > least && expected < largest, text + ": in its own unit it is " + least + " to " + largest);
        }
    }

    @Test
    void onlyTheRowsWithTheHighestScoresAreExplained() throws Exception {
        parameters.m_explanation.m_rows = 7;
        final BufferedDataTable scored = explained(labelled(), null);
        final double[] scores = doubles(scored, "Negative log-likelihood");
        final double seventh = Arrays.stream(scores).sorted().skip(scores.length - 7).findFirst().orElseThrow();
        for (final String name : List.of("Driving columns", "Repair gain of x1", "Repair gain of x3")) {
            final List<DataCell> cells = column(scored, name);
            for (int row = 0; row < scores.length; row++) {
                assertEquals(scores[row] < seventh, cells.get(row).isMissing(), name + ", row " + row);
            }
        }
    }

    @Test
    void aRowsExplanationDoesNotDependOnTheRowsBesideIt() throws Exception {
        final BufferedDataTable reference = randomNumbers(50, 3, 9);
        final BufferedDataTable all = explained(labelled(), reference);
        parameters.m_explanation.m_rows = 3;
        final BufferedDataTable few = explained(labelled(), reference);
        int compared = 0;
        for (final String name : GAINS) {
            final List<DataCell> cells = column(few, name);
            for (int row = 0; row < cells.size(); row++) {
                if (!cells.get(row).isMissing()) {
                    final double gain = ((DoubleValue)cells.get(row)).getDoubleValue();
                    assertEquals(doubles(all, name)[row], gain, 1e-3 * (1 + Math.abs(gain)), name + ", row " + row);
                    compared++;
                }
            }
        }
        assertEquals(9, compared, "three rows of three columns");
    }

    @Test
    void whatIsUsualIsTakenOff() throws Exception {
        final BufferedDataTable own = explained(randomNumbers(51, 3, 9), null);
        for (final String name : GAINS) {
            final double[] gains = doubles(own, name);
            Arrays.sort(gains);
            assertEquals(0, gains[25], 1e-5, name + ": half of the rows gain less; 32 bits are kept");
        }
    }

    @Test
    void theScoreIsTheSameWithAnExplanation() throws Exception {
        final double[] alone = doubles((BufferedDataTable)node().run(model, labelled(), null)[0], "Negative log-likelihood");
        assertArrayEquals(alone, doubles(explained(labelled(), null), "Negative log-likelihood"), 0);
    }

    @Test
    void rowsThatAreNotScoredAreNotExplained() throws Exception {
        final BufferedDataTable scored =
            explained(numbers(new Double[] {1., 2., null}, new Double[] {0.1, 10., 20.}, new Double[] {1e30, 1., 1.}),
                randomNumbers(50, 3, 9));
        final List<DataCell> drivers = column(scored, "Driving columns");
        assertTrue(drivers.get(0).isMissing());
        assertFalse(drivers.get(1).isMissing());
        assertTrue(drivers.get(2).toString().startsWith("x1 (+"), drivers.get(2).toString());
        final BufferedDataTable empty = table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE));
        assertEquals(0, explained(empty, null).size(), "an empty table is passed through");
    }

    @Test
    void theViewHasTheHighestScoresWithTheValuesThatAreExpected() throws Exception {
        parameters.m_explanation.m_enabled = true;
        final TestNode node = node();
        final BufferedDataTable scored = (BufferedDataTable)node.run(model, spoilt(), randomNumbers(50, 3, 9))[0];
        final double[] scores = doubles(scored, "Negative log-likelihood");
        final int highest =
            IntStream.range(0, scores.length).reduce(0, (best, row) -> scores[row] > scores[best] ? row : best);
        final String data = node.view().initialData().orElseThrow();
        final String drivers = data.substring(data.indexOf("\"drivers\":[{\"row\""));
        assertTrue(drivers.startsWith("\"drivers\":[{\"row\":\"" + keys(scored).get(highest) + "\",\"score\":" + scores[highest]),
            drivers);
        assertTrue(drivers.matches("(?s).*\\{\"column\":\"x3\",\"nats\":[0-9.E]+,\"expected\":\"-?[0-9.]+\"\\}.*"), drivers);
    }

    @Test
    void numbersOutOfRangeAreRefusedIfTheyMatter() throws Exception {
        parameters.m_explanation.m_enabled = true;
        parameters.m_explanation.m_rows = 0;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 0"));
        parameters.m_explanation.m_method = ExplanationMethod.DIVISION;
        parameters.validate();
    }
}
