package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.elbow.offline.headless.RunResult.State;
import org.elbow.offline.headless.demo.DemoNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Running workflows: what the nodes make, and what becomes of them when one fails. */
class RunTest {

    @TempDir
    private Path temporary;

    static void counting(final NodeSettings settings, final int rows) {
        final var model = settings.addNodeSettings("model");
        model.addInt("rows", rows);
        model.addDouble("step", 2);
        model.addString("column", "x");
        model.addBoolean("isNegative", false);
        model.addLong("offset", 0);
        model.addStringArray("labels", "one");
    }

    /** Counting (1) → Averaging (2); both → Centering (3). */
    static DemoWorkflow centering(final Path parent, final int rows) {
        return new DemoWorkflow(parent).node(3, "Centering").node(2, "Averaging")
            .node(1, "Counting", settings -> counting(settings, rows)).connect(1, 1, 2, 1).connect(1, 1, 3, 1)
            .connect(2, 1, 3, 2).save();
    }

    @Test
    void nodesRunInTheOrderOfTheirConnectionsAndHandOnWhatTheyMake() {
        final var workflow = centering(temporary, 3);
        final var result = workflow.run();
        assertEquals(0, result.exitCode(), workflow.said());
        final var table = result.nodes().get(3).table(0);
        final var values = new double[3];
        int i = 0;
        for (final var row : table) {
            values[i++] = ((DoubleValue)row.getCell(0)).getDoubleValue();
        }
        assertArrayEquals(new double[]{-2, 0, 2}, values);
        assertTrue(result.nodes().get(2).warnings().contains("an average hides much"));
    }

    @Test
    void theUserReadsStatesSummariesAndWarnings() {
        final var workflow = centering(temporary, 3);
        workflow.run();
        final var said = workflow.said();
        assertTrue(said.contains("Workflow demo flow, 3 nodes"), said);
        assertTrue(said.contains("Counting (#1): executed in "), said);
        assertTrue(said.contains("Mean: mean of x = 2.0"), said);
        assertTrue(said.contains("warning: an average hides much"), said);
    }

    @Test
    void smallTablesAtTheEndAreShown() {
        final var workflow = centering(temporary, 3);
        workflow.run();
        assertTrue(workflow.said().contains("Centering (#3), Centered/all:" + System.lineSeparator() + "Row ID     x"
            + System.lineSeparator() + "Row0    -2.0"), workflow.said());
        assertFalse(workflow.said().contains("Counting (#1), Numbers:"), "a table that another node takes is not shown");
    }

    @Test
    void smallTablesAreShownAlsoWhereResultsAreWritten() {
        final var workflow = centering(temporary, 3);
        HeadlessRunner.run(workflow.options().withOutput(temporary.resolve("out")));
        final var said = workflow.said();
        assertTrue(said.contains("Centering (#3), Centered/all:"), said);
        assertTrue(said.indexOf("Row0    -2.0") < said.indexOf("Results: "), said);
    }

    @Test
    void largeTablesAreNotShown() {
        final var workflow = centering(temporary, 21);
        workflow.run();
        assertFalse(workflow.said().contains("Row ID"), workflow.said());
    }

