package org.elbow.knime.novelty;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.knime.TestNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** What the OOD Scorer says of the columns that scores are due to, if it divides them. */
class ExplanationTest extends ScoringTest {

    private static final List<String> SURPRISES =
        List.of("Surprise of x1", "Surprise of x2", "Surprise of x3", "Surprise of the code");

    @BeforeEach
    void divide() {
        parameters.m_explanation.m_method = ExplanationMethod.DIVISION;
    }

    private BufferedDataTable explained(final BufferedDataTable table, final BufferedDataTable reference) throws Exception {
        parameters.m_likelihoodRegret = false;
        parameters.m_explanation.m_enabled = true;
        return (BufferedDataTable)node().run(model, table, reference)[0];
    }

    @Test
    void surprisesAddUpToTheScoreButForAConstant() throws Exception {
        parameters.m_explanation.m_contributions = true;
        for (final BufferedDataTable reference : Arrays.asList(null, randomNumbers(50, 3, 9))) {
            final BufferedDataTable scored = explained(labelled(), reference);
            final double[] scores = doubles(scored, "Negative log-likelihood");
            final double[] rest = scores.clone();
            for (final String name : SURPRISES) {
                final double[] surprises = doubles(scored, name);
                for (int row = 0; row < rest.length; row++) {
                    rest[row] -= surprises[row];
                }
            }
            for (int row = 1; row < rest.length; row++) {
                assertEquals(rest[0], rest[row], 1e-6 * (1 + Math.abs(scores[row])), "32 bits are kept, row " + row);
            }
        }
    }

    @Test
    void theScoreIsTheSameWithAnExplanation() throws Exception {
        final double[] alone = doubles((BufferedDataTable)node().run(model, labelled(), null)[0], "Negative log-likelihood");
        assertArrayEquals(alone, doubles(explained(labelled(), null), "Negative log-likelihood"), 0);
    }

    @Test
    void whatIsUsualComesFromTheReferenceTableIfThereIsOne() throws Exception {
        parameters.m_explanation.m_contributions = true;
        final BufferedDataTable own = explained(randomNumbers(51, 3, 9), null);
        for (final String name : SURPRISES) {
            final double[] surprises = doubles(own, name);
            Arrays.sort(surprises);
            assertEquals(0, surprises[25], name + ": half of the rows are less surprising");
        }
        final double[] byReference = doubles(explained(labelled(), randomNumbers(51, 3, 9)), "Surprise of x1");
        final double[] byItself = doubles(explained(labelled(), null), "Surprise of x1");
        final double difference = byReference[0] - byItself[0];
        assertTrue(Math.abs(difference) > 1e-3, "other rows, another median");
        assertEquals(difference, byReference[79] - byItself[79], 1e-3, "but the same for all rows");
    }

    @Test
    void theColumnsNamedAreThoseThatContradict() throws Exception {
        parameters.m_explanation.m_columns = 1;
        final List<DataCell> drivers = column(explained(labelled(), randomNumbers(50, 3, 9)), "Driving columns");
        int found = 0;
        for (int row = 60; row < 80; row++) { // x1 and x3 were changed
            final String text = drivers.get(row).toString();
            assertTrue(text.matches("(x[123]|the code) \\(\\+[0-9.]+\\)"), text);
            found += text.startsWith("x1") || text.startsWith("x3") ? 1 : 0;
        }
        assertTrue(found >= 15, "changed columns named first in " + found + " of 20 rows");
        final long silent = drivers.subList(0, 60).stream().filter(cell -> cell.toString().isEmpty()).count();
        assertTrue(silent > 15, "many ordinary rows have nothing to name: " + silent);
    }

    @Test
    void noScoreNeedsToBeTheLikelihood() throws Exception {
        parameters.m_negativeLogLikelihood = false;
        parameters.m_explanation.m_enabled = true;
        final BufferedDataTable scored = (BufferedDataTable)node().run(model, labelled(), null)[0];
        assertFalse(scored.getDataTableSpec().containsName("Negative log-likelihood"));
        assertTrue(scored.getDataTableSpec().containsName("Driving columns"));
        assertFalse(scored.getDataTableSpec().containsName("Surprise of x1"), "only on request");
    }

    @Test
    void rowsThatAreNotScoredAreNotExplained() throws Exception {
        parameters.m_explanation.m_contributions = true;
        final BufferedDataTable scored =
            explained(numbers(new Double[] {1., 2., null}, new Double[] {0.1, 10., 20.}, new Double[] {1e30, 1., 1.}),
                randomNumbers(50, 3, 9));
        assertTrue(column(scored, "Driving columns").get(0).isMissing());
        assertTrue(column(scored, "Surprise of x1").get(0).isMissing());
        assertFalse(column(scored, "Driving columns").get(1).isMissing());
        assertTrue(column(scored, "Driving columns").get(2).toString().contains("x1"), "an extreme value has a name");
        final BufferedDataTable empty = table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE));
        assertEquals(0, explained(empty, null).size(), "an empty table is passed through");
    }

    @Test
    void theViewHasTheHighestScoresWithTheirColumns() throws Exception {
        parameters.m_explanation.m_enabled = true;
        final TestNode node = node();
        final BufferedDataTable scored = (BufferedDataTable)node.run(model, labelled(), randomNumbers(50, 3, 9))[0];
        final double[] scores = doubles(scored, "Negative log-likelihood");
        final double highest = Arrays.stream(scores).max().orElseThrow();
        final String data = node.view().initialData().orElseThrow();
        final String first = data.substring(data.indexOf("\"drivers\":[{\"row\""));
        int row = 0;
        while (scores[row] != highest) {
            row++;
        }
        assertTrue(first.startsWith("\"drivers\":[{\"row\":\"" + keys(scored).get(row) + "\",\"score\":" + highest), first);
        assertTrue(first.contains("{\"column\":\"x1\",\"nats\":"), first);
        assertEquals(12, first.split("\"row\":").length - 1, "a dozen rows");
        final TestNode plain = fresh();
        plain.run(model, labelled(), null);
        assertTrue(plain.view().initialData().orElseThrow().contains("\"drivers\":[]"), "none without explanation");
    }

    @Test
    void numbersOutOfRangeAreRefusedIfTheyMatter() {
        parameters.m_explanation.m_columns = 0;
        assertDoesNotThrow(parameters::validate);
        parameters.m_explanation.m_enabled = true;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("is 0"));
        parameters.m_explanation.m_columns = 3;
        parameters.m_explanation.m_leastContribution = -1;
        assertTrue(assertThrows(InvalidSettingsException.class, parameters::validate).getMessage().contains("-1.0 nats"));
    }
}
