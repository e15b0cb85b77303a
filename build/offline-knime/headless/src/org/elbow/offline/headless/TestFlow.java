package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.elbow.offline.headless.RunResult.State;
import org.elbow.offline.headless.Workflow.Connection;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/**
 * Does what KNIME's test-flow runner does with the testing nodes of a workflow: holds what its Testflow Configuration expects
 * against what the nodes did, and compares the tables of each Table Difference Checker.
 */
final class TestFlow {

    static final String CONFIGURATION = "org.knime.testing.node.config.TestConfigNodeFactory";

    static final String CHECKER = "org.knime.testing.internal.nodes.differ.DifferenceCheckerNodeFactory";

    private final Workflow workflow;

    private final Graph graph;

    private final List<String> failures = new ArrayList<>();

    private TestFlow(final Workflow workflow, final Graph graph) {
        this.workflow = workflow;
        this.graph = graph;
    }

    /** Whether a node is one of those that this class stands in for. */
    static boolean knows(final Workflow.Node node) {
        return node.factory().equals(CONFIGURATION) || node.factory().equals(CHECKER);
    }

    /** Whether a workflow says what it expects, or compares tables. */
    static boolean is(final Workflow workflow) {
        return workflow.nodes().values().stream().anyMatch(TestFlow::knows);
    }

    /**
     * @param graph the nodes, after they ran
     * @return what is not as expected, one line each; empty if all is well
     */
    static List<String> failures(final Workflow workflow, final Graph graph) {
        final var flow = new TestFlow(workflow, graph);
        boolean configured = false;
        for (final var node : workflow.nodes().values()) {
            if (node.factory().equals(CONFIGURATION)) {
                flow.compare(node);
                configured = true;
            }
        }
        if (!configured) {
            flow.requireAllExecuted();
        }
        workflow.nodes().values().stream().filter(node -> node.factory().equals(CHECKER)).forEach(flow::compareTables);
        return flow.failures;
    }

    private void requireAllExecuted() {
        graph.inOrder().stream().filter(node -> !node.isPassedOver() && node.state != State.EXECUTED)
            .forEach(node -> failures.add(node.entry.label() + " is not executed."));
    }

    private void compare(final Workflow.Node configuration) {
        final Expectations expected;
        try {
            expected = configuration.model() == null ? Expectations.NONE : Expectations.of(configuration.model());
        } catch (final InvalidSettingsException e) {
            failures.add("The settings of " + configuration.label() + " cannot be read: " + WorkflowException.reason(e));
            return;
        }
        for (final var node : graph.inOrder()) {
            if (!node.isPassedOver()) {
                compareState(node, expected.failing().contains(node.entry.id()));
                compareMessages(node.entry.label(), "warning", expected.warnings().get(node.entry.id()), node.warnings);
                compareMessages(node.entry.label(), "error", expected.errors().get(node.entry.id()),
                    node.error == null ? List.of() : List.of(node.error));
            }
        }
    }

    private void compareState(final GraphNode node, final boolean mustFail) {
        if (mustFail && node.state == State.EXECUTED) {
            failures.add(node.entry.label() + " is executed, but should have failed.");
        } else if (!mustFail && node.state != State.EXECUTED) {
            failures.add(node.entry.label() + " is not executed.");
        }
    }

    private void compareMessages(final String label, final String kind, final String expected, final List<String> found) {
        if (expected != null && found.isEmpty()) {
            failures.add(label + " should have given the " + kind + " \"" + expected + "\".");
        }
        for (final String message : found) {
            if (expected == null) {
                failures.add(label + " gave the unexpected " + kind + " \"" + message + "\".");
            } else if (!pattern(expected).matcher(message).matches()) {
                failures.add(label + " gave the " + kind + " \"" + message + "\" instead of \"" + expected + "\".");
            }
        }
    }

    private static Pattern pattern(final String message) {
        final StringBuilder pattern = new StringBuilder();
        boolean literal = true;
        for (final String part : message.split(Expectations.REGEX, -1)) {
            pattern.append(literal ? Pattern.quote(part) : part);
            literal = !literal;
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    // ---------------------------------------------------------------- tables

    private void compareTables(final Workflow.Node checker) {
        try {
            final var rules = CheckerSettings.of(checker.model());
            final var test = input(checker, 1);
            final var reference = input(checker, 2);
            if (test == null || reference == null) {
                failures.add(checker.label() + " has nothing to compare: the nodes before it made no tables.");
                return;
            }
            TableComparison.difference(test, reference, rules)
                .ifPresent(difference -> failures.add(checker.label() + ": " + difference));
        } catch (final InvalidSettingsException e) {
            failures.add("The settings of " + checker.label() + " cannot be used: " + WorkflowException.reason(e));
        }
    }

    private BufferedDataTable input(final Workflow.Node checker, final int port) {
        for (final Connection connection : workflow.connections()) {
            if (connection.target() == checker.id() && connection.targetPort() == port) {
                final PortObject[] outputs = graph.get(connection.source()).outputs;
                return outputs != null && outputs[connection.sourcePort() - 1] instanceof BufferedDataTable table ? table : null;
            }
        }
        return null;
    }
}