    @Test
    void aFailureKeepsWhatFollowsFromRunningButNothingElse() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting", settings -> counting(settings, 0))
            .node(2, "Averaging").node(3, "Centering").node(4, "Secretive").connect(1, 1, 2, 1).connect(1, 1, 3, 1)
            .connect(2, 1, 3, 2).connect(1, 1, 4, 1).save();
        final var result = workflow.run();
        assertEquals(1, result.exitCode());
        assertEquals(State.EXECUTED, result.nodes().get(1).state());
        assertEquals(State.FAILED, result.nodes().get(2).state());
        assertEquals("The table has no rows to average.", result.nodes().get(2).error().orElseThrow());
        assertEquals(State.NOT_EXECUTED, result.nodes().get(3).state());
        assertEquals(State.EXECUTED, result.nodes().get(4).state());
        assertTrue(workflow.said().contains("Centering (#3): not executed, since Averaging (#2) was not"),
            workflow.said());
        assertTrue(workflow.said().stripTrailing().endsWith("error: failed: Averaging (#2); not executed therefore: 1 node."),
            workflow.said());
    }

    @Test
    void aProgramsFailureIsOneLineWithItsKind() {
        final var workflow =
            new DemoWorkflow(temporary).node(1, "Counting").node(2, "Broken").connect(1, 1, 2, 1).save();
        final var result = workflow.run();
        assertEquals(1, result.exitCode());
        assertEquals("ArithmeticException: divided by zero", result.nodes().get(2).error().orElseThrow());
        assertTrue(result.nodes().get(2).cause().orElseThrow() instanceof ArithmeticException);
        assertFalse(workflow.said().contains("\tat "), workflow.said());
    }

    @Test
    void whatIsMadeMustBeWhatWasAnnounced() {
        final var workflow =
            new DemoWorkflow(temporary).node(1, "Counting").node(2, "Lying").connect(1, 1, 2, 1).save();
        final var result = workflow.run();
        assertEquals(State.FAILED, result.nodes().get(2).state());
        final var error = result.nodes().get(2).error().orElseThrow();
        assertTrue(error.contains("promised (") && error.contains("x ("), error);
    }

    @Test
    void aNodeThatAnnouncesNothingLetsWhatFollowsBeConfiguredLater() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting").node(2, "Secretive").node(3, "Averaging")
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        final var result = workflow.run();
        assertEquals(0, result.exitCode(), workflow.said());
        assertNull(result.nodes().get(2).announced().get(0));
    }

    @Test
    void aFaultyConfigurationIsSaidBeforeAnythingRuns() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting")
            .node(2, "Averaging", settings -> settings.addNodeSettings("model").addString("column", "z"))
            .connect(1, 1, 2, 1).save();
        final var result = workflow.run();
        assertEquals("It cannot be configured: There is no column \"z\".", result.nodes().get(2).error().orElseThrow());
        assertTrue(workflow.said().indexOf("There is no column") < workflow.said().indexOf("Counting (#1): executed"),
            workflow.said());
    }

    @Test
    void settingsThatTheNodeRefusesFailIt() {
        final var workflow =
            new DemoWorkflow(temporary).node(1, "Counting", settings -> counting(settings, -4)).save();
        assertEquals("The settings cannot be used: The number of rows is -4 but must not be negative.",
            workflow.run().nodes().get(1).error().orElseThrow());
    }

    @Test
    void aNodeThatWasNeverSetUpHasItsDefaults() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting").save();
        assertEquals(3, workflow.run().nodes().get(1).table(0).size());
    }

    @Test
    void otherTestingNodesOfKnimesArePassedOver() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting")
            .nodeOf(2, "Disturber", "org.knime.testing.node.disturber.DisturberNodeFactory", settings -> { })
            .connect(1, 1, 2, 1).save();
        final var result = workflow.run();
        assertEquals(0, result.exitCode(), workflow.said());
        assertEquals(State.PASSED_OVER, result.nodes().get(2).state());
        assertTrue(workflow.said().contains("Disturber (#2): a testing node of KNIME's, passed over"), workflow.said());
    }

    @Test
    void connectionsOfVariablesOnlyOrderTheNodes() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting").node(2, "Mixing").connect(2, 0, 1, 0).save();
        workflow.run();
        assertTrue(workflow.said().indexOf("Mixing (#2): executed") < workflow.said().indexOf("Counting (#1): executed"),
            workflow.said());
    }

    @Test
    void cancellingStopsTheNodeAndWritesNothing() throws InterruptedException {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting").node(2, "Waiting").node(3, "Averaging")
            .connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        DemoNodes.started = new CountDownLatch(1);
        final var out = temporary.resolve("out");
        final var runner = new HeadlessRunner(workflow.options().withOutput(out));
        final var result = new AtomicReference<RunResult>();
        final var run = new Thread(() -> result.set(runner.run()));
        run.start();
        DemoNodes.started.await();
        runner.cancel();
        run.join();
        assertEquals(1, result.get().exitCode());
        assertEquals("cancelled", result.get().nodes().get(2).error().orElseThrow());
        assertEquals(State.NOT_EXECUTED, result.get().nodes().get(3).state());
        assertTrue(workflow.said().contains("Waiting (#2): cancelled"), workflow.said());
        assertEquals(List.of("demo flow"), WriteTest.names(temporary), "nothing but the workflow is left");
    }

    @Test
    void savingTheSettingsLosesNothing() throws WorkflowException {
        assertEquals(List.of(), SettingsRoundTrip.differences(centering(temporary, 3).options()));
    }

    @Test
    void savingTellsOfSettingsThatTheNodeDoesNotKnow() throws WorkflowException {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting", settings -> {
            counting(settings, 3);
            try {
                settings.getNodeSettings("model").addString("speed", "high");
            } catch (final InvalidSettingsException ex) {
                throw new AssertionError(ex);
            }
        }).save();
        final var differences = SettingsRoundTrip.differences(workflow.options());
        assertEquals(1, differences.size(), differences.toString());
        assertTrue(differences.get(0).contains("speed: xstring high became nothing"), differences.get(0));
    }
}
