package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.headless.RunResult.State;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** Takes a node through its life: settings, configuration, execution, each checked as KNIME does. */
final class NodeRunner {

    private final Graph graph;
    private final Map<String, Variable> variables;

    NodeRunner(final Graph graph, final Map<String, Variable> variables) {
        this.graph = graph;
        this.variables = variables;
    }

    /** Loads the settings, overridden by variables where they say so. A node that was never set up has none. */
    void load(final GraphNode node) {
        final var saved = node.entry.model();
        try {
            if (saved != null) {
                final var settings = new NodeSettings("model");
                saved.copyTo(settings);
                if (node.entry.modelVariables() != null) {
                    new VariableOverrides(variables).apply(settings, node.entry.modelVariables());
                }
                OfflineNodes.validateAndLoad(node.model, settings);
            }
        } catch (final InvalidSettingsException | RuntimeException ex) {
            node.fail("The settings cannot be used: " + reason(ex), ex);
        }
    }

    /**
     * Has the node announce its outputs, if all that it looks at is known.
     *
     * @return whether it announced them
     */
    boolean configure(final GraphNode node) {
        final var specs = new PortObjectSpec[node.inputs.length];
        for (int i = 0; i < specs.length; i++) {
            if (node.inputs[i] != null) {
                specs[i] = spec(node, i);
                if (specs[i] == null) {
                    return false;
                }
            }
        }
        node.warnings.clear();
        try {
            node.announced = OfflineNodes.configure(node.model, specs);
            node.announcedFirst = node.announcedFirst == null ? node.announced : node.announcedFirst;
            addWarning(node);
            return true;
        } catch (final InvalidSettingsException | RuntimeException ex) {
            node.fail("It cannot be configured: " + reason(ex), ex);
            return false;
        }
    }

    private PortObjectSpec spec(final GraphNode node, final int input) {
        final var source = graph.get(node.inputs[input].source());
        final int port = node.inputs[input].sourcePort() - 1;
        if (source.outputs != null) {
            return source.outputs[port].getSpec();
        }
        return source.announced == null ? null : source.announced[port];
    }

    /** Runs the node. Its inputs must be there. */
    void execute(final GraphNode node, final OfflineExecution execution) throws CanceledExecutionException {
        final var inputs = new PortObject[node.inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            if (node.inputs[i] != null) {
                inputs[i] = graph.get(node.inputs[i].source()).outputs[node.inputs[i].sourcePort() - 1];
            }
        }
        try {
            final var outputs = OfflineNodes.execute(node.model, inputs, execution.context());
            addWarning(node);
            final var fault = fault(node, outputs);
            if (fault != null) {
                node.fail(fault, null);
                return;
            }
            node.outputs = outputs;
            node.state = State.EXECUTED;
        } catch (final CanceledExecutionException ex) {
            throw ex;
        } catch (final OutOfMemoryError ex) {
            node.fail("It needs more memory than the machine grants: " + reason(ex)
                + ". Give Java more (-Xmx), or the node fewer rows.", ex);
        } catch (final Exception | LinkageError | StackOverflowError | AssertionError ex) {
            node.fail(reason(ex), ex);
        }
    }

    private static String fault(final GraphNode node, final PortObject[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            final var port = "output port " + (i + 1) + " (" + node.outputName(i) + ")";
            final var spec = outputs[i].getSpec();
            if (spec == null) {
                return "What it made for " + port + " does not say what it is.";
            }
            final var announced = node.announced == null ? null : node.announced[i];
            final var difference = announced == null ? null : difference(announced, spec);
            if (difference != null) {
                return "What it made for " + port + " differs from what it announced: " + difference + ".";
            }
        }
        return null;
    }

    /** What users would see differ; domains are not announced, so that they may. */
    private static String difference(final PortObjectSpec announced, final PortObjectSpec made) {
        if (announced.getClass() != made.getClass()) {
            return "announced was a " + announced.getClass().getSimpleName() + ", made was a "
                + made.getClass().getSimpleName();
        }
        if (announced instanceof DataTableSpec before && made instanceof DataTableSpec after
            && !before.equalStructure(after)) {
            return "announced were the columns " + columns(before) + ", made were " + columns(after);
        }
        return null;
    }

    private static List<String> columns(final DataTableSpec spec) {
        final List<String> columns = new ArrayList<>();
        spec.forEach(column -> columns.add(column.getName() + " (" + column.getType().getName() + ")"));
        return columns;
    }

    private static void addWarning(final GraphNode node) {
        final var message = OfflineNodes.warning(node.model);
        if (message != null) {
            final var warning = WorkflowException.oneLine(message.getSummary());
            if (!node.warnings.contains(warning)) {
                node.warnings.add(warning);
            }
        }
    }

    /** What users read: the message alone where it was written for them, else with the kind of failure. */
    private static String reason(final Throwable ex) {
        final boolean forPeople = ex instanceof InvalidSettingsException || ex instanceof KNIMEException
            || ex instanceof KNIMEException.KNIMERuntimeException || ex.getClass().getName().startsWith("org.elbow.");
        return forPeople ? WorkflowException.reason(ex)
            : ex.getClass().getSimpleName() + (ex.getMessage() == null ? "" : ": " + WorkflowException.reason(ex));
    }
}
