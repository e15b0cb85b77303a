package org.elbow.offline.headless;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.elbow.offline.headless.Workflow.Connection;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortType;

/** The nodes of a workflow, checked and connected, in an order in which they can run. */
final class Graph {

    private static final String TESTING = "org.knime.testing.";

    private final Map<Integer, GraphNode> nodes = new LinkedHashMap<>();
    private final List<GraphNode> order;

    Graph(final Workflow workflow, final ExtensionRegistry registry, final ClassLoader extensions)
        throws WorkflowException {
        for (final var entry : workflow.nodes().values()) {
            nodes.put(entry.id(), create(entry, registry, extensions));
        }
        for (final var connection : workflow.connections()) {
            connect(connection);
        }
        for (final var node : nodes.values()) {
            requireInputs(node);
        }
        order = sort();
    }

    /** The nodes in an order in which they can run, those that are passed over included. */
    List<GraphNode> inOrder() {
        return order;
    }

    GraphNode get(final int id) {
        return nodes.get(id);
    }

    /** Whether some node takes what comes out at a port. */
    boolean isUsed(final GraphNode node, final int port) {
        return nodes.values().stream().flatMap(other -> Arrays.stream(other.inputs))
            .anyMatch(input -> input != null && input.source() == node.entry.id() && input.sourcePort() == port + 1);
    }

    // ---------------------------------------------------------------- nodes

    private static GraphNode create(final Workflow.Node entry, final ExtensionRegistry registry,
        final ClassLoader extensions) throws WorkflowException {
        if (entry.factory().startsWith(TESTING)) {
            return new GraphNode(entry, null, null);
        }
        if (!registry.isRegistered(entry.factory())) {
            throw new WorkflowException("The node " + entry.label() + " is made by " + entry.factory()
                + ", which no extension at hand registers; this runner runs the nodes of these extensions only.");
        }
        final NodeFactory<?> factory;
        try {
            factory = (NodeFactory<?>)Class.forName(entry.factory(), true, extensions).getDeclaredConstructor()
                .newInstance();
        } catch (final InvocationTargetException ex) {
            throw cannotCreate(entry, ex.getCause());
        } catch (final ReflectiveOperationException | LinkageError | ClassCastException ex) {
            throw cannotCreate(entry, ex.getCause() == null ? ex : ex.getCause());
        }
        final NodeModel model;
        try {
            model = factory.createNodeModel();
        } catch (final RuntimeException | LinkageError ex) {
            throw cannotCreate(entry, ex);
        }
        return new GraphNode(entry, factory, model);
    }

    private static WorkflowException cannotCreate(final Workflow.Node entry, final Throwable cause) {
        return new WorkflowException("The node " + entry.label() + " cannot be made by " + entry.factory() + ": "
            + cause.getClass().getSimpleName() + ": " + WorkflowException.reason(cause), cause);
    }

    // ---------------------------------------------------------------- connections

    private void connect(final Connection connection) throws WorkflowException {
        final var source = nodes.get(connection.source());
        final var target = nodes.get(connection.target());
        if (target.isPassedOver()) {
            return;
        }
        final var what = "The connection from " + source.entry.label() + " to " + target.entry.label();
        if (source.isPassedOver()) {
            throw new WorkflowException(what + " begins at a testing node of KNIME's, which is passed over.");
        }
        target.before.add(source);
        final int out = connection.sourcePort();
        final int in = connection.targetPort();
        if (out == 0 && in == 0) {
            return; // only the order counts: variables are those of the workflow
        }
        if (out < 1 || out > source.outTypes.length) {
            throw new WorkflowException(what + " begins at output port " + out + ", but " + source.entry.label() + " has "
                + ports(source.outTypes.length) + ".");
        }
        if (in < 1 || in > target.inTypes.length) {
            throw new WorkflowException(what + " ends at input port " + in + ", but " + target.entry.label() + " has "
                + ports(target.inTypes.length) + ".");
        }
        if (target.inputs[in - 1] != null) {
            throw new WorkflowException(what + " ends at input port " + in + ", where another connection ends already.");
        }
        final var expected = target.inTypes[in - 1];
        final var given = source.outTypes[out - 1];
        if (!expected.getPortObjectClass().isAssignableFrom(given.getPortObjectClass())) {
            throw new WorkflowException(what + " leads from output port " + out + " (" + name(given)
                + ") to input port " + in + ", which takes " + name(expected) + ".");
        }
        target.inputs[in - 1] = connection;
    }

    private static String ports(final int count) {
        return count == 0 ? "no such port" : count == 1 ? "only port 1" : "only ports 1 to " + count;
    }

    private static String name(final PortType type) {
        return type.getName();
    }

    private static void requireInputs(final GraphNode node) throws WorkflowException {
        for (int i = 0; i < node.inputs.length; i++) {
            if (node.inputs[i] == null && !node.inTypes[i].isOptional()) {
                throw new WorkflowException("The input port " + (i + 1) + " (" + node.inputName(i) + ") of "
                    + node.entry.label() + " is not connected.");
            }
        }
    }

    // ---------------------------------------------------------------- order

    private List<GraphNode> sort() throws WorkflowException {
        final Set<GraphNode> sorted = new LinkedHashSet<>();
        final List<GraphNode> waiting = new ArrayList<>(nodes.values());
        while (!waiting.isEmpty()) {
            final var next = waiting.stream().filter(node -> sorted.containsAll(node.before)).findFirst();
            if (next.isEmpty()) {
                throw new WorkflowException("The connections form a cycle, so that these nodes wait for one another: "
                    + onCycles(waiting).stream().map(node -> node.entry.label()).collect(Collectors.joining(", ")) + ".");
            }
            sorted.add(next.get());
            waiting.remove(next.get());
        }
        return List.copyOf(sorted);
    }

    /** Of nodes that cannot be sorted, those that some other of them waits for: without what only hangs behind a cycle. */
    private static List<GraphNode> onCycles(final List<GraphNode> waiting) {
        final List<GraphNode> left = new ArrayList<>(waiting);
        while (left.removeIf(node -> left.stream().noneMatch(other -> other.before.contains(node)))) {
            // nodes at the end were removed; look again
        }
        return left;
    }
}
