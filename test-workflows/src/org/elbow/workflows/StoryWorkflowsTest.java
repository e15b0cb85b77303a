package org.elbow.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.headless.RunResult;
import org.elbow.offline.headless.RunResult.NodeResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;

/** The workflows that tell a story, run inside OSGi as a user's KNIME would run them. */
class StoryWorkflowsTest {

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private static double number(final BufferedDataTable table, final String row, final String column) {
        for (final DataRow found : table) {
            if (found.getKey().getString().equals(row)) {
                final DataCell cell = found.getCell(table.getDataTableSpec().findColumnIndex(column));
                return ((DoubleValue)cell).getDoubleValue();
            }
        }
        throw new AssertionError("no row " + row);
    }

    @Test
    void noveltyDetectionFindsTheRowsOfAnotherKind() throws Exception {
        final Path out = temporary.resolve("out");
        final RunResult result = Runs.asInKnime(Runs.options("novelty-detection", console).withOutput(out));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        final NodeResult scorer = result.nodes().get(10);
        final BufferedDataTable summary = scorer.table(1);
        assertTrue(number(summary, "Likelihood regret", "ROC-AUC") > 0.95, "regret");
        assertTrue(number(summary, "Negative log-likelihood", "ROC-AUC") > 0.95, "likelihood");
        assertTrue(number(summary, "Likelihood regret (encoder)", "ROC-AUC") > 0.95, "regret of the encoder");
        assertTrue(number(summary, "Likelihood ratio", "ROC-AUC") > 0.9, "ratio to the background");
        assertEquals(5, summary.size(), "with input complexity");
        final BufferedDataTable scored = scorer.table(0);
        assertEquals(1000, scored.size());
        int flaggedOrdinary = 0;
        int flaggedNovel = 0;
        final int origin = scored.getDataTableSpec().findColumnIndex("origin");
        final int flag = scored.getDataTableSpec().findColumnIndex("Likelihood regret novel");
        for (final DataRow row : scored) {
            final boolean flagged = ((BooleanValue)row.getCell(flag)).getBooleanValue();
            if (row.getCell(origin).toString().equals("novel")) {
                flaggedNovel += flagged ? 1 : 0;
            } else {
                flaggedOrdinary += flagged ? 1 : 0;
            }
        }
        assertTrue(flaggedNovel > 450, "of 500 novel rows flagged: " + flaggedNovel);
        assertTrue(flaggedOrdinary < 75, "of 500 ordinary rows flagged: " + flaggedOrdinary);
        for (final NodeResult node : result.nodes().values()) {
            for (int port = 0; port < node.outputs().size(); port++) {
                assertAnnounced(node.announced().get(port), node.outputs().get(port).getSpec(), node.label());
            }
        }
        try (Stream<Path> files = Files.walk(out)) {
            final List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertTrue(names.stream().anyMatch(name -> name.endsWith(".csv")), "tables: " + names);
            assertTrue(names.stream().anyMatch(name -> name.endsWith(".png")), "images: " + names);
            assertTrue(names.stream().anyMatch(name -> name.endsWith(".html")), "views: " + names);
        }
    }

