package org.elbow.knime.hamiltonian;

import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.table;
import static org.elbow.knime.hamiltonian.HvaeSamplerNodeTest.number;
import static org.elbow.knime.hamiltonian.HvaeSamplerNodeTest.output;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.hamiltonian.HamiltonianOptions;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

class HvaeSamplerViewTest {

    private static VaePortObject hamiltonian;

    private final HvaeSamplerParameters parameters = new HvaeSamplerParameters();

    @BeforeAll
    static void train() {
        TestNode.registerPortTypes();
        hamiltonian = HvaeSamplerNodeTest.model(HamiltonianBound.objective(HamiltonianOptions.defaults()));
    }

    @Test
    void theViewCountsEveryRowOnceInEachMeasure() throws Exception {
        parameters.m_markovChains = true;
        parameters.m_draws = 10;
        final TestNode node = new TestNode(new HvaeSamplerNodeFactory()).with(parameters);
        final PortObject[] outputs = node.run(hamiltonian, randomNumbers(40, 3, 7));
        final String data = node.view().initialData().orElseThrow();
        for (final String measure : List.of("Gain in bound", "Gain over IWAE", "Acceptance rate")) {
            assertEquals(40, rowsOf(data, measure), measure);
        }
        final BufferedDataTable summary = output(outputs, 2);
        for (final String gain : List.of("Gain in bound", "Gain over IWAE")) {
            final double shown = Double.parseDouble(after(data, "\"name\":\"" + gain + "\",\"unit\":\"nats\",\"mean\":"));
            assertEquals(number(summary, "Hamiltonian", gain), shown, 1e-9, gain);
        }
        assertEquals(number(summary, "Encoder", "Mean bound"),
            Double.parseDouble(after(data.substring(data.indexOf("\"name\":\"Encoder\"")), "\"bound\":")), 0);
    }

    @Test
    void theViewOfAnEmptyTableHasNoMeasures() throws Exception {
        final TestNode node = new TestNode(new HvaeSamplerNodeFactory()).with(parameters);
        node.run(hamiltonian, table(randomNumbers(1, 3, 7).getDataTableSpec()));
        assertTrue(node.view().initialData().orElseThrow().contains("\"measures\":[]"));
    }

    /** The sum of the counts of a measure's bars. */
    private static int rowsOf(final String json, final String measure) {
        final String counts = json.substring(json.indexOf("\"name\":\"" + measure + "\""));
        final int from = counts.indexOf("\"counts\":[") + "\"counts\":[".length();
        return Arrays.stream(counts.substring(from, counts.indexOf(']', from)).split(",")).mapToInt(Integer::parseInt).sum();
    }

    /** The number that follows a text. */
    private static String after(final String json, final String text) {
        assertTrue(json.contains(text), json);
        return json.substring(json.indexOf(text) + text.length()).split("[,}]", 2)[0];
    }
}
