package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.elbow.offline.headless.demo.DemoNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** What test flows expect of their nodes, held against what these do. */
class TestFlowTest {

    private static final String HIDDEN = "an average hides much"; // what the averaging node warns of

    @TempDir
    private Path temporary;

    private DemoWorkflow workflow;

    @BeforeEach
    void create() {
        workflow = new DemoWorkflow(temporary);
    }

    private void expecting(final Expectations expectations) {
        workflow.nodeOf(9, "Testflow Configuration", TestFlow.CONFIGURATION,
            settings -> settings.addNodeSettings(expectations.toModel()));
    }

    private TestFlowTest counting(final int id, final int rows, final double step, final long offset) {
        workflow.node(id, "Counting", settings -> {
            final var model = new NodeSettings("model");
            model.addInt("rows", rows);
            model.addDouble("step", step);
            model.addString("column", "x");
            model.addBoolean("isNegative", false);
            model.addLong("offset", offset);
            model.addStringArray("labels");
            settings.addNodeSettings(model);
        });
        return this;
    }

    private void comparing(final int test, final int reference) {
        workflow.nodeOf(8, "Table Difference Checker", TestFlow.CHECKER, settings -> { }).connect(test, 1, 8, 1)
            .connect(reference, 1, 8, 2);
    }

    private void assertFailures(final String... parts) {
        final var result = workflow.save().run();
        final List<String> failures = result.testFailures().orElseThrow();
        assertEquals(parts.length, failures.size(), failures.toString());
        for (int i = 0; i < parts.length; i++) {
            assertTrue(failures.get(i).contains(parts[i]), failures.get(i));
        }
        assertEquals(parts.length == 0 ? 0 : 1, result.exitCode());
        assertEquals(parts.length == 0, workflow.said().contains("Test flow: all as expected."), workflow.said());
    }

    @Test
    void aWorkflowWithoutTestingNodesIsNoTestFlow() {
        assertEquals(Optional.empty(), workflow.node(1, "Counting").save().run().testFailures());
    }

    @Test
    void aWarningThatIsExpectedIsRequired() {
        workflow.node(1, "Counting").node(2, "Averaging").connect(1, 1, 2, 1);
        expecting(Expectations.NONE.andWarning(2, HIDDEN).andWarning(1, "none such"));
        assertFailures("Counting (#1) should have given the warning \"none such\"");
    }

    @Test
    void aWarningThatIsNotExpectedFails() {
        workflow.node(1, "Counting").node(2, "Averaging").connect(1, 1, 2, 1);
        expecting(Expectations.NONE);
        assertFailures("Averaging (#2) gave the unexpected warning \"" + HIDDEN + "\"");
    }

    @Test
    void messagesMatchAsAWholeAndMayHoldRegularExpressions() {
        workflow.node(1, "Counting").node(2, "Averaging").node(3, "Averaging").connect(1, 1, 2, 1).connect(1, 1, 3, 1);
        expecting(Expectations.NONE.andWarning(2, "an _!_[a-z]+_!_ hides _!_.*_!_").andWarning(3, "an average"));
        assertFailures("Averaging (#3) gave the warning");
    }

    @Test
    void aNodeThatHasToFailMayNotBeExecuted() {
        workflow.node(1, "Counting");
        expecting(Expectations.NONE.andError(1, "no"));
        assertFailures("Counting (#1) is executed", "should have given the error \"no\"");
    }

    @Test
    void aNodeThatFailsAsExpectedIsFine() {
        workflow.node(1, "Counting").node(2, "Broken").connect(1, 1, 2, 1);
        expecting(Expectations.NONE.andError(2, "_!_.+_!_"));
        assertFailures();
    }

    @Test
    void aNodeThatFailsUnexpectedlyFails() {
        workflow.node(1, "Counting").node(2, "Broken").connect(1, 1, 2, 1);
        expecting(Expectations.NONE);
        assertFailures("Broken (#2) is not executed", "Broken (#2) gave the unexpected error");
    }

    @Test
    void equalTablesAreTheSame() {
        workflow.node(1, "Counting").node(2, "Counting");
        comparing(1, 2);
        assertFailures();
    }

    @Test
    void tablesWithOtherColumnsDiffer() {
        workflow.node(1, "Counting").node(2, "Mixing");
        comparing(1, 2);
        assertFailures("Table Difference Checker (#8): there are 1 columns instead of 6");
    }

    @Test
    void tablesWithOtherBoundsDiffer() {
        counting(1, 3, 1, 0).counting(2, 3, 2, 0).comparing(1, 2);
        assertFailures("Table Difference Checker (#8): the column \"x\" has other bounds");
    }

    @Test
    void tablesWithFewerRowsDiffer() {
        counting(1, 2, 2, 0).counting(2, 3, 1, 0).comparing(1, 2);
        assertFailures("Table Difference Checker (#8): there are 2 rows instead of 3");
    }

    @Test
    void tablesWithOtherCellsDiffer() {
        counting(1, 3, -1, 2).counting(2, 3, 1, 0).comparing(1, 2);
        assertFailures("Table Difference Checker (#8): row Row0, column \"x\": 2.0 instead of 0.0");
    }

    @Test
    void aCheckerThatIsNotKnownIsRefused() {
        counting(1, 3, 1, 0);
        workflow.nodeOf(8, "Table Difference Checker", TestFlow.CHECKER, settings -> {
            final var model = new NodeSettings("model");
            model.addNodeSettings("columnConfig_x").addString("checkerFactory", "NearlyEqual");
            settings.addNodeSettings(model);
        }).connect(1, 1, 8, 1).connect(1, 1, 8, 2);
        assertFailures("compares for equality only");
    }

    @Test
    void tablesThatWereNotMadeCannotBeCompared() {
        workflow.node(1, "Counting").node(2, "Broken").connect(1, 1, 2, 1);
        comparing(2, 1);
        assertFailures("Broken (#2) is not executed", "Table Difference Checker (#8) has nothing to compare");
    }

    @Test
    void expectationsSurviveBeingSaved() throws Exception {
        final var expectations = Expectations.NONE.andWarning(3, "careful").andError(4, "no").andError(2, "never");
        assertEquals(expectations, Expectations.of(expectations.toModel()));
        assertEquals(Map.of(4, "no", 2, "never"), expectations.errors());
    }

    @Test
    void settingsThatANodeDoesNotHaveAreNotWritten() {
        for (final var key : List.of("row", "row/first")) {
            final var writer =
                new WorkflowWriter().node(1, DemoNodes.class.getName() + "$Counting", "", 0, 0, Map.of(key, 1), Map.of());
            final var refusal = assertThrows(InvalidSettingsException.class, () -> writer
                .write(temporary.resolve("flow"), DemoNodes.class.getClassLoader(), DemoNodes.class.getResource("plugin.xml")));
            assertTrue(refusal.getMessage().contains("no setting \"row\""), refusal.getMessage());
        }
    }

    @Test
    void dataLieInTheWorkflowWhereNodesFindThem() throws Exception {
        final var folder = temporary.resolve("flow");
        new WorkflowWriter().data("rows.csv", new byte[]{'1', ',', '2'}).write(folder, DemoNodes.class.getClassLoader());
        assertEquals("1,2", Files.readString(folder.resolve("data/rows.csv")));
    }
}
