package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** Workflow variables, and the settings that they override. */
class VariablesTest {

    @TempDir
    private Path temporary;

    private DemoWorkflow workflow;

    @BeforeEach
    void start() {
        workflow = new DemoWorkflow(temporary);
        workflow.variable("rows", "INTEGER").addInt("value", 2);
        workflow.variable("step", "DOUBLE").addDouble("value", 0.5);
        workflow.variable("name", "STRING").addString("value", "from variable");
        workflow.variable("minus", "BOOLEAN").addBoolean("value", true);
        workflow.variable("far", "LONG").addLong("value", 1L << 40);
    }

    /** The settings of a counting node, of which some are overridden: key, variable, key, variable … */
    private DemoWorkflow counting(final String... overrides) {
        return workflow.node(1, "Counting", settings -> {
            RunTest.counting(settings, 3);
            final var variables = settings.addNodeSettings("variables");
            variables.addString("version", "V_2019_09_13");
            final var tree = variables.addNodeSettings("tree");
            for (int i = 0; i < overrides.length; i += 2) {
                override(tree, overrides[i], overrides[i + 1]);
            }
        }).save();
    }

    private static void override(final NodeSettingsWO tree, final String key, final String variable) {
        final var entry = tree.addNodeSettings(key);
        entry.addString("used_variable", variable);
        entry.addString("exposed_variable", null);
    }

    private RunResult run(final Map<String, String> variables) {
        return HeadlessRunner.run(workflow.options().withVariables(variables));
    }

    private static double value(final RunResult result, final int row) {
        int i = 0;
        for (final var each : result.nodes().get(1).table(0)) {
            if (i++ == row) {
                return ((DoubleValue)each.getCell(0)).getDoubleValue();
            }
        }
        throw new AssertionError("no row " + row);
    }

    @Test
    void variablesOverrideSettingsOfTheirType() {
        counting("rows", "rows", "step", "step", "column", "name", "isNegative", "minus", "offset", "far");
        final var result = workflow.run();
        assertEquals(0, result.exitCode(), workflow.said());
        final var table = result.nodes().get(1).table(0);
        assertEquals(2, table.size());
        assertEquals("from variable", table.getDataTableSpec().getColumnSpec(0).getName());
        assertEquals(-(1L << 40) - 0.5, value(result, 1));
    }

    @Test
    void wholeNumbersWidenAndAnythingBecomesText() {
        counting("step", "rows", "offset", "rows", "column", "minus");
        final var result = workflow.run();
        assertEquals(0, result.exitCode(), workflow.said());
        assertEquals(4, value(result, 1));
        assertEquals("true", result.nodes().get(1).table(0).getDataTableSpec().getColumnSpec(0).getName());
    }

    @Test
    void anArrayIsReplacedByItsOnlyElement() {
        counting("labels", "name");
        assertEquals(0, workflow.run().exitCode(), workflow.said());
    }

    @Test
    void theOldFormatHasTheTreeAtTheTop() {
        workflow.node(1, "Counting", settings -> {
            RunTest.counting(settings, 3);
            override(settings.addNodeSettings("variables"), "rows", "rows");
        }).save();
        assertEquals(2, workflow.run().nodes().get(1).table(0).size());
    }

    @Test
    void theCommandLineSetsVariables() {
        counting("rows", "rows", "step", "step");
        final var result = run(Map.of("rows", " 5", "step", "1e-3"));
        assertEquals(5, result.nodes().get(1).table(0).size());
        assertEquals(1e-3, value(result, 1));
    }

    @Test
    void anUnknownVariableIsRefusedWithThoseThatThereAre() {
        counting();
        assertEquals("The workflow has no variable \"row\"; it has far, minus, name, rows, step.",
            run(Map.of("row", "5")).refusal().orElseThrow());
    }

    @Test
    void aValueThatIsNotOfTheVariablesTypeIsRefused() {
        counting();
        for (final var wrong : Map.of("rows", "2.5", "step", "much", "minus", "yes", "far", "").entrySet()) {
            final var refusal = run(Map.of(wrong.getKey(), wrong.getValue())).refusal().orElseThrow();
            assertTrue(refusal.contains('"' + wrong.getKey() + '"') && refusal.contains('"' + wrong.getValue() + '"'),
                refusal);
        }
    }

    @Test
    void aVariableOfAnUnknownTypeIsRefused() {
        workflow.variable("secret", "CREDENTIALS").addString("value", "");
        counting();
        final var refusal = workflow.run().refusal().orElseThrow();
        assertTrue(refusal.contains("secret") && refusal.contains("CREDENTIALS"), refusal);
    }

    @Test
    void aVariableThatDoesNotFitTheSettingFailsTheNode() {
        counting("rows", "step");
        final var error = workflow.run().nodes().get(1).error().orElseThrow();
        assertTrue(error.contains("\"rows\"") && error.contains("\"step\"") && error.contains("DOUBLE"), error);
    }

    @Test
    void aVariableOrSettingThatIsNotThereFailsTheNode() {
        counting("rows", "lines");
        assertTrue(workflow.run().nodes().get(1).error().orElseThrow().contains("\"lines\""), workflow.said());
        counting("lines", "rows");
        assertTrue(workflow.run().nodes().get(1).error().orElseThrow().contains("\"lines\""), workflow.said());
    }

    @Test
    void theSavedSettingsAreNotChangedByOverriding() throws Exception {
        counting("rows", "rows");
        workflow.run();
        try (var in = Files.newInputStream(workflow.settingsFile(1, "Counting"))) {
            assertEquals(3, ((NodeSettings)NodeSettings.loadFromXML(in)).getNodeSettings("model").getInt("rows"));
        }
    }
}