    @Test
    void theHamiltonianBoundIsTighterThanTheElbo() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("hvae-tighter-bound", console));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        final BufferedDataTable plain = result.nodes().get(7).table(2);
        final BufferedDataTable hamiltonian = result.nodes().get(8).table(2);
        assertEquals(300, number(hamiltonian, "Hamiltonian", "Rows"));
        final double gain = number(hamiltonian, "Hamiltonian", "Gain in bound");
        assertTrue(gain > 5 * number(hamiltonian, "Hamiltonian", "Standard error of gain in bound"), "by the dynamics: " + gain);
        final double bound = number(hamiltonian, "Hamiltonian", "Mean bound");
        assertTrue(bound > number(plain, "Encoder", "Mean bound"), "by the training: " + bound);
        assertTrue(bound < -number(hamiltonian, "Hamiltonian", "Mean NLL"), "and below the likelihood");
        for (final NodeResult node : result.nodes().values()) {
            for (int port = 0; port < node.outputs().size(); port++) {
                assertAnnounced(node.announced().get(port), node.outputs().get(port).getSpec(), node.label());
            }
        }
    }

    @Test
    void foreignImagesAmongTheTrainingRowsAreTheMostSuspicious() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("clean-the-data", console));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        final BufferedDataTable summary = result.nodes().get(6).table(2);
        assertEquals(40, number(summary, "Self-influence", "Rows to be found"));
        assertTrue(number(summary, "Self-influence", "ROC-AUC") > 0.95, "by self-influence");
        assertTrue(number(summary, "Self-influence", "Share found among as many") > 0.5, "among the first 40");
        assertEquals(2_040, result.nodes().get(6).table(1).size());
    }

    @Test
    void eachRowToBeExplainedHasProponentsAndOpponents() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("why-this-row", console));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        final BufferedDataTable ranking = result.nodes().get(7).table(0);
        final Set<String> explained = new HashSet<>();
        int proponents = 0;
        for (final DataRow row : ranking) {
            explained.add(row.getCell(0).toString());
            proponents += row.getCell(1).toString().equals("proponent") ? 1 : 0;
        }
        assertEquals(8, explained.size());
        assertEquals(8 * 5, proponents);
    }

    @Test
    void threeDotsAreDisentangledLocallyRatherThanGlobally() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("disentangle-three-dots", console));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        for (final int metric : List.of(5, 6)) {
            final BufferedDataTable scores = result.nodes().get(metric).table(0);
            final double local = number(scores, "Local modularity", "Value");
            final double global = number(scores, "Modularity", "Value");
            assertTrue(local > 2 * global, "modularity " + local + " locally, " + global + " globally");
            assertTrue(number(scores, "Local MIG", "Value") > 2 * number(scores, "MIG", "Value"), "gap");
        }
        final double plain = meanNorm(result.nodes().get(9).table(0));
        final double penalised = meanNorm(result.nodes().get(10).table(0));
        assertTrue(penalised < 0.8 * plain, "L1 norm of the Jacobian: " + penalised + " with penalty, " + plain + " without");
    }

    private static double meanNorm(final BufferedDataTable jacobian) {
        double sum = 0;
        for (final DataRow row : jacobian) {
            sum += ((DoubleValue)row.getCell(jacobian.getDataTableSpec().findColumnIndex("L1 norm"))).getDoubleValue();
        }
        return sum / jacobian.size();
    }

    @Test
    void irregularOrdersAreFoundAndTheColumnsThatWereChangedAreNamed() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("audit-a-table", console));
        assertEquals(0, result.exitCode(), console.toString(StandardCharsets.UTF_8));
        final NodeResult scorer = result.nodes().get(8);
        final double auc = number(scorer.table(1), "Negative log-likelihood", "ROC-AUC");
        assertTrue(auc > 0.82, "by the likelihood: " + auc); // 0.88 when this was written; 0.64 by the largest z-score
        final BufferedDataTable scored = scorer.table(0);
        final DataTableSpec spec = scored.getDataTableSpec();
        final Map<String, Integer> rows = new HashMap<>();
        final Map<String, Integer> first = new HashMap<>();
        for (final DataRow row : scored) {
            final String kind = row.getCell(spec.findColumnIndex("irregularity")).toString();
            final String driver = row.getCell(spec.findColumnIndex("Driving columns")).toString().replaceFirst(" \\(.*", "");
            final List<String> changed = List.of(row.getCell(spec.findColumnIndex("changed columns")).toString().split(", "));
            rows.merge(kind, 1, Integer::sum);
            first.merge(kind, changed.contains(driver) ? 1 : 0, Integer::sum);
        }
        final int combinations = rows.get("combination");
        final int extremes = rows.get("extreme");
        assertTrue(combinations > 120 && extremes > 30, combinations + " unusual combinations, " + extremes + " extreme values");
        final String named = "Rows in which a changed column is named first: " + first;
        // of 13 columns one or two were changed, so that chance finds one in 10 % of the rows; 73 % when this was written
        assertTrue(first.get("combination") > 0.62 * combinations, named + " of " + combinations + " combinations");
        // of 13 columns one was changed, so that chance finds it in 8 % of the rows; 100 % when this was written
        assertTrue(first.get("extreme") > 0.9 * extremes, named + " of " + extremes + " extremes");
    }

    /** A table's domains, and what training tells of a model, are only known afterwards; everything else is as announced. */
    private static void assertAnnounced(final PortObjectSpec announced, final PortObjectSpec found, final String node) {
        if (found instanceof DataTableSpec table) {
            assertTrue(table.equalStructure((DataTableSpec)announced), node + ": " + announced + " became " + found);
        } else {
            assertEquals(announced,
                found instanceof VaePortObjectSpec model ? model.asAnnounced((VaePortObjectSpec)announced) : found, node);
        }
    }

    @Test
    void aFileThatIsMissingIsNamedBeforeAnythingIsTrained() throws Exception {
        final RunResult result = Runs.asInKnime(Runs.options("novelty-detection", console)
            .withVariables(Map.of("train", temporary.resolve("no-such-file.gz").toString())));
        assertEquals(1, result.exitCode());
        final Optional<String> error = result.nodes().get(2).error();
        assertTrue(error.orElse("").contains("no-such-file.gz"), console.toString(StandardCharsets.UTF_8));
        assertTrue(result.nodes().get(3).outputs().isEmpty(), "the learner did not run");
    }
}
