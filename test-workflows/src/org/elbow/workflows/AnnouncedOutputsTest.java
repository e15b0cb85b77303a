package org.elbow.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.stream.Stream;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.headless.RunResult.NodeResult;
import org.elbow.offline.headless.RunResult.State;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/** What the nodes of the test flows, among which all nodes are, announce before anything runs, against what they make. */
class AnnouncedOutputsTest {

    @TestFactory
    Stream<DynamicTest> nodesAnnounceAllTheirOutputsAndMakeWhatTheyAnnounced() {
        return TestFlows.all().keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            final List<NodeResult> nodes =
                Runs.testFlow(name).result().nodes().values().stream().filter(node -> node.state() == State.EXECUTED).toList();
            assertFalse(nodes.isEmpty());
            for (final NodeResult node : nodes) {
                for (int port = 0; port < node.outputs().size(); port++) {
                    final String where = node.label() + ", output " + (port + 1);
                    final PortObjectSpec announced = node.announced().get(port);
                    if (announced == null && node.label().startsWith("VAE Reader")) {
                        continue; // its file was not there yet
                    }
                    assertNotNull(announced, where);
                    assertEquals(described(announced), described(comparable(node.outputs().get(port).getSpec(), announced)), where);
                }
            }
        }));
    }

    /** Names and types of a table's columns; domains are found when rows are written. */
    private static Object described(final PortObjectSpec spec) {
        return spec instanceof DataTableSpec table
            ? table.stream().map(column -> column.getName() + ": " + column.getType()).toList() : spec;
    }

    /** Some things are not known of a model before it is trained. */
    private static PortObjectSpec comparable(final PortObjectSpec made, final PortObjectSpec announced) {
        return announced instanceof VaePortObjectSpec model ? ((VaePortObjectSpec)made).asAnnounced(model) : made;
    }
}
