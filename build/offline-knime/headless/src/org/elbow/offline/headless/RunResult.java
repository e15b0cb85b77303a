package org.elbow.offline.headless;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/**
 * How a run ended.
 *
 * @param refusal why the workflow was not run at all, empty if it was
 * @param nodes how each node ended, by its id
 * @param testFailures what was not as a test flow expects it, none if all was; empty if the workflow is no test flow
 */
public record RunResult(Optional<String> refusal, Map<Integer, NodeResult> nodes, Optional<List<String>> testFailures) {

    /** How a node ended. */
    public enum State {
            /** It did what it should. */
            EXECUTED,
            /** It failed, and said why. */
            FAILED,
            /** It did not run, since a node before it failed, or since the run was cancelled. */
            NOT_EXECUTED,
            /** It is one of KNIME's own nodes for tests, which this runner does not run. */
            PASSED_OVER
    }

    /**
     * How a node ended.
     *
     * @param label the node as people find it in the workflow
     * @param state how it ended
     * @param warnings what users should know
     * @param error why it failed, in one line for people; empty if it did not
     * @param cause what was thrown when it failed, empty if nothing was
     * @param announced what it announced first, before anything ran if all that it looks at was known then; {@code null} where
     *            nothing
     * @param outputs what it made, one per output port; empty if it did not run
     */
    public record NodeResult(String label, State state, List<String> warnings, Optional<String> error,
        Optional<Throwable> cause, List<PortObjectSpec> announced, List<PortObject> outputs) {

        /**
         * @param port an output port, from 0
         * @return the table there
         */
        public BufferedDataTable table(final int port) {
            return (BufferedDataTable)outputs.get(port);
        }
    }

    /** @return 0 if all nodes did what they should, in a test flow what it expects of them, else 1 */
    public int exitCode() {
        if (refusal.isEmpty() && testFailures.isPresent()) {
            return testFailures.get().isEmpty() ? 0 : 1;
        }
        final boolean well = refusal.isEmpty() && nodes.values().stream()
            .allMatch(node -> node.state() == State.EXECUTED || node.state() == State.PASSED_OVER);
        return well ? 0 : 1;
    }
}
