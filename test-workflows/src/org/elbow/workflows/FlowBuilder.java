package org.elbow.workflows;

import java.util.Map;

import org.elbow.offline.headless.Expectations;
import org.elbow.offline.headless.WorkflowWriter;

/** A test flow while it is put together: nodes are numbered and placed one after the other. */
final class FlowBuilder {

    private static final int COLUMNS = 4;

    private final WorkflowWriter writer = new WorkflowWriter();

    private Expectations expectations = Expectations.NONE;

    private int nodes;

    /** What comes out of a node at one of its ports, which count from 1. */
    record Output(int node, int port) {

        /** What comes out of the same node at another port. */
        Output port(final int other) {
            return new Output(node, other);
        }
    }

    /**
     * Adds a node.
     *
     * @param factory one of {@link Nodes}
     * @param label what stands under it
     * @param settings what differs from its defaults, by key
     * @param inputs what its input ports take, in their order; {@code null} where nothing is connected
     * @return its first output
     */
    Output node(final String factory, final String label, final Map<String, Object> settings, final Output... inputs) {
        final int id = next();
        writer.node(id, factory, label, column(), row(), settings, Map.of());
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] != null) {
                writer.connect(inputs[i].node(), inputs[i].port(), id, i + 1);
            }
        }
        return new Output(id, 1);
    }

    /** Has a node wait for another one, by way of their ports for flow variables. */
    FlowBuilder after(final Output earlier, final Output later) {
        writer.connect(earlier.node(), 0, later.node(), 0);
        return this;
    }

    /** Adds a file, which nodes find where the result says. */
    String file(final String name, final byte[] content) {
        writer.data(name, content);
        return "knime://knime.workflow/data/" + name;
    }

    /** Has two tables be the same, cell by cell. */
    FlowBuilder same(final String label, final Output test, final Output reference) {
        writer.compare(next(), label, column(), row(), test.node(), test.port(), reference.node(), reference.port());
        return this;
    }

    /** Has a node warn with a message. */
    FlowBuilder warns(final Output node, final String message) {
        expectations = expectations.andWarning(node.node(), message);
        return this;
    }

    /** Has a node fail with a message when it is executed. */
    FlowBuilder fails(final Output node, final String message) {
        expectations = expectations.andError(node.node(), message);
        return this;
    }

    /** Adds what is expected, and ends the flow. */
    WorkflowWriter finish() {
        return writer.expect(next(), column(), row(), expectations);
    }

    private int next() {
        return ++nodes;
    }

    private int column() {
        return (nodes - 1) % COLUMNS;
    }

    private int row() {
        return (nodes - 1) / COLUMNS;
    }
}
