package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.elbow.offline.OfflineNodes;
import org.elbow.offline.headless.RunResult.NodeResult;
import org.elbow.offline.headless.RunResult.State;
import org.elbow.offline.headless.Workflow.Connection;
import org.elbow.offline.ui.NodeAccess;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;

/** A node of a workflow with its model, its connections, and what became of it. */
final class GraphNode {

    final Workflow.Node entry;
    final NodeFactory<?> factory; // null if the node is passed over
    final NodeModel model; // null if the node is passed over
    final PortType[] inTypes;
    final PortType[] outTypes;
    /** What leads to each input port; {@code null} where nothing does. */
    final Connection[] inputs;
    /** All nodes that must run before this one. */
    final List<GraphNode> before = new ArrayList<>();

    PortObjectSpec[] announced; // null until the node is configured
    PortObjectSpec[] announcedFirst; // null until the node is configured
    PortObject[] outputs; // null until the node is executed
    State state = State.NOT_EXECUTED;
    String error;
    Throwable cause;
    final List<String> warnings = new ArrayList<>();

    GraphNode(final Workflow.Node entry, final NodeFactory<?> factory, final NodeModel model) {
        this.entry = entry;
        this.factory = factory;
        this.model = model;
        inTypes = model == null ? new PortType[0] : OfflineNodes.inputs(model);
        outTypes = model == null ? new PortType[0] : OfflineNodes.outputs(model);
        inputs = new Connection[inTypes.length];
    }

    boolean isPassedOver() {
        return model == null;
    }

    boolean failed() {
        return state == State.FAILED;
    }

    void fail(final String message, final Throwable reason) {
        state = State.FAILED;
        error = WorkflowException.oneLine(message);
        cause = reason;
    }

    /** Whether a node comes before this one by its port for flow variables alone. */
    boolean waitsForMoreThanItsInputs() {
        return before.stream().anyMatch(other -> Arrays.stream(inputs)
            .noneMatch(input -> input != null && input.source() == other.entry.id()));
    }

    void forgetFailure() {
        state = State.NOT_EXECUTED;
        error = null;
        cause = null;
    }

    /** The name of an output port, as its node declares it. */
    String outputName(final int port) {
        return factory instanceof DefaultNodeFactory node ? NodeAccess.factsOf(node).outputs().get(port).name()
            : "port " + (port + 1);
    }

    /** The name of an input port, as its node declares it. */
    String inputName(final int port) {
        return factory instanceof DefaultNodeFactory node ? NodeAccess.factsOf(node).inputs().get(port).name()
            : "port " + (port + 1);
    }

    NodeResult result() {
        return new NodeResult(entry.label(), isPassedOver() ? State.PASSED_OVER : state, List.copyOf(warnings),
            Optional.ofNullable(error), Optional.ofNullable(cause), listOf(announcedFirst), listOf(outputs));
    }

    private static <T> List<T> listOf(final T[] elements) {
        final List<T> list = new ArrayList<>();
        if (elements != null) {
            list.addAll(Arrays.asList(elements)); // may hold nulls
        }
        return Collections.unmodifiableList(list);
    }
}
